/** Imports: a table is read, planned against what is there, and applied as a whole. */
import { uuidv7 } from '../../../base/ids.ts'
import { demand, Refusal } from '../../../base/refusal.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { record } from '../../../platform/ledger/record.ts'
import { once } from '../../../platform/receipt.ts'
import { applyChange, layOutSites, lockCounters, resize, tell } from '../../placement/actions/sites.ts'
import { mayNot } from '../../placement/policy.ts'
import { boardOf } from '../../placement/reads/board.ts'
import { groundOf } from '../../places/reads.ts'
import { formerOf, lockedSite, remembering, removeSites, restoreDeclaration } from '../../sites/actions.ts'
import type { AlikeAct, ImportDone, ImportWish } from '../model.ts'
import { changeOf, isIncomplete, type Planned, type ThereSite } from '../plan.ts'
import { ownCommunity, planOfFile, readImport, readSiteFile } from '../reads.ts'
import { fateOf } from '../undo.ts'

/** What a person decided of each row: taken as new, as what changes a site, or left. */
interface Decided {
  readonly fresh: readonly Extract<Planned, { act: 'new' }>[]
  readonly changes: readonly { readonly id: string; readonly row: Planned['row'] }[]
  readonly repeated: number
  readonly leftOut: number
}

function decide(
  planned: readonly Planned[],
  wish: Omit<ImportWish, 'command' | 'file' | 'reading'>,
): Decided {
  const acts = new Map<number, AlikeAct>(wish.alike.map(({ line, act }) => [line, act]))
  const fresh: Extract<Planned, { act: 'new' }>[] = []
  const changes: { id: string; row: Planned['row'] }[] = []
  let [repeated, leftOut, undecided] = [0, 0, 0]
  for (const one of planned) {
    if (one.act === 'out') leftOut++
    else if (one.act === 'known') {
      if (wish.known === 'update' && one.fields.length > 0) changes.push({ id: one.id, row: one.row })
      else repeated++
    } else {
      const act = one.alike === undefined ? 'another' : (acts.get(one.row.line) ?? wish.otherwise)
      if (act === undefined) undecided++
      else if (act === 'same' && one.alike?.id !== undefined) changes.push({ id: one.alike.id, row: one.row })
      else if (act === 'another' && !(wish.incomplete === 'leave' && isIncomplete(one.site))) fresh.push(one)
      else leftOut++
    }
  }
  if (undecided > 0) throw new Refusal('sites.undecided', { count: undecided })
  return { fresh, changes, repeated, leftOut }
}

/**
 * Imports a table of sites: new ones in standby, and what is decided of those that are there, in one transaction.
 * @throws Refusal sites.file_refused with the faults, sites.undecided, sites.duplicate, command_reused
 */
export async function importSites(ctx: Context, wish: ImportWish): Promise<ImportDone> {
  const { county, world } = ctx.actor
  const { command, file, ...how } = wish
  // Reading takes seconds with a large file, so no transaction is open meanwhile.
  const read = await readSiteFile(Buffer.from(file, 'base64'), how.reading)
  const done = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      const id = await once(tx, ctx, 'importSites', command, wish, async () => {
        const { planned, there } = await planOfFile(ctx, tx, read, how.reading)
        const out = planned.filter(({ act }) => act === 'out')
        if (how.faulty === 'refuse' && out.length > 0)
          throw new Refusal('sites.file_refused', { count: out.length })
        const decided = decide(planned, how)
        await apply(ctx, tx, decided, there, { command, rows: read.table.rows.length })
        return command
      })
      return readImport(tx, ctx, id)
    },
    { retry: true },
  )
  await ctx.db.tx(deedScope(ctx), (tx) => tx.query('select statistics_refresh()'))
  await boardOf(ctx, true)
  ctx.committed(county)
  ctx.log.info('registry.imported', { county, world, count: done.imported })
  return done
}

