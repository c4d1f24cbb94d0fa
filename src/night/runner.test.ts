import { describe, expect, it } from 'vitest'
import { blizzard } from '../../seed/blizzard.ts'
import type { NightSeed, TravellerSeed } from '../../seed/types.ts'
import { MINUTE } from '../base/time.ts'
import { Answered, type Client } from './client.ts'
import { commandOf, type Progress, playNight } from './runner.ts'

describe('commandOf', () => {
  it('is the same for the same deed of the same traveller, and another for any other', () => {
    expect(commandOf(7, 'arrive', 1000)).toBe(commandOf(7, 'arrive', 1000))
    const all = [
      commandOf(7, 'arrive', 1000),
      commandOf(7, 'depart', 1000),
      commandOf(8, 'arrive', 1000),
      commandOf(7, 'arrive', 1001),
    ]
    expect(new Set(all).size).toBe(4)
    for (const one of all) expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/)
  })
})

/** Plays on a clock of its own that jumps to whatever is next, against a house that answers from `answer`. */
async function playOn(
  night: NightSeed,
  answer: (path: string, n: number) => unknown,
): Promise<{ calls: string[]; last: Progress }> {
  let now = night.told.start
  const calls: string[] = []
  const client: Client = {
    async call(endpoint) {
      calls.push(endpoint.path)
      return endpoint.output.parse(answer(endpoint.path, calls.length)) as never
    },
    send: () => Promise.reject(new Error('not asked here')),
    close: () => {},
  }
  const last = await playNight({
    client,
    night,
    told: () => now,
    until: (moment) => {
      now = Math.max(now, moment)
      return 1
    },
    atOnce: 1,
    onProgress: () => {},
    stopped: () => false,
  })
  return { calls, last }
}

const script = blizzard({ scale: 0.001 })
const usual = script.parties.find((one) => one.fate === 'arrives')!
const nightOf = (...parties: TravellerSeed[]): NightSeed => ({ ...script, parties, roadEstimates: [] })

const at = (state: string, site: boolean): unknown => ({
  ...party,
  state,
  placement: site ? placement(state === 'arrived' ? 'arrived' : 'held') : null,
  waiting: state === 'waiting' ? { reason: 'no_room', need: null, since: 0 } : null,
})
const id = commandOf(0, 'party', 0)
const party = {
  id,
  code: '000000',
  size: 2,
  adults: 2,
  children: 0,
  infants: 0,
  elders: 0,
  needs: [],
  vehicle: 'none',
  entry: null,
  registeredAt: 0,
  changedAt: 0,
  version: 1,
  name: null,
  phone: null,
  plate: null,
  duplicates: [],
  mergedInto: null,
  unconfirmed: null,
}
const placement = (state: string) => ({
  id,
  state,
  site: {
    id,
    name: '',
    nameEn: '',
    kind: 'hall',
    state: 'open',
    lon: 0,
    lat: 0,
    address: null,
    landmark: '',
    landmarkEn: '',
    phone: null,
    priceClass: 'free',
    priceFen: null,
    features: [],
  },
  kind: 'floor',
  roomClass: 'general',
  roomSize: 0,
  places: 2,
  blocked: 0,
  acceptedAt: null,
  holdUntil: null,
  askedAt: null,
  arrivedAt: null,
  slot: null,
  directions: null,
})

const BY_PATH: Readonly<Record<string, unknown>> = {
  '/parties': at('placed', true),
  '/parties/:id/accept': at('placed', true),
  '/parties/:id/arrive': at('arrived', true),
  '/parties/:id/depart': at('departed', false),
  '/parties/:id/withdraw': at('withdrawn', false),
}

describe('playNight', () => {
  it('a traveller registers, accepts, arrives and leaves, in that order', async () => {
    const leaver = { ...usual, leavesAt: script.told.end - MINUTE }
    const { calls, last } = await playOn(nightOf(leaver), (path) => BY_PATH[path])
    expect(calls).toEqual(['/parties', '/parties/:id/accept', '/parties/:id/arrive', '/parties/:id/depart'])
    expect(last).toMatchObject({ registered: 2, arrived: 2, departed: 2, refused: 0 })
  })

  it('one that stays beyond the end of the play does not leave', async () => {
    const stayer = { ...usual, leavesAt: script.told.end + MINUTE }
    const { calls } = await playOn(nightOf(stayer), (path) => BY_PATH[path])
    expect(calls.at(-1)).toBe('/parties/:id/arrive')
  })

  it('one that waits looks again until it is told where to go', async () => {
    const { calls, last } = await playOn(nightOf(usual), (path, n) =>
      path === '/parties'
        ? at('waiting', false)
        : path === '/my-party'
          ? at(n < 4 ? 'waiting' : 'placed', n >= 4)
          : BY_PATH[path],
    )
    expect(calls.slice(0, 6)).toEqual([
      '/parties',
      '/my-party',
      '/my-party',
      '/my-party',
      '/parties/:id/accept',
      '/parties/:id/arrive',
    ])
    expect(last.arrived).toBe(2)
  })

  it('one whose hold ran out on the way asks again', async () => {
    let refused = false
    const { calls } = await playOn(nightOf({ ...usual, leavesAt: script.told.end + MINUTE }), (path) => {
      if (path === '/parties/:id/arrive' && !refused) {
        refused = true
        throw new Answered(409, 'placement.step_not_possible')
      }
      return path === '/my-party' ? at('placed', true) : BY_PATH[path]
    })
    const from = calls.indexOf('/parties/:id/arrive')
    expect(calls.slice(from)).toContain('/my-party')
    expect(calls.at(-1)).toBe('/parties/:id/arrive')
  })

  it.each([
    ['no_show', ['/parties']],
    ['withdraws', ['/parties', '/parties/:id/withdraw']],
    ['self_arranged', ['/parties', '/parties/:id/withdraw']],
  ] as const)('%s', async (fate, expected) => {
    const { calls } = await playOn(nightOf({ ...usual, fate }), (path) => BY_PATH[path])
    expect(calls).toEqual(expected)
  })

  it('counts a registration that is refused for good, and ends with a failure that is none of the house’s', async () => {
    const { last } = await playOn(nightOf(usual), () => {
      throw new Answered(422, 'placement.empty_party')
    })
    expect(last).toMatchObject({ registered: 0, refused: 1 })
    await expect(
      playOn(nightOf(usual), () => {
        throw new TypeError('broken')
      }),
    ).rejects.toThrow('broken')
  })
})
