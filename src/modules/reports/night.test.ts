/** The night's figures from its events: what each event does, and that what must never be would be seen. */
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../base/time.ts'
import { type NightEvent, replay, unlike } from './night.ts'

const START = Date.UTC(2024, 1, 17, 9, 30)
const OFFERED = new Map([
  ['hall', 6],
  ['hotel', 4],
])

/** Events a minute apart, in the order given. */
function told(...rows: readonly (readonly [type: string, subject: string, data?: object])[]): NightEvent[] {
  return rows.map(([type, subject, data = {}], n) => ({
    seq: n + 1,
    at: START + n * MINUTE,
    type,
    actorKind: 'system',
    subject,
    data: { ...data },
  }))
}
function figures(events: readonly NightEvent[], moments: readonly number[] = []) {
  const night = replay(OFFERED, moments)
  night.feed(events)
  return night.tell()
}

describe('what must never be, planted', () => {
  test('places given beyond what is offered are one double promise', () => {
    const night = figures(
      told(
        ['party.registered', 'a', { size: 4 }],
        ['party.placed', 'a', { site: 'hall' }],
        ['party.registered', 'b', { size: 3 }],
        ['party.placed', 'b', { site: 'hall' }],
      ),
    )
    expect(night.doublePromises).toBe(1)
  })

  test('blocked places of a room count as given', () => {
    const two = (blocked: number) =>
      figures(
        told(
          ['party.registered', 'a', { size: 1 }],
          ['party.placed', 'a', { site: 'hotel', blocked }],
          ['party.registered', 'b', { size: 3 }],
          ['party.placed', 'b', { site: 'hotel', blocked: 0 }],
        ),
      )
    expect(two(1).doublePromises).toBe(1)
    expect(two(0).doublePromises).toBe(0)
  })

  test('a party of which nothing is told after its registration is lost', () => {
    const night = figures(
      told(
        ['party.registered', 'a', { size: 2 }],
        ['party.registered', 'b', { size: 1 }],
        ['party.waiting', 'b', { reason: 'no_room' }],
      ),
    )
    expect(night.lostParties).toBe(1)
  })

  test.each([
    ['in use', [], 1],
    ['suspended', [['site.suspended', 'hall']], 0],
    ['closing', [['site.closing', 'hall']], 0],
    [
      'opened again',
      [
        ['site.suspended', 'hall'],
        ['site.opened', 'hall'],
      ],
      1,
    ],
  ] as const)('the machine moves a party out of a site %s', (_, before, moved) => {
    const night = figures(
      told(['party.registered', 'a', { size: 2 }], ['party.placed', 'a', { site: 'hall' }], ...before, [
        'party.transferred',
        'a',
        { site: 'hotel', from: 'hall' },
      ]),
    )
    expect(night.movedAnyway).toBe(moved)
  })

  test.each([
    ['the same', [['a', 'placed']], [['a', 'placed']], 0],
    ['over is an arrival', [['a', 'arrived']], [['a', 'over']], 0],
    ['another state', [['a', 'waiting']], [['a', 'placed']], 1],
    ['in the ledger alone', [], [['a', 'placed']], 1],
    ['in the table alone', [['a', 'placed']], [], 1],
    ['told later in another state', [['a', undefined]], [['a', 'placed']], 0],
    ['told later at all', [['a', undefined]], [], 0],
  ] as const)('table and ledger, %s', (_, table, ledger, count) => {
    expect(unlike(new Map<string, string | undefined>(table), new Map<string, string>(ledger))).toBe(count)
  })
})

describe('places go back', () => {
  const full = [
    ['party.registered', 'a', { size: 6 }],
    ['party.placed', 'a', { site: 'hall' }],
  ] as const
  const next = [
    ['party.registered', 'b', { size: 6 }],
    ['party.placed', 'b', { site: 'hall' }],
  ] as const

  test.each([
    ['party.transferred', { site: 'hotel' }, 1],
    ['party.hold_expired', {}, 0],
    ['party.withdrawn', {}, 0],
    ['party.departed', {}, 0],
    // Six do not fit into the hotel's four: that transfer itself is a double promise, the hall's places are free.
  ] as const)('%s', (type, data, doubles) => {
    expect(figures(told(...full, [type, 'a', data], ...next)).doublePromises).toBe(doubles)
  })

  test('and do not where nobody has left', () => {
    expect(figures(told(...full, ['party.arrived', 'a', { site: 'hall' }], ...next)).doublePromises).toBe(1)
  })

  test('a presence beyond the places takes none', () => {
    const night = figures(
      told(...full, ['party.registered', 'b', { size: 2 }], ['party.over', 'b', { site: 'hall' }]),
    )
    expect([night.doublePromises, night.over]).toEqual([0, { parties: 1, persons: 2 }])
  })
})

test('the figures of a moment are those told up to it', () => {
  const events = told(
    ['party.registered', 'a', { size: 2 }],
    ['party.placed', 'a', { site: 'hall' }],
    ['party.registered', 'b', { size: 3 }],
    ['party.waiting', 'b', { reason: 'need', need: 'medical' }],
    ['party.arrived', 'a', { site: 'hall' }],
  )
  const [early, late] = figures(events, [START + 3 * MINUTE, START + 60 * MINUTE]).moments
  expect(early).toMatchObject({
    registered: { parties: 2, persons: 5 },
    holding: { parties: 1, persons: 2 },
    arrived: { parties: 0, persons: 0 },
    waitingBy: [{ parties: 1, persons: 3, reason: 'need', need: 'medical' }],
  })
  expect(late).toMatchObject({ holding: { parties: 0 }, arrived: { parties: 1, persons: 2 } })
})

test('minutes run from registration to the first arrival', () => {
  const { minutesToArrival } = figures(
    told(
      ['party.registered', 'a', { size: 2 }],
      ['party.placed', 'a', { site: 'hall' }],
      ['party.arrived', 'a', { site: 'hall' }],
      ['party.transferred', 'a', { site: 'hotel' }],
      ['party.arrived', 'a', { site: 'hotel' }],
    ),
  )
  expect(minutesToArrival).toEqual({ mean: 2, p50: 2, p95: 2, worst: 2 })
})