async function apply(
  ctx: Context,
  tx: Tx,
  decided: Decided,
  there: ReadonlyMap<string, ThereSite>,
  { command, rows }: { command: string; rows: number },
): Promise<void> {
  const { county, world } = ctx.actor
  const ground = await groundOf(ctx)
  const centre = ground.centre ?? { lon: 0, lat: 0 }
  const given = decided.fresh.map(({ site: { position, ...site } }) => ({
    id: uuidv7(ctx.realNow, ctx.random(10)),
    site: { ...site, ...(position ?? { lon: centre.lon, lat: centre.lat }) },
    state: 'standby' as const,
    ...(position === undefined ? { somewhereIn: { community: ownCommunity(ctx) } } : {}),
  }))
  const changes = [...decided.changes].sort((a, b) => (a.id < b.id ? -1 : 1))
  const touched = { made: given.map(({ id }) => id), changed: [...new Set(changes.map(({ id }) => id))] }
  await remembering(tx, ctx.actor, command, touched, async () => {
    if (given.length > 0) await layOutSites(tx, ctx, given)
    for (const { id, row } of changes) {
      const before = await lockedSite(tx, ctx.actor, id)
      const refused = mayNot.changeSite(ctx.actor, before)
      if (refused !== undefined) throw new Refusal(refused, { line: row.line })
      await applyChange(tx, ctx, ground, before, changeOf(there.get(id)!, row))
    }
  })
  const places = given.reduce((n, { site }) => n + site.pools.reduce((m, pool) => m + pool.places, 0), 0)
  const incomplete = decided.fresh.filter(({ site }) => isIncomplete(site)).length
  const counts = {
    rows,
    imported: given.length,
    places,
    changed: decided.changes.length,
    repeated: decided.repeated,
    leftOut: decided.leftOut,
    incomplete,
  }
  await tx.query(
    `insert into site_import (county, world, id, at, rows, imported, places, changed, repeated, left_out, incomplete)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [county, world, command, at(ctx.now), ...Object.values(counts)],
  )
  await record(tx, ctx.actor, ctx.now, {
    type: 'sites.imported',
    subjectKind: 'site_import',
    subject: command,
    area: null,
    data: { ...counts, count: counts.imported },
  })
}

/**
 * Takes an import back as far as it can be, in one transaction; what stays is told by `left` and by the plan. Sent again
 * it does nothing; as another command it tries again what had to stay.
 * @throws Refusal not_found, not_allowed, sites.duplicate, command_reused
 */
export async function undoImport(
  ctx: Context,
  id: string,
  input: { readonly command: string },
): Promise<ImportDone> {
  const { county } = ctx.actor
  const done = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      await once(tx, ctx, 'undoImport', input.command, { id }, async () => {
        await readImport(tx, ctx, id)
        await takeBack(tx, ctx, id)
        return id
      })
      return readImport(tx, ctx, id)
    },
    { retry: true },
  )
  await boardOf(ctx, true)
  ctx.committed(county)
  return done
}

async function takeBack(tx: Tx, ctx: Context, id: string): Promise<void> {
  const { county, world } = ctx.actor
  const sites: string[] = []
  for (const { site, gone } of await formerOf(tx, ctx.actor, id)) {
    if (gone) continue
    const locked = await lockedSite(tx, ctx.actor, site, { folded: true })
    demand(mayNot.changeSite(ctx.actor, locked), { name: locked.name })
    sites.push(site)
  }
  await lockCounters(tx, ctx, sites)
  // Under the locks: whoever was just placed keeps the site where they were told to go.
  const former = (await formerOf(tx, ctx.actor, id)).map((one) => ({ ...one, fate: fateOf(one) }))
  const back = former.filter(({ fate }) => fate === 'back')
  for (const { site, community } of back) {
    await restoreDeclaration(tx, ctx.actor, id, site, ctx.now)
    await resize(tx, ctx, site)
    await tell(tx, ctx, 'site.restored', site, community)
  }
  const goes = former.filter(({ fate }) => fate === 'goes')
  const going = goes.map(({ site }) => site)
  await removeSites(tx, ctx.actor, id, going, ctx.now)
  for (const { site, community } of goes) await tell(tx, ctx, 'site.removed', site, community)
  await tx.query('update site_import set undone_at = $4 where county = $1 and world = $2 and id = $3', [
    county,
    world,
    id,
    at(ctx.now),
  ])
  await record(tx, ctx.actor, ctx.now, {
    type: 'sites.import_undone',
    subjectKind: 'site_import',
    subject: id,
    area: null,
    data: { count: goes.length, restored: back.length, stayed: former.length - goes.length - back.length },
  })
}
