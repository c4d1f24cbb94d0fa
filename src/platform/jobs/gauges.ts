/** What a monitoring server is told of ledger and jobs; each process looks for itself. */
import type { Moment } from '../../base/time.ts'
import type { Database } from '../db/pool.ts'
import type { Metrics } from '../metrics.ts'
import { systemScope } from './task.ts'

/** Beyond this many the figure says enough. */
const MOST_UNSEALED = 10_000

/**
 * How long the oldest writing transaction has been open, in milliseconds, true to within the time between two looks.
 * The server tells other roles' times to nobody plain, but every writer of all its databases holds a lock on its own
 * transaction id, which all may see: it ages from the look at which it was first seen.
 */
export function writerWatch(): (writers: readonly string[], now: Moment) => number {
  let known = new Map<string, Moment>()
  return (writers, now) => {
    known = new Map(writers.map((writer) => [writer, known.get(writer) ?? now]))
    return [...known.values()].reduce((oldest, since) => Math.max(oldest, now - since), 0)
  }
}

/** Codes of all counties. */
export async function countiesOf(db: Database): Promise<string[]> {
  const rows = await db.read({ ...systemScope('', 0), kind: 'none' }, (tx) =>
    tx.query<{ code: string }>('select code from county order by code'),
  )
  return rows.map((row) => row.code)
}

/** One look. @param watch kept from look to look */
export async function look(
  db: Database,
  metrics: Metrics,
  watch: ReturnType<typeof writerWatch>,
  now: Moment,
): Promise<void> {
  const counties = await countiesOf(db)
  let unsealed = 0
  for (const county of counties) unsealed += await unsealedOf(db, county)
  const { writers, waiting } = await db.read(systemScope('', 0), async (tx) => ({
    writers: await tx.query<{ writer: string }>(
      `select virtualtransaction || '/' || transactionid as writer from pg_locks
       where locktype = 'transactionid' and mode = 'ExclusiveLock' and granted`,
    ),
    waiting: await tx.query<{ name: string; count: number }>(
      `select t.identifier as name, count(*) as count from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where j.is_available group by 1`,
    ),
  }))
  const oldestWriterMs = watch(
    writers.map(({ writer }) => writer),
    now,
  )
  metrics.ledger({ unsealed, oldestWriterMs })
  metrics.jobsWaiting(Object.fromEntries(waiting.map(({ name, count }) => [name, count])))
}

/** Committed rows of a county that have no position yet. */
async function unsealedOf(db: Database, county: string): Promise<number> {
  const row = await db.read(systemScope(county, 0), (tx) =>
    tx.one<{ count: number }>(
      `select count(*) as count from (
         select 1 from ledger l left join ledger_sealer s on s.county = l.county
         where l.county = $1 and (s.county is null or l.xid > s.xid or (l.xid = s.xid and l.nr > s.nr))
         limit ${MOST_UNSEALED}) found`,
      [county],
    ),
  )
  return row.count
}
