import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerEvent } from '../../modules/reports/api.ts'
import { follow, greet } from './live-order.ts'

function event(seq: number): LedgerEvent {
  return {
    seq,
    id: '018d0000-0000-7000-8000-000000000000',
    at: seq,
    type: 'party.registered',
    actor: '',
    actorKind: 'public',
    subjectKind: 'party',
    subject: '018d0000-0000-7000-8000-000000000001',
    area: null,
    mode: 'emergency',
    data: {},
  }
}

describe('follow', () => {
  it('passes consecutive events and drops repetitions', () => {
    const { last, heard } = follow(4, [event(4), event(5), event(6), event(5)])
    expect(heard.events.map((e) => e.seq)).toEqual([5, 6])
    expect(heard.gap).toBe(false)
    expect(last).toBe(6)
  })

  it('tells of a gap and goes on behind it', () => {
    const { last, heard } = follow(4, [event(5), event(8)])
    expect(heard).toMatchObject({ gap: true })
    expect(last).toBe(8)
  })

  it('delivers each position at most once, and is silent about a gap only if none was missed', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 })), (batches) => {
        let last: number | undefined = 0
        const delivered: number[] = []
        let gap = false
        for (const batch of batches) {
          const step = follow(last, batch.map(event))
          last = step.last
          gap ||= step.heard.gap
          delivered.push(...step.heard.events.map((e) => e.seq))
        }
        expect(delivered).toEqual([...new Set(delivered)].sort((a, b) => a - b))
        expect(gap).toBe(delivered.length !== (delivered.at(-1) ?? 0))
      }),
    )
  })
})

describe('greet', () => {
  it('takes a first hello as a gap, since the screen may have read before it', () => {
    expect(greet(undefined, { seq: 9 })).toEqual({ last: 9, gap: true })
  })
  it('keeps the position on reconnecting, so that what was missed still comes', () => {
    expect(greet(7, { seq: 9 })).toEqual({ last: 7, gap: false })
  })
  it('starts anew where the position has gone back', () => {
    expect(greet(7, { seq: 2 })).toEqual({ last: 2, gap: true })
  })
})
