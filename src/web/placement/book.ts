/** The ledger's rows as this tab holds them: read page by page once, then kept up by what has changed since. */
import type { PartyRow } from '../../modules/placement/model.ts'

export interface PartyPageAnswer {
  readonly parties: readonly PartyRow[]
  readonly next: string | null
  readonly total: number
}

export interface PartyQuery {
  readonly after?: string
  readonly changedAfter?: number
  readonly limit: number
}

export type ReadParties = (query: PartyQuery) => Promise<PartyPageAnswer>

export interface Book {
  readonly rows: readonly PartyRow[]
  readonly state: 'empty' | 'loading' | 'ready' | 'failed'
  /** How many parties there are to read. */
  readonly total: number
  /** Real moment of the last good answer. */
  readonly readAt: number | undefined
  /** Why the last reading failed; the rows of before stay. */
  readonly error: unknown
}

/** The first page is small, so that there is something to look at; the others are as large as the server gives. */
const FIRST_PAGE = 1000
const PAGE = 5000
/** Real ms between two refreshments. */
const SPACING = 700
/** Rows change a little before their event is sealed and heard: look back further than the newest row seen. */
const LOOK_BACK = 5000

const NOTHING: Book = { rows: [], state: 'empty', total: 0, readAt: undefined, error: undefined }

export class PartyBook {
  #book = NOTHING
  #at = new Map<string, number>()
  #newest = 0
  #watchers = new Set<() => void>()
  #running: Promise<void> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Told milliseconds in a real one: a fast world writes more between two looks. */
  rate = 1

  constructor(
    private readonly read: ReadParties,
    private readonly clock: () => number,
  ) {}

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  readonly current = (): Book => this.#book

  row(id: string): PartyRow | undefined {
    const at = this.#at.get(id)
    return at === undefined ? undefined : this.#book.rows[at]
  }

  #become(change: Partial<Book>): void {
    this.#book = { ...this.#book, ...change }
    for (const watcher of this.#watchers) watcher()
  }

  /** Puts rows in: known ones in their place, new ones at the end. */
  take(changed: readonly PartyRow[], more: Partial<Book> = {}): void {
    const rows = [...this.#book.rows]
    for (const row of changed) {
      const at = this.#at.get(row.id)
      this.#newest = Math.max(this.#newest, row.changedAt)
      if (at === undefined) this.#at.set(row.id, rows.push(row) - 1)
      else if (rows[at]!.changedAt <= row.changedAt) rows[at] = row
    }
    this.#become({ rows, total: Math.max(this.#book.total, rows.length), ...more })
  }

  async #pages(query: { changedAfter?: number }, firstPage: number): Promise<void> {
    let after: string | undefined
    do {
      const answer = await this.read({ ...query, after, limit: after === undefined ? firstPage : PAGE })
      const total = query.changedAfter === undefined ? { total: answer.total } : {}
      this.take(answer.parties, { readAt: this.clock(), error: undefined, ...total })
      after = answer.next ?? undefined
    } while (after !== undefined)
  }

  #run(work: () => Promise<void>): Promise<void> {
    this.#running ??= work()
      .then(() => this.#become({ state: 'ready' }))
      .catch((error: unknown) => this.#become({ state: 'failed', error }))
      .finally(() => {
        this.#running = undefined
      })
    return this.#running
  }

  /** Reads everything, or what has changed where everything was read before. */
  load(): Promise<void> {
    if (this.#book.state === 'ready') return this.refresh()
    if (!this.#running) this.#become({ state: 'loading' })
    return this.#run(() => this.#pages({}, FIRST_PAGE))
  }

  /** Reads what has changed since the newest row held. */
  refresh(): Promise<void> {
    const lookBack = LOOK_BACK * Math.max(1, this.rate)
    return this.#run(() => this.#pages({ changedAfter: this.#newest - lookBack }, PAGE))
  }

  /** Something has changed: refresh soon, once for all that changes until then. */
  touch(): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(async () => {
      await this.#running
      await this.load()
      this.#timer = undefined
    }, SPACING)
  }
}
