/**
 * What follows from what has happened: a reaction walks the sealed ledger of each world with a cursor of its own. The
 * cursor's row is locked, its effects are in the same transaction, so each event is reacted to once and in order,
 * however many processes follow.
 */
import { createHash } from 'node:crypto'
import type { Moment } from '../../base/time.ts'
import { type Clock, toldAt, type World } from '../clock.ts'
import type { Database, Tx } from '../db/pool.ts'
import { readEvents, type SealedEvent } from '../ledger/read.ts'
import type { Log } from '../log/log.ts'
import { every } from './every.ts'
import { systemScope } from './task.ts'

/** Where a reaction is. */
export interface Place {
  readonly county: string
  readonly world: World
  /** Told time. */
  readonly now: Moment
}

export interface Reaction {
  /** Names its cursor: `notices.asked`. */
  readonly name: string
  /** Types of events it hears; the others pass. */
  readonly hears: readonly string[]
  /**
   * The effect, in the transaction of the cursor and under the system's scope. Short, nothing but the database; what
   * leaves it is left to a job. Rejecting stops the reaction in this world until it succeeds: nothing is skipped.
   */
  readonly react: (tx: Tx, event: SealedEvent, place: Place) => Promise<void>
}

/** Events read in one transaction. */
const PAGE = 200

/** An id for an effect of an event: the same each time, so that the effect can be recognised as done. */
export function idFrom(event: string, purpose: string): string {
  const bytes = createHash('sha256').update(`${purpose}/${event}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export interface Followed {
  /** The position reached. */
  readonly seq: number
  readonly more: boolean
  /** What the event after that position failed with. */
  readonly failure: unknown
}

/** Reacts to one page of events. @returns undefined where another process is at it */
export async function follow(
  db: Database,
  world: World,
  reaction: Reaction,
  now: Moment,
): Promise<Followed | undefined> {
  const { county, id } = world
  const key = [county, id, reaction.name]
  return db.tx(systemScope(county, id), async (tx) => {
    await tx.query(
      'insert into reaction_cursor (county, world, reaction) values ($1, $2, $3) on conflict do nothing',
      key,
    )
    const cursor = await tx.maybe<{ seq: number }>(
      `select seq from reaction_cursor where county = $1 and world = $2 and reaction = $3
       for no key update skip locked`,
      key,
    )
    if (cursor === undefined) return undefined
    const events = await readEvents(tx, county, id, cursor.seq, PAGE)
    let seq = cursor.seq
    let failure: unknown
    for (const event of events) {
      if (reaction.hears.includes(event.type)) {
        failure = await attempt(tx, () =>
          reaction.react(tx, event, { county, world, now: toldAt(world, now) }),
        )
        if (failure !== undefined) break
      }
      seq = event.seq
    }
    if (seq > cursor.seq)
      await tx.query(
        'update reaction_cursor set seq = $4 where county = $1 and world = $2 and reaction = $3',
        [...key, seq],
      )
    return { seq, more: events.length === PAGE && failure === undefined, failure }
  })
}

/** What came before a failure stays done: only the failing effect is undone. @returns the failure */
async function attempt(tx: Tx, work: () => Promise<void>): Promise<unknown> {
  await tx.query('savepoint effect')
  try {
    await work()
    await tx.query('release savepoint effect')
    return undefined
  } catch (error) {
    await tx.query('rollback to savepoint effect')
    return error ?? new Error('failed')
  }
}

export interface Reactions {
  /** Says that events of this county were sealed; looking finds them too. */
  wake(county: string): void
  stop(): Promise<void>
}

/** Milliseconds between looks, and the longest pause of a reaction that fails. */
const LOOK = 1_000
const LONGEST = 60_000

/**
 * Follows the ledger of every world until stopped.
 * @param options.db the worker's pool
 */
export function startReactions(options: {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly reactions: readonly Reaction[]
}): Reactions {
  const { db, clock, log, reactions } = options
  const woken = new Set<string>()
  /** Position reached by this process, and when a failing one is next tried. */
  const reached = new Map<string, number>()
  const paused = new Map<string, { until: Moment; pause: number }>()
  let stopped = false
  let busy: Promise<void> = Promise.resolve()

  async function walk(world: World, reaction: Reaction): Promise<void> {
    const key = `${world.county}/${world.id}/${reaction.name}`
    const rest = paused.get(key)
    if (rest !== undefined && clock.real() < rest.until) return
    try {
      for (;;) {
        const result = stopped ? undefined : await follow(db, world, reaction, clock.real())
        if (result === undefined) return
        reached.set(key, result.seq)
        if (result.failure !== undefined) throw result.failure
        paused.delete(key)
        if (!result.more) return
      }
    } catch (error) {
      const pause = Math.min(LONGEST, (rest?.pause ?? LOOK / 2) * 2)
      paused.set(key, { until: clock.real() + pause, pause })
      log.error('reaction.failed', {
        job: reaction.name,
        county: world.county,
        world: world.id,
        err: error,
      })
    }
  }

  async function county(code: string): Promise<void> {
    const heads = await headsOf(db, code)
    for (const world of await clock.worlds(code))
      for (const reaction of reactions) {
        const done = reached.get(`${code}/${world.id}/${reaction.name}`) ?? -1
        if ((heads.get(world.id) ?? 0) > done) await walk(world, reaction)
      }
  }

  /** One after the other, so that no two walks of this process meet. */
  const queue = (work: () => Promise<void>): Promise<void> => {
    const mine = busy.then(work)
    busy = mine.catch(() => {})
    return mine
  }
  const looks = every(LOOK, log, async () => {
    for (const { code } of await clock.counties())
      await queue(async () => {
        if (!stopped) await county(code)
      })
  })
  return {
    wake(code) {
      if (stopped || woken.has(code)) return
      woken.add(code)
      queue(async () => {
        woken.delete(code)
        if (!stopped) await county(code)
      }).catch((error: unknown) => log.warn('round.failed', { err: error }))
    },
    async stop() {
      stopped = true
      await looks.stop()
      await busy
    },
  }
}

/** The last position of every world of a county. */
async function headsOf(db: Database, county: string): Promise<Map<number, number>> {
  const rows = await db.read(systemScope(county, 0), (tx) =>
    tx.query<{ world: number; seq: number | null }>(
      `select w.id as world, (select max(s.seq) from ledger_seal s where s.county = w.county and s.world = w.id) as seq
       from world w where w.county = $1`,
      [county],
    ),
  )
  return new Map(rows.map(({ world, seq }) => [world, seq ?? 0]))
}
