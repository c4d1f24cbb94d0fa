/** The database as the rest of the house sees it: every piece of work names its scope. */
import pg from 'pg'
import { isClash, isLost, retrying } from './retry.ts'
import { beginWith, type Scope, type TxMode } from './scope.ts'
import { houseTypes } from './types.ts'

export type { Scope } from './scope.ts'
export { at } from './types.ts'

/** A transaction under way. Of no use after the work that was given it has ended. */
export interface Tx {
  query<R extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>
  /** @throws Error unless there is exactly one row. */
  one<R extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R>
  /** @throws Error where there is more than one row. */
  maybe<R extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<R | undefined>
}

export interface TxOptions {
  /** Run the work again when two transactions clash (40001, 40P01): only for work that touches nothing else. */
  readonly retry?: boolean
}

export interface Database {
  /** Runs the work in one transaction: committed when it resolves, rolled back when it rejects. */
  tx<T>(scope: Scope, work: (tx: Tx) => Promise<T>, options?: TxOptions): Promise<T>
  /** The same, read only; with `snapshot` all its statements see one moment. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>, options?: { readonly snapshot?: boolean }): Promise<T>
  /**
   * One autocommitted named statement in one round trip (unnamed through a pooler); the function it calls sets its own
   * scope. Tried up to eight times on clashes and lost connections, so it must be idempotent.
   * @param name of the prepared statement; always the same for the same text
   * @throws Refusal `try_again` after the last try.
   */
  call<R extends object = Record<string, unknown>>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<R[]>
  readonly pool: pg.Pool
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Most connections at once; 10 unless given. */
  readonly max?: number
  readonly applicationName?: string
  /** Through a pooler that hands every transaction another session: no statement is prepared for the next. */
  readonly pooled?: boolean
}

/** Opens a pool of connections; none is made before it is needed. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = openPool(url, options)
  let ended: Promise<void> | undefined
  const run = <T>(scope: Scope, mode: TxMode, work: (tx: Tx) => Promise<T>) =>
    transaction(pool, beginWith(scope, mode), work)
  return {
    pool,
    tx: (scope, work, { retry = false } = {}) =>
      retrying(
        () => run(scope, 'write', work),
        (error) => retry && isClash(error),
      ),
    read: (scope, work, { snapshot = false } = {}) =>
      retrying(
        () => run(scope, snapshot ? 'snapshot' : 'read', work),
        () => false,
      ),
    call: <R extends object>(name: string, text: string, values: readonly unknown[]) =>
      retrying(
        async () =>
          withConnection(await pool.connect(), async (client) => {
            const statement = { ...(options.pooled ? {} : { name }), text, values: [...values] }
            const { rows } = await client.query<R & pg.QueryResultRow>(statement)
            return rows
          }),
        (error) => isClash(error) || isLost(error),
      ),
    close: () => {
      ended ??= pool.end()
      return ended
    },
  }
}

/** A plain pool with the house's types, for what needs no scope. */
export function openPool(url: string, options: DatabaseOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'jingwei',
    connectionTimeoutMillis: 10_000,
    types: houseTypes,
  })
  // An idle connection that breaks is replaced when the next one is asked for; unheard, it would end the program.
  pool.on('error', () => {})
  // The same for one that breaks between two statements of a transaction: the next statement fails.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** A connection for one piece of work; one that broke is not given to the next. */
async function withConnection<T>(
  client: pg.PoolClient,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  let broken = false
  try {
    return await work(client)
  } catch (error) {
    broken = isLost(error)
    throw error
  } finally {
    client.release(broken)
  }
}

async function transaction<T>(pool: pg.Pool, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  // Nothing has happened before `begin` is through, so a connection lost until then is simply replaced.
  const begun = await retrying(() => beginOn(pool, begin), isLost)
  return withConnection(begun, async (client) => {
    try {
      const result = await work(txOn(client))
      const { command } = await client.query('commit')
      // Work that hid the failure of a statement: the server rolls back and says so only here.
      if (command !== 'COMMIT') throw new Error('nothing was committed: a statement had failed')
      return result
    } catch (error) {
      await rollback(client)
      throw error
    }
  })
}

async function beginOn(pool: pg.Pool, begin: string): Promise<pg.PoolClient> {
  const client = await pool.connect()
  try {
    await client.query(begin)
    return client
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Where even this fails the connection is dead, and the first error is the one to tell. */
async function rollback(client: pg.PoolClient): Promise<void> {
  await client.query('rollback').catch(() => {})
}

function txOn(client: pg.PoolClient): Tx {
  const query = async <R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> => {
    const { rows } = await client.query<R & pg.QueryResultRow>(text, [...values])
    return rows
  }
  const maybe = async <R extends object>(
    text: string,
    values?: readonly unknown[],
  ): Promise<R | undefined> => {
    const rows = await query<R>(text, values)
    if (rows.length > 1) throw new Error(`expected at most one row, found ${rows.length}: ${text}`)
    return rows[0]
  }
  return {
    query,
    maybe,
    async one<R extends object>(text: string, values?: readonly unknown[]): Promise<R> {
      const row = await maybe<R>(text, values)
      if (row === undefined) throw new Error(`expected one row, found none: ${text}`)
      return row
    },
  }
}
