import { Refusal } from '../../base/refusal.ts'
import { BEIJING, DAY, HOUR, MINUTE } from '../../base/time.ts'
import { LANGUAGES } from '../../base/words.ts'
import type { Tx } from '../../platform/db/pool.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { bind, type Context } from '../../platform/http/context.ts'
import {
  readEvents,
  readHash,
  readHead,
  readSubject,
  type SealedEvent,
  verifyChain,
} from '../../platform/ledger/read.ts'
import type { Hindsight } from '../../solver/placement/hindsight.ts'
import type { Instance } from '../../solver/placement/instance.ts'
import { type NightReport, reportsApi } from './api.ts'
import { compare, meetsBar } from './hindsight.ts'
import { replay, type TableStates, unlike } from './night.ts'
import { readScene } from './reads/hindsight.ts'
import { readRoadsAt, wallOf } from './reads.ts'
import { cityLines, situationAt } from './situation.ts'

/** Durations of a world's registrations as this process measured them, in milliseconds. */
export type Durations = (
  county: string,
  world: number,
) => { count: number; p50: number; p95: number; p99: number } | null

/** The bound of a whole night, solved elsewhere than on the thread that answers. */
export type Hindsighter = (night: Instance) => Promise<Hindsight>

export interface ReportsServices {
  readonly durations: Durations
  readonly hindsighter: Hindsighter
}

const whole = (ctx: Context): Scope => ({
  county: ctx.actor.county,
  world: ctx.actor.world,
  kind: 'system',
  areas: [],
  sites: [],
})

/** 22:00 of the night and 08:00 of the morning after, by the moment the first event was told. */
function usualMoments(first: number): number[] {
  const evening = Math.floor((first + BEIJING) / DAY) * DAY - BEIJING + 22 * HOUR
  return [evening, evening + 10 * HOUR]
}

function momentsOf(text: string | undefined, first: number): number[] {
  if (text === undefined || text === '') return usualMoments(first)
  const moments = text.split(',').map(Number)
  if (moments.some((moment) => !Number.isFinite(moment)))
    throw new Refusal('bad_input', { part: 'query', issues: [{ path: 'at' }] })
  return moments
}

/** Looks for what is committed and not yet sealed, and how many of them at most. */
const LOOK = 50
const LOOKS = 200

/** The report reads the seal; whatever was committed before the question is waited for. */
async function untilSealed(ctx: Context, scope: Scope): Promise<void> {
  const here = [scope.county, scope.world]
  for (let n = 0; n < LOOKS; n++) {
    const { open } = await ctx.db.read(scope, (tx) =>
      tx.one<{ open: number }>(
        `select (select count(*) from ledger where county = $1 and world = $2)
           - (select count(*) from ledger_seal where county = $1 and world = $2) as open`,
        here,
      ),
    )
    if (open <= 0) return
    await new Promise((resolve) => setTimeout(resolve, LOOK))
  }
}

/** The tables at one moment, and how far the ledger was sealed then: what is sealed later is of later. */
interface Standing {
  readonly head: number
  /** Places each site declares, by id. */
  readonly offered: ReadonlyMap<string, number>
  readonly states: TableStates
}

async function readStanding(tx: Tx, county: string, world: number): Promise<Standing> {
  const here = [county, world]
  const sites = await tx.query<{ site: string; offered: number }>(
    `select site, sum(places) as offered from site_pool where county = $1 and world = $2 group by site`,
    here,
  )
  // Asked apart and met here: freshly recovered tables have no statistics, and a join of theirs may take minutes.
  const sealer = await tx.maybe<{ xid: string; nr: number }>(
    'select xid::text as xid, nr from ledger_sealer where county = $1',
    [county],
  )
  const unsealed = await tx.query<{ subject: string }>(
    `select distinct subject from ledger
     where county = $1 and world = $2 and (xid, nr) > ($3::text::xid8, $4::bigint)`,
    [county, world, sealer?.xid ?? '0', sealer?.nr ?? 0],
  )
  const open = new Set(unsealed.map((row) => row.subject))
  const parties = await tx.query<{ id: string; state: string }>(
    `select id, case when state = 'self_arranged' then 'withdrawn' else state end as state
     from party where county = $1 and world = $2`,
    here,
  )
  return {
    head: (await readHead(tx, county, world)).seq,
    offered: new Map(sites.map((row) => [row.site, row.offered])),
    states: new Map(parties.map(({ id, state }) => [id, open.has(id) ? undefined : state])),
  }
}

const PAGE = 5000

/** Every event up to a position, a page a transaction: no statement grows with the night. */
async function readTo(ctx: Context, scope: Scope, head: number): Promise<SealedEvent[]> {
  const events: SealedEvent[] = []
  for (let last = 0; last < head; ) {
    const limit = Math.min(PAGE, head - last)
    const page = await ctx.db.read(scope, (tx) => readEvents(tx, scope.county, scope.world, last, limit))
    events.push(...page)
    last += limit
  }
  return events
}

