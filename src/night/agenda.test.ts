import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openAgenda } from './agenda.ts'

describe('openAgenda', () => {
  it('gives nothing before its moment', () => {
    const agenda = openAgenda<string>()
    agenda.add(10, 'later')
    expect(agenda.due(9)).toBeUndefined()
    expect(agenda.next()).toBe(10)
    expect(agenda.due(10)).toBe('later')
    expect(agenda.size).toBe(0)
    expect(agenda.next()).toBeUndefined()
    expect(agenda.due(Number.POSITIVE_INFINITY)).toBeUndefined()
  })

  it('gives what is due in order of moments, and equals in the order they were added', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (moments) => {
        const agenda = openAgenda<number>()
        for (const [n, at] of moments.entries()) agenda.add(at, n)
        const given: number[] = []
        for (;;) {
          const n = agenda.due(100)
          if (n === undefined) break
          given.push(n)
        }
        const expected = moments.map((_, n) => n).sort((a, b) => moments[a]! - moments[b]! || a - b)
        expect(given).toEqual(expected)
      }),
    )
  })

  it('stays in order while things are added between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), { maxLength: 60 }),
        (steps) => {
          const agenda = openAgenda<number>()
          const waiting: number[] = []
          for (const [at, take] of steps) {
            agenda.add(at, at)
            waiting.push(at)
            if (!take) continue
            const least = Math.min(...waiting)
            expect(agenda.due(100)).toBe(least)
            waiting.splice(waiting.indexOf(least), 1)
          }
          expect(agenda.size).toBe(waiting.length)
        },
      ),
    )
  })
})
