/** Proposals are made, moved by hand, put away and published. The county's own world alone draws grids. */
import { inRing } from '../../base/geo.ts'
import { uuidv7 } from '../../base/ids.ts'
import { demand, Refusal } from '../../base/refusal.ts'
import type { Moment } from '../../base/time.ts'
import { fill, type Language } from '../../base/words.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { record } from '../../platform/ledger/record.ts'
import { once } from '../../platform/receipt.ts'
import { movePosts } from '../access/actions.ts'
import { type AreaGiven, addAreas, endAreas } from '../places/actions.ts'
import type { AreaView } from '../places/model.ts'
import { forgetGround } from '../places/reads.ts'
import { regridSites } from '../sites/actions.ts'
import { layGround } from './ground.ts'
import type { Districting, DistrictingRow, DistrictingWish } from './model.ts'
import { mayNot } from './policy.ts'
import {
  boundsOf,
  type Divider,
  type Publishing,
  planPublishing,
  readGroundOf,
  regionsOf,
  showProposal,
  showRow,
} from './reads.ts'
import type { NewGrid } from './rules.ts'
import {
  addLineage,
  addMove,
  assign,
  type BarrierGiven,
  type BuildingGiven,
  insertProposal,
  lastMove,
  markMoveUndone,
  type ProposalRow,
  putBarriers,
  putBuildings,
  readAssigned,
  readGroundRows,
  readProposal,
  setGrids,
  setProposalState,
  touchProposal,
} from './store.ts'
import { COMMUNITY, GRID_NAME } from './words.ts'

export interface Layout {
  /** From when buildings have been in their grids. */
  readonly since: Moment
  readonly buildings: readonly (BuildingGiven & { readonly grid?: string })[]
  readonly barriers: readonly BarrierGiven[]
}

/** Rows in one statement at most. */
const CHUNK = 2_000

/**
 * Lays out a county's buildings from a seed or a map: those that are there by their external id are said anew.
 * @returns how many are new, and how many say something else than before
 */
export async function layOutBuildings(
  ctx: Context,
  { since, buildings, barriers }: Layout,
): Promise<{ readonly made: number; readonly changed: number }> {
  const { county } = ctx.actor
  const counts = { made: 0, changed: 0 }
  await ctx.db.tx(deedScope(ctx), async (tx) => {
    for (let n = 0; n < buildings.length; n += CHUNK) {
      const put = await putBuildings(tx, county, buildings.slice(n, n + CHUNK), ctx.now)
      counts.made += put.made
      counts.changed += put.changed
    }
    const there = await readGroundRows(tx, county)
    const none = new Set(there.filter(({ grid }) => grid === null).map(({ id }) => id))
    const grids = buildings.flatMap(({ id: building, grid }) =>
      grid === undefined || !none.has(building) ? [] : [{ building, grid }],
    )
    if (grids.length > 0) await setGrids(tx, county, grids, since)
    for (let n = 0; n < barriers.length; n += CHUNK)
      await putBarriers(tx, county, barriers.slice(n, n + CHUNK))
    if (counts.made + counts.changed > 0)
      await record(tx, ctx.actor, ctx.now, {
        ...{
          type: 'building.laid_out',
          subjectKind: 'county',
          subject: uuidv7(ctx.realNow, ctx.random(10)),
          data: counts,
        },
      })
  })
  ctx.committed(county)
  return counts
}

interface Command {
  readonly command: string
}

function demandCounty(ctx: Context): void {
  if (ctx.actor.world !== 0) throw new Refusal('districting.only_in_county')
}

async function tell(
  tx: Tx,
  ctx: Context,
  type: string,
  subject: string,
  data: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  await record(tx, ctx.actor, ctx.now, { type, subjectKind: 'districting', subject, data })
}

/**
 * Begins to seek a proposal. It is a draft some seconds later, or failed; either is told by the ledger.
 * @throws Refusal not_allowed, districting.only_in_county, districting.no_buildings, command_reused
 */
export async function makeProposal(
  ctx: Context,
  divider: Divider,
  wish: DistrictingWish,
): Promise<DistrictingRow> {
  demand(mayNot.draft(ctx.actor, wish.communities))
  demandCounty(ctx)
  const { county, id: by } = ctx.actor
  const [rows, row, isNew] = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const ground = await readGroundOf(tx, county)
    let made = false
    await once(tx, ctx, 'makeDistricting', wish.command, wish, async () => {
      const { regions } = layGround(ground.buildings, [])
      if (regionsOf(wish.communities, regions).length === 0) throw new Refusal('districting.no_buildings')
      await insertProposal(tx, county, by, wish, ctx.now)
      await tell(tx, ctx, 'districting.asked', wish.command, { least: wish.least, most: wish.most })
      made = true
      return wish.command
    })
    return [ground, await showRow(tx, ctx, wish.command), made] as const
  })
  ctx.committed(county)
  if (isNew) void seek(ctx, divider, wish, rows)
  return row
}

