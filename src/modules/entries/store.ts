/** The memory of entry codes and desks. */
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import type { Context } from '../../platform/http/context.ts'
import type { CodeKind } from './model.ts'

export interface CodeRow {
  readonly id: string
  readonly entry: string
  readonly kind: CodeKind
  readonly perMinute: number
  readonly madeAt: number
  readonly revokedAt: number | null
}

export const CODE_COLUMNS = `id, entry, kind, per_minute as "perMinute", made_at as "madeAt", revoked_at as "revokedAt"`

export async function insertCode(
  tx: Tx,
  ctx: Context,
  code: Pick<CodeRow, 'id' | 'entry' | 'kind' | 'perMinute'>,
): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query(
    'insert into entry_code (county, world, id, entry, kind, per_minute, made_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [county, world, code.id, code.entry, code.kind, code.perMinute, at(ctx.now)],
  )
}

export async function lockCode(tx: Tx, ctx: Context, id: string): Promise<CodeRow | undefined> {
  const { county, world } = ctx.actor
  return tx.maybe<CodeRow>(
    `select ${CODE_COLUMNS} from entry_code where county = $1 and world = $2 and id = $3 for no key update`,
    [county, world, id],
  )
}

export async function saveRevoked(tx: Tx, ctx: Context, id: string): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query('update entry_code set revoked_at = $4 where county = $1 and world = $2 and id = $3', [
    county,
    world,
    id,
    at(ctx.now),
  ])
}

/** @returns whether anything has changed */
export async function saveDesk(tx: Tx, ctx: Context, entry: string, open: boolean): Promise<boolean> {
  const { county, world } = ctx.actor
  const rows = open
    ? await tx.query(
        `insert into entry_desk (county, world, entry, since) values ($1, $2, $3, $4)
         on conflict do nothing returning entry`,
        [county, world, entry, at(ctx.now)],
      )
    : await tx.query(
        'delete from entry_desk where county = $1 and world = $2 and entry = $3 returning entry',
        [county, world, entry],
      )
  return rows.length > 0
}
