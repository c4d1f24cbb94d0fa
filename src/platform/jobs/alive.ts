/**
 * Whether a runner still lives: it holds an advisory lock on its name as long as its process has a connection. A job
 * keeps the name of the runner that took it, so what a dead one took is given back at once (the library by itself waits
 * for four hours). A runner cut off from the database counts as dead, and its jobs may then run twice.
 */
import pg from 'pg'

export interface Alive {
  /** Takes the lock on a runner's name before it looks for its first job. */
  hold(runner: string): Promise<void>
  /** Gives back what dead runners had taken. @returns how many were dead */
  release(): Promise<number>
  stop(): Promise<void>
}

/** Milliseconds between attempts to get a lost connection back. */
const AGAIN = 500

/** Trying the lock tells; it is free again at the end of the statement. */
const RELEASE = `
  with held as materialized (
    select distinct locked_by from graphile_worker._private_jobs
    where locked_by is not null and not (locked_by = any ($1))),
  dead as materialized (
    select locked_by from held where pg_try_advisory_xact_lock(hashtextextended(locked_by, 13)))
  select count(*)::int as dead, graphile_worker.force_unlock_workers(coalesce(array_agg(locked_by), '{}')) from dead`

/** @param url the worker's, straight to the server: the lock is the session's */
export function keepAlive(url: string): Alive {
  const held = new Set<string>()
  let client: Promise<pg.Client> | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function connect(): Promise<pg.Client> {
    const made = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    made.on('error', () => {})
    await made.connect()
    for (const runner of held) await lock(made, runner)
    return made
  }
  function connected(): Promise<pg.Client> {
    if (client !== undefined) return client
    const mine = connect()
    client = mine
    mine.then((made) => made.once('end', () => lost(mine))).catch(() => lost(mine))
    return mine
  }
  function lost(mine: Promise<pg.Client>): void {
    if (client !== mine) return
    client = undefined
    if (stopped) return
    timer = setTimeout(() => void connected().catch(() => {}), AGAIN)
  }

  return {
    async hold(runner) {
      if (held.has(runner)) return
      held.add(runner)
      // Where the database is gone at this moment the next connection takes it: what is held is locked first of all.
      await connected()
        .then((made) => lock(made, runner))
        .catch(() => {})
    },
    async release() {
      const { rows } = await (await connected()).query<{ dead: number }>(RELEASE, [[...held]])
      return rows[0]?.dead ?? 0
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.then((made) => made.end()).catch(() => {})
    },
  }
}

async function lock(client: pg.Client, runner: string): Promise<void> {
  await client.query('select pg_advisory_lock(hashtextextended($1, 13))', [runner])
}
