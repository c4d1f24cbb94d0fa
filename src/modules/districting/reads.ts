/** Questions about proposals: what each grid would be like, and what publishing would do. */
import { demand, Refusal } from '../../base/refusal.ts'
import { MINUTE, type Moment } from '../../base/time.ts'
import type { Tx } from '../../platform/db/pool.ts'
import type { Context } from '../../platform/http/context.ts'
import { remember } from '../../platform/remember.ts'
import type { Bounds } from '../../solver/districting/instance.ts'
import { readPostsIn } from '../access/reads.ts'
import type { AreaView } from '../places/model.ts'
import { readAreas, readGridCodes } from '../places/reads.ts'
import type { Answer, Question } from './divide.ts'
import { type BarrierLine, layGround } from './ground.ts'
import type { Districting, DistrictingRow, DoorAnswer, GridProposed, PublishPlan } from './model.ts'
import { mayNot } from './policy.ts'
import { type Change, changeOf, moving, type Placed } from './rules.ts'
import {
  type BuildingRow,
  countMoves,
  type ProposalRow,
  type ProposalSums,
  readAssigned,
  readBarriers,
  readBuilding,
  readDoor,
  readGroundRows,
  readProposal,
  readProposals,
  readSums,
} from './store.ts'

/** Asks the thread beside the house. */
export interface Divider {
  readonly ask: (question: Question) => Promise<Answer>
}

/** A search not ended after this long ended with the program that had begun it, in milliseconds. */
const LOST = 5 * MINUTE

const none: Omit<ProposalSums, 'districting'> = { grids: 0, buildings: 0, households: 0, outside: 0 }

export function rowOf(
  proposal: ProposalRow,
  sums: ProposalSums | undefined,
  realNow: Moment,
): DistrictingRow {
  const lost = proposal.state === 'solving' && realNow - proposal.made_at > LOST
  const { grids, buildings, households, outside } = sums ?? none
  return {
    ...{ id: proposal.id, name: proposal.name, communities: proposal.communities, keep: proposal.keep },
    ...{ least: proposal.least, most: proposal.most, target: proposal.target },
    state: lost ? 'failed' : proposal.state,
    ...{ madeAt: proposal.made_at, endedAt: proposal.ended_at, version: proposal.version },
    ...{ grids, buildings, households, outside },
  }
}

export async function listProposals(ctx: Context): Promise<DistrictingRow[]> {
  const { county } = ctx.actor
  return ctx.db.read(ctx.scope, async (tx) => {
    const sums = new Map((await readSums(tx, county)).map((one) => [one.districting, one]))
    return (await readProposals(tx, county)).map((one) => rowOf(one, sums.get(one.id), ctx.realNow))
  })
}

/** @throws Refusal not_found */
export async function showRow(tx: Tx, ctx: Context, id: string): Promise<DistrictingRow> {
  const { county } = ctx.actor
  const proposal = await readProposal(tx, county, id)
  if (proposal === undefined) throw new Refusal('not_found', { what: 'districting' })
  const sums = (await readSums(tx, county)).find((one) => one.districting === id)
  return rowOf(proposal, sums, ctx.realNow)
}

export interface GroundRows {
  readonly buildings: readonly BuildingRow[]
  readonly barriers: readonly BarrierLine[]
}

export async function readGroundOf(tx: Tx, county: string): Promise<GroundRows> {
  return { buildings: await readGroundRows(tx, county), barriers: await readBarriers(tx, county) }
}

export const boundsOf = ({
  least,
  most,
  target,
}: Pick<ProposalRow, 'least' | 'most' | 'target'>): Bounds => ({
  min: least,
  max: most,
  target,
})

/** Communities of a proposal that have buildings, as regions of the ground. */
export function regionsOf(
  communities: readonly string[],
  regions: ReadonlyMap<string, number>,
): readonly number[] {
  return [...regions]
    .filter(([code]) => communities.length === 0 || communities.includes(code))
    .map(([, n]) => n)
}

/** What a proposal was measured to be, by its version and by the households counted: figures change with these alone. */
const measured = remember<Answer>(10 * MINUTE)

interface Whole {
  readonly proposal: ProposalRow
  readonly rows: GroundRows
  readonly assigned: ReadonlyMap<string, number>
  readonly moves: number
  readonly sums: ProposalSums | undefined
}

