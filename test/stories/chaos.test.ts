/** Kill −9 of the program, of the database and of one of its processes, in mid-night. */
import { describe, expect, it } from 'vitest'
import { chaos } from '../chaos/chaos.ts'

describe.skipIf(process.platform !== 'linux')('kill −9 in mid-night (Linux only)', () => {
  it('every acknowledged party is there afterwards with its place, and the books balance', {
    timeout: 300_000,
  }, async () => {
    const blows = ['program', 'backend', 'postmaster'] as const
    const outcome = await chaos({ blows, clients: 6, between: 40, tell: () => {} })
    expect(outcome.faults).toEqual([])
    expect(outcome.verified).toBe(0)
    expect(outcome.acknowledged).toBeGreaterThanOrEqual(2 * 40 * blows.length)
    for (const count of outcome.after) expect(count).toBeGreaterThanOrEqual(40)
  })
})
