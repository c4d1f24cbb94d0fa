/** Questions about shifts. */
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { readReason } from '../../platform/reason.ts'
import { readIdentity } from '../access/reads.ts'
import { readOpenThings } from '../reports/reads.ts'
import type { HandoverState, HandoverView, OpenThings } from './model.ts'

interface Row {
  readonly id: string
  readonly state: HandoverState
  readonly from: string
  readonly to: string | null
  readonly open: OpenThings
  readonly handedAt: number
  readonly endedAt: number | null
}

const SELECT = `select id, state, from_account as "from", to_account as "to", open_things as open,
    handed_at as "handedAt", ended_at as "endedAt" from shift_handover where county = $1 and world = $2`

async function viewOf(tx: Tx, ctx: Context, row: Row): Promise<HandoverView> {
  const { county, id } = ctx.actor
  const key = ctx.keyring.county(county)
  const nameOf = async (account: string) => readIdentity(tx, key, county, account, 'name')
  return {
    ...row,
    from: await nameOf(row.from),
    to: row.to === null ? null : await nameOf(row.to),
    mine: row.from === id,
    remarks: (await readReason(tx, ctx, row.id)) ?? '',
  }
}

export async function readSheet(tx: Tx, ctx: Context, id: string): Promise<HandoverView> {
  const { county, world } = ctx.actor
  return viewOf(tx, ctx, await tx.one<Row>(`${SELECT} and id = $3`, [county, world, id]))
}

/** Sheets kept on the screen: a fortnight of three shifts a day. */
const SHOWN = 42

export async function showShifts(
  ctx: Context,
): Promise<{ readonly now: number; readonly open: OpenThings; readonly sheets: HandoverView[] }> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), async (tx) => {
    const rows = await tx.query<Row>(`${SELECT} order by handed_at desc, id desc limit $3`, [
      county,
      world,
      SHOWN,
    ])
    const sheets: HandoverView[] = []
    for (const row of rows) sheets.push(await viewOf(tx, ctx, row))
    return { now: ctx.now, open: await readOpenThings(tx, county, world), sheets }
  })
}
