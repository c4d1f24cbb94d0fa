/** More than is plausible: kept, sent to a desk, without a place; let in by a desk or an arrival, taken out as a whole. */
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
import type { Context } from '../../platform/http/context.ts'
import { makeCode, revokeCode, setDesk } from '../entries/actions.ts'
import type { CodeKind } from '../entries/model.ts'
import { gatesOf, listGates, screenOf, tokenOf, vouches } from '../entries/reads.ts'
import { BARE_WHERE_CODED, GOOD_FOR, TURN, turnOf } from '../entries/rules.ts'
import { clearBurst, confirmBurst, confirmParty } from './actions/bursts.ts'
import { register } from './actions/register.ts'
import { retryWaiting } from './actions/replace.ts'
import { showParty } from './actions/show.ts'
import { accept, arrive } from './actions/steps.ts'
import type { BurstRange } from './model.ts'
import { listBursts, lookAtBurst } from './reads/bursts.ts'
import { readSites } from './reads/sites.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const BARE = 2 * BARE_WHERE_CODED
const officer = (county: County) => county.as([{ role: 'duty_officer', area: county.code }])

function anybody(county: County, now = NIGHT): Context {
  const ctx = county.ctx({ now })
  return { ...ctx, actor: { ...ctx.actor, kind: 'public', id: '' } }
}

async function made(county: County, kind: CodeKind = 'poster', perMinute = 30) {
  const { codes } = await makeCode(officer(county), 'exit', { ...command(), kind, perMinute })
  const { id } = codes[0]!
  return { id, token: tokenOf(county.ctx(), id, kind === 'screen' ? turnOf(NIGHT) : undefined) }
}

async function free(county: County, site: string): Promise<number> {
  const ctx = county.ctx()
  const rows = await ctx.db.read(ctx.scope, (tx) => readSites(tx, county.code, 0, { id: site }))
  return rows[0]!.free
}

/** One after the other: those at once do not see each other, and a few more slip through. */
async function come(
  county: County,
  count: number,
  change: Parameters<typeof registration>[1] = {},
  now = NIGHT,
) {
  const parties = []
  for (let n = 0; n < count; n++) parties.push(await register(anybody(county, now), registration(2, change)))
  return parties
}

const states = (parties: readonly { state: string; waiting: { reason: string } | null }[]) =>
  parties.map(({ state, waiting }) => waiting?.reason ?? state)

const rangeOf = ({ entry, code, from, to }: BurstRange): BurstRange => ({ entry, code, from, to })

test('without any code in the county a crowd is a crowd, and is placed', async () => {
  const county = await house.county()
  await county.layOut([hall(400)])
  expect(new Set(states(await come(county, BARE + 5)))).toEqual(new Set(['placed']))
})

describe('where a code hangs', () => {
  test('so many come without it; the next hold nothing and are told the way to a desk; who brings it is placed', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(400)])
    const { token } = await made(county)
    const bare = await come(county, BARE + 3)
    expect(states(bare)).toEqual([...Array(BARE).fill('placed'), ...Array(3).fill('unconfirmed')])
    expect(await free(county, site!)).toBe(400 - BARE * 2)
    const last = bare.at(-1)!
    // No desk was named, so the site that takes people is.
    expect(last.unconfirmed?.desk).toMatchObject({ by: 'car', bearing: 'E' })
    await setDesk(officer(county), 'exit', { ...command(), open: true })
    const shown = await showParty(county.guest(last.id), last.id)
    expect(shown.unconfirmed?.desk).toMatchObject({ name: { en: 'Exit' }, metres: 0 })
    expect((await come(county, 1, { entryToken: token }))[0]).toMatchObject({
      state: 'placed',
      unconfirmed: null,
    })
    // A desk's own are let in, whatever goes on outside; the machine places nobody that no one has seen.
    expect((await register(officer(county), registration(2))).state).toBe('placed')
    await retryWaiting(county.ctx())
    expect((await showParty(county.ctx(), last.id)).state).toBe('waiting')
    expect(states(await come(county, 1, {}, NIGHT + 3 * MINUTE))).toEqual(['placed'])
  })

  test('the same command is the same party, also in a flood', async () => {
    const county = await house.county()
    await county.layOut([hall(400)])
    await made(county)
    await come(county, BARE)
    const sent = registration(2)
    const first = await register(anybody(county), sent)
    const again = await register(anybody(county), sent)
    expect(first.unconfirmed).not.toBeNull()
    expect(again).toMatchObject({ id: first.id, unconfirmed: first.unconfirmed, token: first.token })
  })

  test('a code vouches for as many as are plausible', async () => {
    const county = await house.county()
    await county.layOut([hall(400)])
    const { token } = await made(county, 'poster', 2)
    expect(states(await come(county, 6, { entryToken: token }))).toEqual([
      ...Array(4).fill('placed'),
      ...Array(2).fill('unconfirmed'),
    ])
  })
})

