/** The memory of hand-over sheets. */
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import type { Context } from '../../platform/http/context.ts'
import type { HandoverState, OpenThings } from './model.ts'

/** @returns false where another sheet is waiting */
export async function insertSheet(tx: Tx, ctx: Context, id: string, open: OpenThings): Promise<boolean> {
  const { county, world, id: account } = ctx.actor
  const made = await tx.query(
    `insert into shift_handover (county, world, id, state, from_account, open_things, handed_at)
     values ($1, $2, $3, 'handed', $4, $5, $6) on conflict (county, world) where state = 'handed' do nothing returning id`,
    [county, world, id, account, JSON.stringify(open), at(ctx.now)],
  )
  return made.length > 0
}

export async function lockSheet(
  tx: Tx,
  ctx: Context,
  id: string,
): Promise<{ readonly state: HandoverState; readonly mine: boolean } | undefined> {
  const { county, world, id: account } = ctx.actor
  return tx.maybe(
    `select state, from_account = $4 as mine from shift_handover
     where county = $1 and world = $2 and id = $3 for no key update`,
    [county, world, id, account],
  )
}

export async function endSheet(
  tx: Tx,
  ctx: Context,
  id: string,
  state: 'taken' | 'withdrawn',
): Promise<void> {
  const { county, world, id: account } = ctx.actor
  await tx.query(
    `update shift_handover set state = $4, ended_at = $5, to_account = $6 where county = $1 and world = $2 and id = $3`,
    [county, world, id, state, at(ctx.now), state === 'taken' ? account : null],
  )
}
