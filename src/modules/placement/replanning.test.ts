/** Placed once more on a real database: shown beforehand, carried out party by party, and never anybody who has set out. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type County,
  command,
  type House,
  hall,
  NIGHT,
  openHouse,
  registration,
} from '../../../test/builders.ts'
import { MINUTE } from '../../base/time.ts'
import { type Replanned, replan, type Standing } from '../../solver/placement/replan.ts'
import { register } from './actions/register.ts'
import { carryOutReplan, previewReplan, undoReplan } from './actions/replan.ts'
import { showParty } from './actions/show.ts'
import { accept, arrive, transfer, withdraw } from './actions/steps.ts'
import type { PartyView } from './model.ts'
import { lastReplan } from './reads/replan.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const solver = async (standing: Standing): Promise<Replanned> =>
  replan(standing, { now: () => performance.now(), within: 200 })
const why = { reason: '近处空出来了' }

const officer = (county: County, now = NIGHT) =>
  county.as([{ role: 'duty_officer', area: county.code }], { now })
const siteOf = async (county: County, id: string) =>
  (await showParty(county.ctx(), id)).placement?.site.id ?? null

/** A near hall that a crowd fills, and a far one; then the crowd goes its own way and the near one is empty. */
async function evening(places = 20) {
  const county = await house.county()
  const [near, far] = await county.layOut([hall(places, { metres: 300 }), hall(60, { metres: 20_000 })])
  const crowd = await register(county.ctx(), registration(places, {}))
  expect(crowd.placement?.site.id).toBe(near)
  const come = async (size: number, change: Parameters<typeof registration>[1] = {}): Promise<PartyView> => {
    const party = await register(
      { ...county.ctx(), actor: { ...county.ctx().actor, kind: 'public' } },
      registration(size, change),
    )
    expect(party.placement?.site.id).toBe(far)
    return party
  }
  const empty = () => withdraw(county.ctx(), crowd.id, { ...command(), reason: 'self_arranged' })
  const preview = (now = NIGHT) => previewReplan(officer(county, now), command(), solver)
  return { county, near: near!, far: far!, come, empty, preview }
}

describe('shown beforehand', () => {
  test('who would move, from where to where, and what it gains; nobody has moved', async () => {
    const { county, near, far, come, empty, preview } = await evening()
    const parties = [await come(2), await come(3)]
    await empty()
    const shown = await preview()
    expect(shown).toMatchObject({
      state: 'previewed',
      looked: { parties: 2, persons: 5 },
      moved: { parties: 2, persons: 5 },
      placed: { parties: 0 },
      farther: { parties: 0 },
      needsMet: 0,
    })
    expect(shown.minutes).toBe(
      shown.moves.reduce((n, { size, before, after }) => n + size * (before! - after), 0),
    )
    expect(shown.minutes).toBeGreaterThan(5 * 20)
    expect(shown.cost).toBeGreaterThanOrEqual(shown.bound)
    expect(new Set(shown.moves.map(({ code }) => code))).toEqual(new Set(parties.map(({ code }) => code)))
    for (const move of shown.moves)
      expect([move.from?.id, move.to.id, move.outcome]).toEqual([far, near, null])
    for (const { id } of parties) expect(await siteOf(county, id)).toBe(far)
    expect(await lastReplan(officer(county))).toEqual(shown)
  })

  test('whoever has accepted, arrived, chosen, or could not be told is not among them', async () => {
    const { county, far, come, empty, preview } = await evening()
    const [accepted, arrived, chosen, silent, phoned] = [
      await come(1),
      await come(1),
      await come(1),
      await register(officer(county), registration(1)),
      await register(officer(county), registration(1, { phone: '13800001111' })),
    ]
    await accept(county.guest(accepted.id), accepted.id, command())
    await arrive(county.ctx(), arrived.id, command())
    await empty()
    await transfer(county.guest(chosen.id), chosen.id, { ...command(), site: far }).catch(() => {})
    const [there] = await county.layOut([hall(10, { metres: 25_000 })])
    await transfer(county.guest(chosen.id), chosen.id, { ...command(), site: there! })
    const { moves, looked } = await preview()
    expect(moves.map(({ party, byPhone }) => [party, byPhone])).toEqual([[phoned.id, true]])
    expect(looked.parties).toBe(1)
    expect(silent.placement?.site.id).toBe(far)
  })

  test('whoever waits gets the place that another makes free', async () => {
    const county = await house.county()
    const [pets] = await county.layOut([hall(2, { metres: 300, features: ['pets'] })])
    const guest = { ...county.ctx(), actor: { ...county.ctx().actor, kind: 'public' as const } }
    const first = await register(guest, registration(2))
    const dog = await register(guest, registration(2, { needs: ['pets'] }))
    expect([first.placement?.site.id, dog.placement]).toEqual([pets, null])
    const [other] = await county.layOut([hall(2, { metres: 900 })])
    const shown = await previewReplan(officer(county), command(), solver)
    expect(shown.moves.map(({ party, to }) => [party, to.id])).toEqual([
      [first.id, other],
      [dog.id, pets],
    ])
    expect(shown).toMatchObject({ placed: { parties: 1, persons: 2 }, farther: { parties: 1, persons: 2 } })
    const done = await carryOutReplan(officer(county), shown.id, { ...command(), ...why })
    expect(done.moves.map(({ outcome }) => outcome)).toEqual(['moved', 'moved'])
    expect(await siteOf(county, dog.id)).toBe(pets)
    // What was given to whoever waited is not taken away again.
    const back = await undoReplan(officer(county), shown.id, { ...command(), ...why })
    expect(back.moves.map(({ outcome }) => outcome)).toEqual(['stays', 'stays'])
    expect(await siteOf(county, dog.id)).toBe(pets)
  })

  test('nothing to gain is said, and cannot be carried out', async () => {
    const { county, come, preview } = await evening()
    await come(2)
    const shown = await preview()
    expect(shown.moves).toEqual([])
    await expect(carryOutReplan(officer(county), shown.id, { ...command(), ...why })).rejects.toMatchObject({
      code: 'placement.replan_nothing',
    })
  })
})