describe('a token', () => {
  type Code = Awaited<ReturnType<typeof made>>
  test.each<[string, (county: County, code: Code) => Promise<string>]>([
    [
      'revoked',
      async (county, code) => {
        await revokeCode(officer(county), code.id, command())
        return code.token
      },
    ],
    ['changed in one letter', async (_, { token }) => token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')],
    ['of another county', async (_, { id }) => tokenOf((await house.county()).ctx(), id)],
    ['made up', async () => 'x'.repeat(26)],
  ])('%s is as good as none', async (_, tokenFor) => {
    const county = await house.county()
    const code = await made(county)
    const token = await tokenFor(county, code)
    expect(vouches(anybody(county), await gatesOf(county.ctx()), token)).toBeUndefined()
  })

  test('of a screen is good for its time, and its page shows the next one', async () => {
    const county = await house.county()
    const { id, token } = await made(county, 'screen')
    const link = (await listGates(officer(county)))[0]!.codes[0]!.path.replace('/screen/', '')
    const shown = await screenOf(anybody(county), link)
    expect(shown).toMatchObject({ path: `/r?e=exit&t=${token}`, until: (turnOf(NIGHT) + 1) * TURN })
    expect((await screenOf(anybody(county, NIGHT + TURN), link)).path).not.toBe(shown.path)
    const gates = await gatesOf(county.ctx())
    const late = NIGHT + TURN + GOOD_FOR
    expect(vouches(anybody(county, late - 1), gates, token)?.id).toBe(id)
    expect(vouches(anybody(county, late), gates, token)).toBeUndefined()
    // A poster's token is none of a screen, and the link of the page vouches for nobody.
    expect(vouches(anybody(county), gates, tokenOf(county.ctx(), id))).toBeUndefined()
    expect(vouches(anybody(county), gates, link)).toBeUndefined()
    await revokeCode(officer(county), id, command())
    await expect(screenOf(anybody(county), link)).rejects.toMatchObject({ code: 'bad_token' })
  })

  test('is made and revoked by the duty officer alone, once', async () => {
    const county = await house.county()
    const desk = county.as([{ role: 'intake_desk', area: county.code }])
    const input = { ...command(), kind: 'poster', perMinute: 30 } as const
    await expect(makeCode(desk, 'exit', input)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(makeCode(officer(county), 'nowhere', input)).rejects.toMatchObject({
      code: 'places.unknown_entry',
    })
    await makeCode(officer(county), 'exit', input)
    expect((await makeCode(officer(county), 'exit', input)).codes).toHaveLength(1)
    const revoke = command()
    await revokeCode(officer(county), input.command, revoke)
    const { codes } = await revokeCode(officer(county), input.command, revoke)
    expect(codes[0]!.revokedAt).toBe(NIGHT)
    await expect(revokeCode(officer(county), input.command, command())).rejects.toMatchObject({
      code: 'entries.code_revoked',
    })
  })
})

describe('who holds no place', () => {
  async function flooded() {
    const county = await house.county()
    const [site] = await county.layOut([hall(400)])
    await made(county)
    const bare = await come(county, BARE + 4)
    const burst = (await listBursts(officer(county))).bursts[0]!
    return { county, site: site!, bare, seen: bare.slice(BARE), burst }
  }

  test('is placed once a desk has seen it, and belongs to no burst any more', async () => {
    const { county, seen, burst } = await flooded()
    const { id } = seen[0]!
    const act = command()
    expect((await confirmParty(officer(county), id, act)).state).toBe('placed')
    expect((await confirmParty(officer(county), id, act)).state).toBe('placed')
    await expect(confirmParty(officer(county), id, command())).rejects.toMatchObject({
      code: 'placement.step_not_possible',
    })
    expect((await lookAtBurst(officer(county), rangeOf(burst))).unconfirmed).toBe(3)
    const secretary = county.as([{ role: 'community_secretary', area: county.east }])
    await expect(confirmParty(secretary, seen[1]!.id, command())).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  test('cannot say by itself that it is there; whoever runs the site can', async () => {
    const { county, site, seen } = await flooded()
    const { id } = seen[0]!
    await expect(arrive(county.guest(id), id, { ...command(), site })).rejects.toMatchObject({
      code: 'placement.unconfirmed',
    })
    const warden = county.as([{ role: 'site_warden', area: county.east, site }])
    expect(await arrive(warden, id, { ...command(), site })).toMatchObject({ state: 'arrived' })
  })

  test('is taken out as a burst with the places it took, once, and put back in one act', async () => {
    const { county, site, bare, seen, burst } = await flooded()
    await accept(county.guest(bare[0]!.id), bare[0]!.id, command())
    expect(burst).toMatchObject({ entry: 'exit', code: null, parties: BARE + 4, unconfirmed: 4 })
    expect(await lookAtBurst(officer(county), rangeOf(burst))).toMatchObject({ holding: BARE - 1, known: 1 })
    const act = { ...command(), burst: rangeOf(burst), holding: true, reason: '同一台机器发来的' }
    const done = await clearBurst(officer(county), act)
    expect(done).toEqual({ parties: BARE + 3, persons: 2 * (BARE + 3), freed: 2 * (BARE - 1) })
    expect(await clearBurst(officer(county), act)).toEqual(done)
    expect(await free(county, site)).toBe(398)
    // Who accepted keeps the place; whoever was taken out is told to show itself, and says nothing by itself.
    expect((await showParty(county.ctx(), bare[0]!.id)).state).toBe('placed')
    const { id } = seen[0]!
    expect(await showParty(county.ctx(), id)).toMatchObject({ state: 'withdrawn', unconfirmed: { desk: {} } })
    await expect(arrive(county.guest(id), id, { ...command(), site })).rejects.toMatchObject({
      code: 'placement.unconfirmed',
    })
    expect(await confirmBurst(officer(county), { ...command(), burst: rangeOf(burst) })).toEqual({
      parties: BARE + 3,
      persons: 2 * (BARE + 3),
      placed: BARE + 3,
    })
    expect(await free(county, site)).toBe(400 - 2 * (BARE + 4))
  })

  test('only the unconfirmed are taken out unless asked, and not by a desk', async () => {
    const { county, burst } = await flooded()
    const act = { ...command(), burst: rangeOf(burst), holding: false, reason: '试一试' }
    const desk = county.as([{ role: 'intake_desk', area: county.code }])
    await expect(clearBurst(desk, act)).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await clearBurst(officer(county), act)).toEqual({ parties: 4, persons: 8, freed: 0 })
  })
})
