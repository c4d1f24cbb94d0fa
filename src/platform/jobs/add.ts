/** Adding a job in the transaction of the deed that needs it. */
import type { Actor } from '../../base/actor.ts'
import type { Moment } from '../../base/time.ts'
import type { Tx } from '../db/pool.ts'
import { at } from '../db/types.ts'
import type { JobData } from './task.ts'

export interface JobOptions {
  /** Real time; at once unless given. */
  readonly runAt?: Moment
  /** Within county, world and name: a waiting job of the same key is replaced; one that runs is followed by another. */
  readonly key?: string
  /** How often it is tried at most, 8 unless given; the waits between grow from 3 seconds to 20 minutes. */
  readonly tries?: number
}

export const MOST_TRIES = 8

/**
 * Adds a job for the county and world of the transaction's scope (`deed` or `system`); it runs after the commit, and
 * never where the transaction is rolled back. It may run more than once, so its task must bear that.
 * @param actor on whose behalf
 * @param data ids, codes and counts only: a job is kept in plain
 * @throws the database's 42501 under any other scope
 */
export async function addJob(
  tx: Tx,
  actor: Pick<Actor, 'kind' | 'id'>,
  name: string,
  data: JobData,
  { runAt, key, tries = MOST_TRIES }: JobOptions = {},
): Promise<void> {
  await tx.query('select job_add($1, $2, $3, $4, $5, $6)', [
    JSON.stringify({ kind: actor.kind, id: actor.id }),
    name,
    JSON.stringify(data),
    runAt === undefined ? null : at(runAt),
    tries,
    key ?? null,
  ])
}
