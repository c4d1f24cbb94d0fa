/** Invariant 10: who somebody is, what they speak and where they are bound for never changes where they are placed. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type County, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import { register } from './actions/register.ts'
import type { Registration } from './model.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const NAMES = ['王伟', '阿依古丽·买买提', 'John Smith', '扎西', 'Жанна', undefined]
const identity = fc.record({
  name: fc.constantFrom(...NAMES),
  phone: fc.option(
    fc.integer({ min: 1e10, max: 2e10 }).map((n) => `1${n}`),
    { nil: undefined },
  ),
  plate: fc.constantFrom('新A12345', '甘F88888', '京A00001', undefined),
  direction: fc.constantFrom('乌鲁木齐', '兰州', 'Beijing', undefined),
  language: fc.constantFrom('zh', 'en', 'ug', 'kk', 'ru', undefined),
}) as fc.Arbitrary<Partial<Registration>>

/** What placement may read. */
const need = fc.record({
  adults: fc.integer({ min: 1, max: 4 }),
  children: fc.nat(2),
  needs: fc.subarray(['halal' as const, 'women' as const, 'pets' as const], { maxLength: 2 }),
  vehicle: fc.constantFrom('none' as const, 'car' as const),
  lon: fc.constantFrom(96.02, 96.05, 96.08),
  lat: fc.constant(40.02),
})

const BED = { kind: 'bed' as const, roomClass: 'general' as const, shared: false }
/** Named, so that two counties are equal; sites small enough that the order of coming matters. */
const SITES = [
  hall(6, { name: 'a', metres: -2000 }),
  hall(5, { name: 'b', metres: 300, features: ['halal_kitchen'] }),
  hall(0, { name: 'c', metres: 900, kind: 'hotel', pools: [{ ...BED, roomSize: 2, places: 8 }] }),
  hall(0, { name: 'd', metres: 1500, pools: [{ ...BED, roomClass: 'women', roomSize: 3, places: 6 }] }),
  hall(7, { name: 'e', metres: 2500, features: ['pets'] }),
]

/** Registers one after another and tells where each was sent. */
async function placesOf(county: County, parties: readonly Partial<Registration>[]): Promise<string[]> {
  await county.layOut(SITES)
  const told: string[] = []
  for (const party of parties) {
    const { state, placement, waiting } = await register(
      county.ctx(),
      registration(1, { ...party, entry: undefined }),
    )
    told.push(
      placement === null
        ? `${state} ${waiting?.reason} ${waiting?.need}`
        : `${placement.site.name} ${placement.kind} ${placement.roomSize} ${placement.blocked} ${placement.holdUntil}`,
    )
  }
  return told
}

test('the same parties under other names, numbers, plates, languages and directions go to the same places', async () => {
  let sent = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(need, { minLength: 8, maxLength: 16 }).chain((needs) =>
        fc.tuple(
          fc.constant(needs),
          fc.array(identity, { minLength: needs.length, maxLength: needs.length }).chain((identities) =>
            fc.tuple(
              fc.constant(identities),
              fc.shuffledSubarray(identities, {
                minLength: identities.length,
                maxLength: identities.length,
              }),
            ),
          ),
        ),
      ),
      async ([needs, [identities, permuted]]) => {
        const as = (who: readonly Partial<Registration>[]) => needs.map((one, n) => ({ ...who[n], ...one }))
        const nameless = await placesOf(await house.county(), needs)
        expect(await placesOf(await house.county(), as(identities))).toEqual(nameless)
        expect(await placesOf(await house.county(), as(permuted))).toEqual(nameless)
        sent = new Set([...sent, ...nameless.map((one) => one.split(' ')[0]!)])
      },
    ),
    { numRuns: 8 },
  )
  // The sites filled and parties waited, so that every rule had its say.
  expect([...sent].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'waiting'])
})