/** Seeks in the thread beside the house; nobody waits for it. */
async function seek(
  ctx: Context,
  divider: Divider,
  wish: DistrictingWish,
  { buildings, barriers }: Awaited<ReturnType<typeof readGroundOf>>,
): Promise<void> {
  const { county } = ctx.actor
  const { ground, regions } = layGround(buildings, barriers)
  const codes = [...new Set(buildings.map(({ grid }) => grid))]
  try {
    const { grid, exceptions } = await divider.ask({
      kind: 'divide',
      ground,
      bounds: boundsOf(wish),
      regions: regionsOf(wish.communities, regions),
      ...(wish.keep
        ? { prev: buildings.map((one) => (one.grid === null ? -1 : codes.indexOf(one.grid))) }
        : {}),
    })
    const found = buildings.flatMap(({ id: building }, n) =>
      grid[n]! < 0 ? [] : [{ building, grid: grid[n]! }],
    )
    await ctx.db.tx(deedScope(ctx), async (tx) => {
      await assign(tx, county, wish.command, found)
      await setProposalState(tx, county, wish.command, 'draft', ctx.now, exceptions)
      await tell(tx, ctx, 'districting.drafted', wish.command, {
        buildings: found.length,
        outside: exceptions.length,
      })
    })
  } catch (error) {
    ctx.log.error('districting.failed', { err: error })
    await ctx.db
      .tx(deedScope(ctx), async (tx) => {
        await setProposalState(tx, county, wish.command, 'failed', ctx.now)
        await tell(tx, ctx, 'districting.failed', wish.command)
      })
      // A program that is stopping has no database any more; a proposal nobody seeks is told as failed by its age.
      .catch((later: unknown) => ctx.log.error('districting.failed', { err: later }))
  }
  ctx.committed(county)
}

/** @throws Refusal not_found, not_allowed, districting.not_draft, stale_base */
async function lockedDraft(tx: Tx, ctx: Context, id: string, base?: number): Promise<ProposalRow> {
  const proposal = await readProposal(tx, ctx.actor.county, id, true)
  if (proposal === undefined) throw new Refusal('not_found', { what: 'districting' })
  demand(mayNot.draft(ctx.actor, proposal.communities))
  if (proposal.state !== 'draft') throw new Refusal('districting.not_draft', { state: proposal.state })
  if (base !== undefined && base !== proposal.version)
    throw new Refusal('stale_base', { version: proposal.version })
  return proposal
}

/**
 * Moves buildings of one community into another grid of it, or into a new one. What stands on the same spot goes along.
 * @throws Refusal districting.in_two_communities, districting.not_draft, not_found, not_allowed, stale_base
 */
export async function moveBuildings(
  ctx: Context,
  divider: Divider,
  id: string,
  input: Command & {
    readonly base?: number | undefined
    readonly buildings: readonly string[]
    readonly grid?: number | undefined
  },
): Promise<Districting> {
  demandCounty(ctx)
  const { county } = ctx.actor
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'moveBuildings', input.command, { id, ...input }, async () => {
      await lockedDraft(tx, ctx, id, input.base)
      const assigned = await readAssigned(tx, county, id)
      const rows = (await readGroundRows(tx, county)).filter((one) => assigned.has(one.id))
      const named = new Set(input.buildings)
      const chosen = rows.filter((one) => named.has(one.id))
      if (chosen.length !== named.size) throw new Refusal('not_found', { what: 'building' })
      const spots = new Set(chosen.map(({ lon, lat }) => `${lon} ${lat}`))
      const along = rows.filter(({ lon, lat }) => spots.has(`${lon} ${lat}`))
      const grid = input.grid ?? Math.max(-1, ...assigned.values()) + 1
      const there = rows.filter((one) => assigned.get(one.id) === grid)
      if (input.grid !== undefined && there.length === 0) throw new Refusal('not_found', { what: 'grid' })
      if (new Set([...along, ...there].map(({ community }) => community)).size > 1)
        throw new Refusal('districting.in_two_communities')
      await addMove(
        tx,
        county,
        id,
        along.map((one) => ({ building: one.id, grid: assigned.get(one.id)! })),
        grid,
      )
      await assign(
        tx,
        county,
        id,
        along.map((one) => ({ building: one.id, grid })),
      )
      await touchProposal(tx, county, id)
      await tell(tx, ctx, 'districting.moved', id, { buildings: along.length, grid })
      return id
    }),
  )
  ctx.committed(county)
  return showProposal(ctx, divider, id)
}