async function readWhole(tx: Tx, county: string, id: string): Promise<Whole> {
  const proposal = await readProposal(tx, county, id)
  if (proposal === undefined) throw new Refusal('not_found', { what: 'districting' })
  return {
    proposal,
    rows: await readGroundOf(tx, county),
    assigned: await readAssigned(tx, county, id),
    moves: await countMoves(tx, county, id),
    sums: (await readSums(tx, county)).find((one) => one.districting === id),
  }
}

/** Buildings of the proposal's communities with their grid now and in it. */
function placedOf({ rows, assigned, proposal }: Pick<Whole, 'rows' | 'assigned' | 'proposal'>): Placed[] {
  return rows.buildings.flatMap(({ id, community, households, grid: old }) => {
    const grid = assigned.get(id)
    if (grid === undefined) return []
    if (proposal.communities.length > 0 && !proposal.communities.includes(community)) return []
    return [{ building: id, community, households, old, grid }]
  })
}

/** The grid in force with which each proposed grid shares most households. */
function heirs(placed: readonly Placed[]): Map<number, string> {
  const shared = new Map<number, Map<string, number>>()
  for (const { grid, old, households } of placed) {
    if (old === null) continue
    const by = shared.get(grid) ?? new Map<string, number>()
    shared.set(grid, by.set(old, (by.get(old) ?? 0) + households))
  }
  return new Map([...shared].map(([grid, by]) => [grid, [...by].sort(([, a], [, b]) => b - a)[0]![0]]))
}

function side(households: number, { least, most }: ProposalRow): GridProposed['outside'] {
  if (households < least) return 'few'
  return households > most ? 'many' : null
}

/** @throws Refusal not_found */
export async function showProposal(ctx: Context, divider: Divider, id: string): Promise<Districting> {
  const { county } = ctx.actor
  const whole = await ctx.db.read(ctx.scope, (tx) => readWhole(tx, county, id))
  const { proposal, rows, assigned } = whole
  const { ground, plane, regions } = layGround(rows.buildings, rows.barriers)
  const homes = `${rows.buildings.length} ${rows.buildings.reduce((sum, { households }) => sum + households, 0)}`
  const inside = rows.buildings.filter(({ id: building }) => assigned.has(building))
  const answer =
    inside.length === 0
      ? undefined
      : await measured.get(ctx, `${county}/${id}/${proposal.version}/${homes}`, () =>
          divider.ask({
            kind: 'measure',
            ground,
            bounds: boundsOf(proposal),
            regions: regionsOf(proposal.communities, regions),
            grid: rows.buildings.map((one) => assigned.get(one.id) ?? -1),
          }),
        )
  const placed = placedOf(whole)
  const heirOf = heirs(placed)
  const codes = new Map([...regions].map(([code, n]) => [n, code]))
  const rings = new Map(answer?.outlines ?? [])
  const reasons = new Map(proposal.exceptions.map(({ grid, reason }) => [grid, reason]))
  return {
    ...rowOf(proposal, whole.sums, ctx.realNow),
    rows: (answer?.figures ?? [])
      .filter(({ grid }) => grid >= 0)
      .map((one): GridProposed => {
        const ring = rings.get(one.grid)
        const outside = side(one.households, proposal)
        return {
          ...{ grid: one.grid, community: codes.get(one.regions[0] ?? -1) ?? '', buildings: one.units },
          ...{
            households: one.households,
            round: one.round,
            radius: Math.round(one.radius),
            parts: one.parts,
          },
          outside,
          reason: outside === null ? null : ((reasons.get(one.grid) as GridProposed['reason']) ?? null),
          heir: heirOf.get(one.grid) ?? null,
          boundary: ring === undefined ? null : ring.map(plane.lonLat),
        }
      }),
    ids: inside.map((one) => one.id),
    at: inside.map(({ id: building, lon, lat, households }) => [
      lon,
      lat,
      households,
      assigned.get(building)!,
    ]),
    moving: moving(placed),
    moves: whole.moves,
  }
}