describe('carried out', () => {
  test('once, whoever asks how often and at the same time; counters, ledger and reason say so', async () => {
    const { county, near, far, come, empty, preview } = await evening()
    const parties = await Promise.all([1, 2, 3, 4].map((size) => come(size)))
    await empty()
    const { id } = await preview()
    const same = { ...command(), ...why }
    const answers = await Promise.all([
      carryOutReplan(officer(county), id, same),
      carryOutReplan(officer(county), id, { ...command(), ...why }),
    ])
    await carryOutReplan(officer(county), id, same)
    for (const one of answers) expect(one).toMatchObject({ moved: { parties: 4, persons: 10 } })
    for (const party of parties) expect(await siteOf(county, party.id)).toBe(near)
    const { rows } = await house.db.owner.query(
      `select type, count(*)::int as n from ledger where county = $1 and type ~ '(transferred|replan)' group by 1 order by 1`,
      [county.code],
    )
    expect(Object.fromEntries(rows.map(({ type, n }) => [type, n]))).toEqual({
      'party.replanned': 4,
      'party.transferred': 4,
      'replan.begun': 2,
      'replan.carried_out': 1,
      'replan.previewed': 1,
    })
    const load = await house.db.owner.query(
      `select site, held from site_load where county = $1 and pool = 'site'`,
      [county.code],
    )
    expect(new Map(load.rows.map(({ site, held }) => [site, held]))).toEqual(
      new Map([
        [near, 10],
        [far, 0],
      ]),
    )
    await expect(carryOutReplan(officer(county), id, { ...command(), ...why })).rejects.toMatchObject({
      code: 'placement.replan_done',
    })
  })

  test('whoever has set out since the preview stays; too many of them, or too late, and nobody moves', async () => {
    const { county, near, far, come, empty, preview } = await evening()
    const parties = await Promise.all(Array.from({ length: 5 }, () => come(2)))
    await empty()
    const first = await preview()
    await accept(county.guest(parties[0]!.id), parties[0]!.id, command())
    const late = officer(county, NIGHT + 10 * MINUTE + 1)
    const act = (ctx = officer(county)) => carryOutReplan(ctx, first.id, { ...command(), ...why })
    await expect(act(late)).rejects.toMatchObject({ code: 'placement.replan_stale' })
    expect((await act()).moves.map(({ outcome }) => outcome).sort()).toEqual([
      'changed',
      ...Array.from({ length: 4 }, () => 'moved'),
    ])
    expect(await siteOf(county, parties[0]!.id)).toBe(far)

    const other = await evening()
    const two = [await other.come(2), await other.come(2)]
    await other.empty()
    const { id } = await other.preview()
    await accept(other.county.guest(two[0]!.id), two[0]!.id, command())
    await expect(carryOutReplan(officer(other.county), id, { ...command(), ...why })).rejects.toMatchObject({
      code: 'placement.replan_stale',
    })
    expect(await siteOf(other.county, two[1]!.id)).toBe(other.far)
    expect(near).not.toBe(far)
  })

  test('a place that was given away meanwhile leaves the old one as it is', async () => {
    const { county, far, come, empty, preview } = await evening(4)
    const parties = [await come(2), await come(2)]
    await empty()
    const { id } = await preview()
    await register(county.ctx(), registration(3))
    const done = await carryOutReplan(officer(county), id, { ...command(), ...why })
    expect(done.moves.map(({ outcome }) => outcome)).toEqual(['no_room', 'no_room'])
    for (const party of parties) expect(await siteOf(county, party.id)).toBe(far)
  })

  test('taken back: those who have done nothing since; not those who have accepted', async () => {
    const { county, near, far, come, empty, preview } = await evening()
    const [stays, goes] = [await come(2), await come(3)]
    await empty()
    const { id } = await preview()
    await expect(undoReplan(officer(county), id, { ...command(), ...why })).rejects.toMatchObject({
      code: 'placement.replan_not_done',
    })
    await carryOutReplan(officer(county), id, { ...command(), ...why })
    await accept(county.guest(stays.id), stays.id, command())
    const same = { ...command(), ...why }
    const back = await undoReplan(officer(county), id, same)
    expect(await undoReplan(officer(county), id, same)).toEqual(back)
    expect(new Map(back.moves.map(({ party, outcome }) => [party, outcome]))).toEqual(
      new Map([
        [stays.id, 'stays'],
        [goes.id, 'back'],
      ]),
    )
    expect([await siteOf(county, stays.id), await siteOf(county, goes.id)]).toEqual([near, far])
  })

  test('the duty officer alone', async () => {
    const { county } = await evening()
    const desk = county.as([{ role: 'intake_desk', area: county.code }])
    await expect(previewReplan(desk, command(), solver)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(carryOutReplan(desk, command().command, { ...command(), ...why })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })
})
