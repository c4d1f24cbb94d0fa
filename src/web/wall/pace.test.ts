import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pacer } from './pace.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A reading that takes `takes` ms, and the moments at which one began. */
function reading(takes: number) {
  const began: number[] = []
  const first = Date.now()
  const read = async () => {
    began.push(Date.now() - first)
    if (takes > 0) await new Promise<void>((done) => setTimeout(done, takes))
  }
  return { began, read }
}

describe('pacer', () => {
  it('reads at once, and again without news after the longest time', async () => {
    const { began, read } = reading(0)
    const p = pacer(read, 1000, 15_000)
    await vi.advanceTimersByTimeAsync(31_000)
    p.stop()
    expect(began).toEqual([0, 15_000, 30_000])
  })
  it('answers a storm of news with one reading a second, each within a second of the news', async () => {
    const { began, read } = reading(100)
    const p = pacer(read, 1000, 15_000)
    for (let i = 0; i < 50; i++) {
      await vi.advanceTimersByTimeAsync(70)
      p.ask()
    }
    await vi.advanceTimersByTimeAsync(2000)
    p.stop()
    expect(began).toEqual([0, 1000, 2000, 3000, 4000])
  })
  it('reads once more where news came during a reading', async () => {
    const { began, read } = reading(3000)
    const p = pacer(read, 1000, 60_000)
    await vi.advanceTimersByTimeAsync(500)
    p.ask()
    await vi.advanceTimersByTimeAsync(10_000)
    p.stop()
    // A fake timer of 0 ms takes one.
    expect(began).toEqual([0, 3001])
  })
  it('reads no more once it is stopped', async () => {
    const { began, read } = reading(0)
    const p = pacer(read, 1000, 5000)
    await vi.advanceTimersByTimeAsync(5500)
    p.ask()
    p.stop()
    await vi.advanceTimersByTimeAsync(50_000)
    expect(began).toEqual([0, 5000])
  })
})