/** @throws Refusal districting.nothing_to_undo, districting.not_draft, not_found, not_allowed */
export async function undoMove(
  ctx: Context,
  divider: Divider,
  id: string,
  input: Command,
): Promise<Districting> {
  demandCounty(ctx)
  const { county } = ctx.actor
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'undoMove', input.command, { id, ...input }, async () => {
      await lockedDraft(tx, ctx, id)
      const move = await lastMove(tx, county, id)
      if (move === undefined) throw new Refusal('districting.nothing_to_undo')
      await assign(tx, county, id, move.moved)
      await markMoveUndone(tx, county, id, move.nr)
      await touchProposal(tx, county, id)
      await tell(tx, ctx, 'districting.move_undone', id, { buildings: move.moved.length })
      return id
    }),
  )
  ctx.committed(county)
  return showProposal(ctx, divider, id)
}

/** @throws Refusal districting.not_draft, not_found, not_allowed */
export async function discardProposal(ctx: Context, id: string, input: Command): Promise<DistrictingRow> {
  demandCounty(ctx)
  const { county } = ctx.actor
  const row = await ctx.db.tx(deedScope(ctx), async (tx) => {
    await once(tx, ctx, 'discardDistricting', input.command, { id, ...input }, async () => {
      await lockedDraft(tx, ctx, id)
      await setProposalState(tx, county, id, 'discarded', ctx.now)
      await tell(tx, ctx, 'districting.discarded', id)
      return id
    })
    return showRow(tx, ctx, id)
  })
  ctx.committed(county)
  return row
}

function nameOf({ community, number }: NewGrid, areas: readonly AreaView[]): AreaView['name'] {
  const name = areas.find(({ code }) => code === community)?.name
  const said = (language: Language): string =>
    fill(GRID_NAME, language, { number, community: name?.[language].replace(COMMUNITY[language], '') ?? '' })
  return { zh: said('zh'), en: said('en') }
}

/** Middle of the ring's corners, which for the grids of a town lies within a street of the grid's own. */
function middleOf(ring: readonly (readonly [number, number])[]): { lon: number; lat: number } {
  const mean = (at: 0 | 1): number => ring.reduce((sum, point) => sum + point[at], 0) / ring.length
  return { lon: mean(0), lat: mean(1) }
}

function areasOf({ change, areas }: Publishing, { rows }: Districting): AreaGiven[] {
  const rings = new Map(rows.map(({ grid, boundary }) => [grid, boundary]))
  return change.grids
    .filter(({ kept }) => !kept)
    .map((one): AreaGiven => {
      const boundary = rings.get(one.grid) ?? null
      const parent = areas.find(({ code }) => code === one.community)!
      return {
        ...{ code: one.code, kind: 'grid', parent: one.community, name: nameOf(one, areas), boundary },
        ...(boundary === null ? { lon: parent.lon, lat: parent.lat } : middleOf(boundary)),
      }
    })
}

/**
 * Makes a draft the grids in force: new areas, the old ones ended, every building's grid dated, lineage kept, posts and
 * sites gone on in the heirs; all in one transaction.
 * @throws Refusal districting.not_draft, districting.overtaken, not_found, not_allowed, stale_base
 */
export async function publishProposal(
  ctx: Context,
  divider: Divider,
  id: string,
  input: Command & { readonly base?: number | undefined },
): Promise<DistrictingRow> {
  demand(mayNot.publish(ctx.actor))
  demandCounty(ctx)
  const { county } = ctx.actor
  const shown = await showProposal(ctx, divider, id)
  const row = await ctx.db.tx(deedScope(ctx), async (tx) => {
    await once(tx, ctx, 'publishDistricting', input.command, { id, ...input }, async () => {
      const draft = await lockedDraft(tx, ctx, id, input.base)
      // Somebody has moved a building between the look and the lock.
      if (draft.version !== shown.version) throw new Refusal('stale_base', { version: draft.version })
      const publishing = await planPublishing(tx, ctx, id, true)
      const { change, placed, heirOf, plan } = publishing
      const made = areasOf(publishing, shown)
      await endAreas(tx, county, change.ended, ctx.now)
      await addAreas(tx, county, ctx.now, made)
      const codeOf = new Map(change.grids.map(({ grid, code }) => [grid, code]))
      await setGrids(
        tx,
        county,
        placed.map(({ building, grid }) => ({ building, grid: codeOf.get(grid)! })),
        ctx.now,
      )
      await addLineage(tx, county, id, change.lineage, ctx.now)
      await movePosts(tx, ctx, county, heirOf)
      const sites = await regridSites(
        tx,
        ctx.actor,
        change.ended,
        ({ grid, lon, lat }) =>
          made.find(({ boundary }) => boundary !== null && inRing({ lon, lat }, boundary))?.code ??
          heirOf.get(grid),
        ctx.now,
      )
      await setProposalState(tx, county, id, 'published', ctx.now)
      await tell(tx, ctx, 'districting.published', id, {
        ...{ kept: plan.kept, made: plan.made, superseded: plan.superseded, households: plan.households },
        ...{ posts: plan.posts.length, sites },
      })
      return id
    })
    return showRow(tx, ctx, id)
  })
  forgetGround(ctx, county)
  ctx.committed(county)
  return row
}
