/** 还能接: whoever runs a site says how many more it can take; what it has given stays, or goes elsewhere. */
import { demand, Refusal } from '../../../base/refusal.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import type { Context } from '../../../platform/http/context.ts'
import { changeDeclaration, lockedSite } from '../../sites/actions.ts'
import type { SiteView, StillTake } from '../model.ts'
import { mayNot } from '../policy.ts'
import { readSites } from '../reads/sites.ts'
import { poolsWith, samePool } from '../still.ts'
import { onSite, resize, settled, tell } from './sites.ts'
import type { Command } from './steps.ts'

/** Places of those inside by counter, with what their rooms block. */
async function insideOf(tx: Tx, county: string, world: number, site: string): Promise<Map<string, number>> {
  const rows = await tx.query<{
    kind: string
    room_class: string
    room_size: number
    shared: boolean
    n: number
  }>(
    `select l.kind, l.room_class, l.room_size, l.shared, sum(pl.places + pl.blocked) as n
     from placement pl join site_load l on l.county = pl.county and l.world = pl.world and l.site = pl.site and l.pool = pl.pool
     where pl.county = $1 and pl.world = $2 and pl.site = $3 and pl.state = 'arrived' group by 1, 2, 3, 4`,
    [county, world, site],
  )
  return new Map(
    rows.map((row) => [
      samePool({ kind: row.kind, roomClass: row.room_class, roomSize: row.room_size, shared: row.shared }),
      row.n,
    ]),
  )
}

/**
 * Sets what a site can still take, by pool. With `onTheWay: 'elsewhere'` those told to come are placed anew in the same
 * act; else they are expected still.
 * @throws Refusal not_found, not_allowed, sites.no_places, command_reused
 */
export async function stillTake(ctx: Context, id: string, input: StillTake & Command): Promise<SiteView> {
  const { county, world } = ctx.actor
  await onSite(ctx, 'stillTake', input.command, { id, ...input }, async (tx) => {
    const site = await lockedSite(tx, ctx.actor, id)
    demand(mayNot.changeSite(ctx.actor, site))
    // Under the locks of its counters: a place given between the look and the report is given, too.
    await tx.query('select placement_lock_site($1, $2, $3)', [county, world, id])
    const [before] = await readSites(tx, county, world, { id })
    const inside = await insideOf(tx, county, world, id)
    const pools = poolsWith(before!.pools, inside, input)
    if (pools.length === 0) throw new Refusal('sites.no_places')
    const { wardens } = input
    await changeDeclaration(
      tx,
      ctx.actor,
      ctx.keyring.county(county),
      id,
      { pools, ...(wardens === undefined ? {} : { wardens }) },
      undefined,
      ctx.now,
    )
    await resize(tx, ctx, id)
    const [after] = await readSites(tx, county, world, { id })
    await tell(tx, ctx, 'site.still', id, site.community, {
      places: after!.offered,
      free: after!.free,
      wardens: after!.wardens,
      onTheWay: input.onTheWay,
    })
    return id
  })
  return settled(ctx, id)
}