/** The moments of a report against hindsight, one after the other. */
async function hindsightOf(
  ctx: Context,
  events: readonly SealedEvent[],
  moments: readonly number[],
  solve: Hindsighter,
): Promise<NightReport['hindsight']> {
  const found: NightReport['hindsight'] = []
  for (const moment of moments) {
    const then = replay(new Map(), [])
    then.feed(events.filter(({ at }) => at <= moment))
    const { wanted, scene } = await readScene(ctx, moment, then.stands())
    const compared = compare(wanted, scene)
    if (compared === undefined) continue
    const { night, ...told } = compared
    const { bound, unplaced: least } = await solve(night)
    const met = meetsBar(told.compared.persons, told.unplaced, least)
    found.push({ at: moment, ...told, bound, least, met })
  }
  return found
}

async function nightOf(
  ctx: Context,
  { at, bound }: { readonly at?: string | undefined; readonly bound: boolean },
  { durations, hindsighter }: ReportsServices,
) {
  const { county, world } = ctx.actor
  const scope = whole(ctx)
  await untilSealed(ctx, scope)
  const {
    head: sealed,
    offered,
    states,
  } = await ctx.db.read(scope, (tx) => readStanding(tx, county, world), { snapshot: true })
  const events = await readTo(ctx, scope, sealed)
  const night = replay(offered, [])
  // What was given is replayed in the order in which the counters' locks were had. The seal's order is another: a
  // transaction may begin before the one whose freed places it then waits for.
  night.feed([...events].sort((a, b) => a.recorded - b.recorded || a.seq - b.seq))
  // Events are sealed in the order they were committed, which near a moment may not be the order they were told in.
  const moments = momentsOf(at, events[0]?.at ?? ctx.now)
  const inTime = [...events].sort((a, b) => a.at - b.at || a.seq - b.seq)
  const clock = replay(offered, moments)
  clock.feed(inTime)
  const { head, brokenAt } = await ctx.db.read(scope, (tx) => verifyChain(tx, county, world))
  const told = { ...night.tell(), moments: clock.tell().moments }
  const lostParties = told.lostParties + unlike(states, night.states())
  return {
    world,
    ...told,
    lostParties,
    moments: told.moments.map((moment) => ({ ...moment, waitingBy: [...moment.waitingBy] })),
    registration: durations(county, world),
    chain: { seq: head.seq, head: head.hash, verified: brokenAt === undefined },
    hindsight: bound ? await hindsightOf(ctx, inTime, moments, hindsighter) : [],
  }
}

/** A deed told before the hour is committed by then: statements are ended after some seconds. */
const TOLD_WITHIN = MINUTE

/** What held at the last full hour: whatever is told after it changes nothing. */
async function cityReport(ctx: Context, asked: number | undefined) {
  const { county, world } = ctx.actor
  const scope = whole(ctx)
  const at = Math.floor(Math.min(asked ?? ctx.now, ctx.now - TOLD_WITHIN) / HOUR) * HOUR
  await untilSealed(ctx, scope)
  const { seq: sealed } = await ctx.db.read(scope, (tx) => readHead(tx, county, world))
  const events = (await readTo(ctx, scope, sealed)).filter((event) => event.at <= at)
  events.sort((a, b) => a.at - b.at || a.seq - b.seq)
  const last = events.reduce<SealedEvent | undefined>(
    (top, one) => (top && top.seq > one.seq ? top : one),
    undefined,
  )
  const { roads, hash } = await ctx.db.read(scope, async (tx) => ({
    roads: await readRoadsAt(tx, county, world, at),
    hash: await readHash(tx, county, world, last?.seq ?? 0),
  }))
  const { name } = await ctx.clock.county(county)
  const told = {
    county: name,
    roads,
    seq: last?.seq ?? 0,
    hash,
    situation: situationAt(events, at),
  }
  const [zh, en] = LANGUAGES.map((language) => cityLines(told, language))
  return { at, seq: told.seq, hash, zh: zh!, en: en! }
}

export const reportsRoutes = (services: ReportsServices) =>
  bind(reportsApi, {
    wall: (ctx) => wallOf(ctx),
    city: (ctx, { query }) => cityReport(ctx, query.at),
    async ledger(ctx, { query }) {
      const { county, world } = ctx.actor
      return ctx.db.read(ctx.scope, async (tx) => {
        const events =
          query.subject === undefined
            ? await readEvents(tx, county, world, query.after, query.limit, query.order, query.type)
            : await readSubject(
                tx,
                county,
                world,
                query.subject,
                query.after,
                query.limit,
                query.order,
                query.type,
              )
        return { events, head: await readHead(tx, county, world) }
      })
    },
    nightReport: (ctx, { query }) => nightOf(ctx, query, services),
  })
