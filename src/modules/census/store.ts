/** The memory of counts and wants. */
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import type { Context } from '../../platform/http/context.ts'
import type { Wanted, WantState } from './model.ts'

/** @param recorded persons the program had inside */
export async function insertCensus(
  tx: Tx,
  ctx: Context,
  count: { readonly id: string; readonly site: string; readonly heads: number; readonly recorded: number },
): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query(
    'insert into site_census (county, world, id, site, heads, recorded, at) values ($1, $2, $3, $4, $5, $6, $7)',
    [county, world, count.id, count.site, count.heads, count.recorded, at(ctx.now)],
  )
}

/** Sets what is wanted of an item; nought takes it back. @returns the number before, 0 where nothing was open */
export async function setWant(
  tx: Tx,
  ctx: Context,
  want: { readonly id: string; readonly site: string; readonly item: Wanted; readonly quantity: number },
): Promise<number> {
  const { county, world } = ctx.actor
  const { id, site, item, quantity } = want
  const open = await tx.maybe<{ id: string; quantity: number }>(
    `select id, quantity from site_want where county = $1 and world = $2 and site = $3 and item = $4 and state = 'asked'
     for no key update`,
    [county, world, site, item],
  )
  if (open === undefined && quantity > 0)
    await tx.query(
      `insert into site_want (county, world, id, site, item, quantity, state, asked_at)
       values ($1, $2, $3, $4, $5, $6, 'asked', $7)`,
      [county, world, id, site, item, quantity, at(ctx.now)],
    )
  if (open !== undefined && quantity > 0 && quantity !== open.quantity)
    await tx.query('update site_want set quantity = $4 where county = $1 and world = $2 and id = $3', [
      ...[county, world, open.id],
      quantity,
    ])
  if (open !== undefined && quantity === 0) await endWant(tx, ctx, open.id, 'withdrawn')
  return open?.quantity ?? 0
}

export async function lockWant(
  tx: Tx,
  ctx: Context,
  id: string,
): Promise<{ readonly state: WantState; readonly site: string } | undefined> {
  const { county, world } = ctx.actor
  return tx.maybe(
    'select state, site from site_want where county = $1 and world = $2 and id = $3 for no key update',
    [county, world, id],
  )
}

export async function endWant(tx: Tx, ctx: Context, id: string, state: 'met' | 'withdrawn'): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query(
    'update site_want set state = $4, ended_at = $5 where county = $1 and world = $2 and id = $3',
    [county, world, id, state, at(ctx.now)],
  )
}
