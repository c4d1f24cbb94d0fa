/**
 * Every write is idempotent by its command id. The receipt keeps id, keyed input hash and result id; the answer is read
 * again. A different body under the same id is refused. A refusal leaves no receipt and is judged anew.
 */
import { Refusal } from '../base/refusal.ts'
import { canonicalJson } from './crypto/canonical.ts'
import type { Tx } from './db/pool.ts'
import { at } from './db/types.ts'
import type { Context } from './http/context.ts'

/** The keyed hash of a command's input: with the emergency's key where it may hold personal text, else the county's. */
export function inputHash(ctx: Context, input: unknown, emergency?: string): Buffer {
  const { county } = ctx.actor
  const key = emergency === undefined ? ctx.keyring.county(county) : ctx.keyring.emergency(county, emergency)
  return Buffer.from(key.inputHash(canonicalJson(input)))
}

/**
 * Does a deed once a command. Twins wait for each other under a lock on the command's hash.
 * @param deed what the command does, so that an id is not used for two things
 * @param work returns the id of what the answer is read from
 * @returns that id, the first time and every time after
 * @throws Refusal command_reused
 */
export async function once(
  tx: Tx,
  ctx: Context,
  deed: string,
  command: string,
  input: unknown,
  work: () => Promise<string>,
): Promise<string> {
  const { county, world } = ctx.actor
  const hash = inputHash(ctx, input)
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [`${county}/${world}/${command}`])
  const receipt = await tx.maybe<{ deed: string; input_hash: Buffer; result: string }>(
    'select deed, input_hash, result from receipt where county = $1 and world = $2 and command = $3',
    [county, world, command],
  )
  if (receipt !== undefined) {
    if (receipt.deed !== deed || !receipt.input_hash.equals(hash)) throw new Refusal('command_reused')
    return receipt.result
  }
  const result = await work()
  await tx.query(
    'insert into receipt (county, world, command, deed, input_hash, result, at) values ($1, $2, $3, $4, $5, $6, $7)',
    [county, world, command, deed, hash, result, at(ctx.now)],
  )
  return result
}

/** The command of the second half of a deed with two receipts: always the same one for the same first one. */
export function secondCommand(command: string): string {
  const last = (Number.parseInt(command.at(-1)!, 16) + 1) % 16
  return command.slice(0, -1) + last.toString(16)
}
