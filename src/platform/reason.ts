/** Why a deed was done, in the words of who did it: sealed, beside the ledger, found by the deed's command. */
import type { Tx } from './db/pool.ts'
import type { Context } from './http/context.ts'

const row = (command: string): string => `reason:${command}:text`

/** Keeps the reason of a command in the caller's transaction. */
export async function keepReason(tx: Tx, ctx: Context, command: string, reason: string): Promise<void> {
  const { county, world } = ctx.actor
  const sealed = ctx.keyring.county(county).seal(row(command), reason)
  await tx.query(
    'insert into reason (county, world, command, sealed) values ($1, $2, $3, $4) on conflict do nothing',
    [county, world, command, Buffer.from(sealed)],
  )
}

/** The reason of a command, opened; undefined where none was kept or the scope sees none. */
export async function readReason(tx: Tx, ctx: Context, command: string): Promise<string | undefined> {
  const { county, world } = ctx.actor
  const found = await tx.maybe<{ sealed: Buffer }>(
    'select sealed from reason where county = $1 and world = $2 and command = $3',
    [county, world, command],
  )
  return found === undefined ? undefined : ctx.keyring.county(county).open(row(command), found.sealed)
}
