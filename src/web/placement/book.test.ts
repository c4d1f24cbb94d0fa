import { describe, expect, it } from 'vitest'
import type { PartyRow } from '../../modules/placement/model.ts'
import { PartyBook, type PartyQuery } from './book.ts'
import { rowWith } from './sample.ts'

/** A shelf of rows that is read page by page, as the server is. */
function shelf(rows: PartyRow[]) {
  const asked: PartyQuery[] = []
  let broken = false
  const read = async (query: PartyQuery) => {
    asked.push(query)
    if (broken) throw new Error('no answer')
    const changed = rows.filter((row) => row.changedAt > (query.changedAfter ?? 0))
    const from = Number(query.after ?? 0)
    const parties = changed.slice(from, from + query.limit)
    const next = from + query.limit < changed.length ? String(from + query.limit) : null
    return { parties, next, total: changed.length }
  }
  return { asked, book: new PartyBook(read, () => 7), breakDown: (is: boolean) => (broken = is) }
}

const many = (count: number) => Array.from({ length: count }, (_, n) => rowWith(n))

describe('the book', () => {
  it('reads page by page, the first one small, and keeps the order registered', async () => {
    const { book, asked } = shelf(many(7300))
    const seen: number[] = []
    book.watch(() => seen.push(book.current().rows.length))
    await book.load()
    expect(asked.map((query) => query.limit)).toEqual([1000, 5000, 5000])
    expect(book.current()).toMatchObject({ state: 'ready', total: 7300, readAt: 7 })
    expect(book.current().rows.map((row) => row.id)).toEqual(many(7300).map((row) => row.id))
    // What has come can be worked with before the rest is there.
    expect(seen).toContain(1000)
  })

  it('reads only what has changed after that, in place and at the end', async () => {
    const rows = many(20)
    const { book, asked } = shelf(rows)
    await book.load()
    rows[3] = rowWith(3, { state: 'arrived', changedAt: rowWith(100).changedAt })
    rows.push(rowWith(20))
    await book.load()
    expect(asked.at(-1)?.changedAfter).toBeLessThan(rowWith(19).changedAt)
    expect(book.current().rows).toHaveLength(21)
    expect(book.current().rows[3]?.state).toBe('arrived')
  })

  it('looks back further where the clock of the world runs faster', async () => {
    const { book, asked } = shelf(many(3))
    await book.load()
    await book.refresh()
    book.rate = 120
    await book.refresh()
    const [slow, fast] = asked.slice(-2).map((query) => query.changedAfter ?? 0)
    expect(rowWith(2).changedAt - (fast ?? 0)).toBe(120 * (rowWith(2).changedAt - (slow ?? 0)))
  })

  it('never lets an older answer undo a newer row', async () => {
    const { book } = shelf(many(2))
    await book.load()
    book.take([rowWith(1, { state: 'arrived', changedAt: rowWith(50).changedAt })])
    book.take([rowWith(1, { state: 'placed' })])
    expect(book.row(rowWith(1).id)?.state).toBe('arrived')
  })

  it('keeps its rows when reading fails, says so, and goes on when it can', async () => {
    const { book, breakDown } = shelf(many(5))
    await book.load()
    breakDown(true)
    await book.refresh()
    expect(book.current()).toMatchObject({ state: 'failed' })
    expect(book.current().rows).toHaveLength(5)
    breakDown(false)
    await book.load()
    expect(book.current()).toMatchObject({ state: 'ready', error: undefined })
    expect(book.current().rows).toHaveLength(5)
  })

  it('gathers touches into one reading', async () => {
    const { book, asked } = shelf(many(5))
    await book.load()
    for (let n = 0; n < 50; n++) book.touch()
    await expect.poll(() => asked.length).toBe(2)
    await new Promise((wake) => setTimeout(wake, 50))
    expect(asked).toHaveLength(2)
  })
})
