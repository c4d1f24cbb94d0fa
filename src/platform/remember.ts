/** What is asked on every request and changes seldom: a process believes an answer for a while. */
import type { Database } from './db/pool.ts'

export interface Asker {
  readonly db: Database
  readonly clock: { real(): number }
}

export interface Remembered<T> {
  /** The answer known for this key, or the one that `read` gives now. A failure is not remembered. */
  get(asker: Asker, key: string, read: () => Promise<T>): Promise<T>
  /** Forgets the answers known to this asker's database, or the one for a key. */
  forget(asker: Pick<Asker, 'db'>, key?: string): void
}

/** Most answers kept for one database. */
const MOST = 20_000

/** @param freshFor real milliseconds for which an answer is believed */
export function remember<T>(freshFor: number): Remembered<T> {
  const byDatabase = new WeakMap<Database, Map<string, { at: number; answer: Promise<T> }>>()
  return {
    get(asker, key, read) {
      let known = byDatabase.get(asker.db)
      if (known === undefined) {
        known = new Map()
        byDatabase.set(asker.db, known)
      }
      const real = asker.clock.real()
      const found = known.get(key)
      if (found !== undefined && real - found.at < freshFor) return found.answer
      const answer = read()
      const mine = known
      answer.catch(() => mine.delete(key))
      if (known.size >= MOST) known.clear()
      known.set(key, { at: real, answer })
      return answer
    },
    forget(asker, key) {
      if (key === undefined) byDatabase.delete(asker.db)
      else byDatabase.get(asker.db)?.delete(key)
    },
  }
}