export interface Publishing {
  readonly proposal: ProposalRow
  readonly placed: readonly Placed[]
  readonly change: Change
  readonly areas: readonly AreaView[]
  /** Heirs of every grid that ends, also of those in which nobody lived. */
  readonly heirOf: ReadonlyMap<string, string>
  readonly plan: PublishPlan
}

/** The new grid nearest to one in which no building stood. */
function nearest(
  area: AreaView,
  placed: readonly Placed[],
  at: ReadonlyMap<string, BuildingRow>,
): number | undefined {
  let [best, least] = [undefined as number | undefined, Number.POSITIVE_INFINITY]
  for (const { building, grid } of placed) {
    const { lon, lat } = at.get(building)!
    const far = Math.hypot((lon - area.lon) * Math.cos((area.lat * Math.PI) / 180), lat - area.lat)
    if (far < least) [best, least] = [grid, far]
  }
  return best
}

/** @throws Refusal not_found, districting.not_draft, districting.overtaken */
export async function planPublishing(tx: Tx, ctx: Context, id: string, lock = false): Promise<Publishing> {
  const { county } = ctx.actor
  const proposal = await readProposal(tx, county, id, lock)
  if (proposal === undefined) throw new Refusal('not_found', { what: 'districting' })
  if (proposal.state !== 'draft') throw new Refusal('districting.not_draft', { state: proposal.state })
  const rows = { buildings: await readGroundRows(tx, county), barriers: [] }
  const assigned = await readAssigned(tx, county, id)
  const wanted = rows.buildings.filter(
    ({ community }) => proposal.communities.length === 0 || proposal.communities.includes(community),
  )
  if (wanted.length !== assigned.size || wanted.some((one) => !assigned.has(one.id)))
    throw new Refusal('districting.overtaken')
  const placed = placedOf({ rows, assigned, proposal })
  const areas = await readAreas(tx, county)
  const communities = new Set(wanted.map(({ community }) => community))
  const old = areas
    .filter(({ kind, parent }) => kind === 'grid' && parent !== null && communities.has(parent))
    .map(({ code, parent }) => ({ code, community: parent! }))
  const change = changeOf(placed, old, await readGridCodes(tx, county))
  const byId = new Map(wanted.map((one) => [one.id, one]))
  const codeOf = new Map(change.grids.map(({ grid, code }) => [grid, code]))
  const heirOf = new Map(change.heirOf)
  for (const code of change.ended) {
    if (heirOf.has(code)) continue
    const area = areas.find((one) => one.code === code)!
    const near = nearest(
      area,
      placed.filter((one) => one.community === area.parent),
      byId,
    )
    if (near !== undefined) heirOf.set(code, codeOf.get(near)!)
  }
  const ending = new Set(change.ended)
  const posts = (await readPostsIn(tx, county, change.ended)).map(({ role, area }) => ({
    role,
    from: area,
    to: heirOf.get(area) ?? '',
  }))
  const sites = await tx.maybe<{ n: number }>(
    'select count(*)::int as n from site where county = $1 and world = 0 and grid = any($2)',
    [county, [...ending]],
  )
  const plan: PublishPlan = {
    kept: change.grids.filter(({ kept }) => kept).length,
    made: change.grids.filter(({ kept }) => !kept).length,
    superseded: change.ended.length,
    households: moving(placed),
    posts,
    sites: sites?.n ?? 0,
  }
  return { proposal, placed, change, areas, heirOf, plan }
}

export async function showPlan(ctx: Context, id: string): Promise<PublishPlan> {
  demand(mayNot.publish(ctx.actor))
  const scope = { ...ctx.scope, kind: 'deed' as const }
  return (await ctx.db.read(scope, (tx) => planPublishing(tx, ctx, id))).plan
}

/** @throws Refusal not_found */
export async function showDoor(ctx: Context, id: string): Promise<DoorAnswer> {
  const { county } = ctx.actor
  return ctx.db.read(ctx.scope, async (tx) => {
    const building = await readBuilding(tx, county, id)
    if (building === undefined) throw new Refusal('not_found', { what: 'building' })
    const { grids, lineage } = await readDoor(tx, county, id)
    return {
      building,
      grids: grids.map(({ name, ...grid }) => ({ ...grid, name: name ?? { zh: grid.code, en: grid.code } })),
      lineage: [...lineage],
    }
  })
}
