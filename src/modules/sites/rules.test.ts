import { describe, expect, it, test } from 'vitest'
import { HOUR } from '../../base/time.ts'
import { type Pool, SITE_STATES } from './model.ts'
import { SITE_STEPS, whenClosed, whenOpened, whyNot, whyNotPools, whyNotReady } from './rules.ts'

describe('steps of a site', () => {
  /** Step × state: possible or not. */
  const TABLE = {
    open: 'standby opening suspended closing closed',
    suspend: 'opening open closing',
    close: 'standby opening open suspended closing',
  } as const

  test('the table is the whole state machine', () => {
    expect(Object.keys(SITE_STEPS).sort()).toEqual(Object.keys(TABLE).sort())
  })

  for (const step of ['open', 'suspend', 'close'] as const)
    test.each(SITE_STATES)(`${step} from %s`, (state) => {
      const allowed = TABLE[step].split(' ').includes(state)
      expect(whyNot(step, { state })).toBe(allowed ? undefined : 'sites.step_not_possible')
    })
})

describe('opening at an hour', () => {
  const noon = Date.UTC(2024, 1, 17, 4)

  test.each([
    ['without an hour: now', null, false, 'open', null],
    ['at six in the evening', 18 * 60, false, 'opening', Date.UTC(2024, 1, 17, 10)],
    ['this very minute: now', 12 * 60, false, 'open', null],
    ['at once, whatever the hour', 18 * 60, true, 'open', null],
    ['the hour has passed today: now', 11 * 60, false, 'open', null],
    ['midnight is twelve hours away', 0, false, 'opening', noon + 12 * HOUR],
    ['a minute later is more than half a day', 1, false, 'open', null],
  ] as const)('%s', (_, opensFrom, atOnce, state, opensAt) => {
    expect(whenOpened({ opensFrom }, noon, atOnce)).toEqual({ state, opensAt })
  })
})

test('with people inside it is closing, without closed', () => {
  expect(whenClosed(1)).toBe('closing')
  expect(whenClosed(0)).toBe('closed')
})

describe('declared pools', () => {
  const pool = (places: number, roomSize = 0): Pool => ({
    kind: 'bed',
    roomClass: 'general',
    roomSize,
    shared: roomSize === 0,
    places,
  })

  test.each([
    ['none', [], 'sites.no_places'],
    ['only empty ones', [pool(0), pool(0, 2)], 'sites.no_places'],
    ['rooms that do not divide', [pool(10), pool(5, 2)], 'sites.rooms_do_not_divide'],
    ['whole rooms', [pool(6, 2), pool(9, 3)], undefined],
    ['no rooms at all', [pool(7)], undefined],
  ] as const)('%s', (_, pools, expected) => {
    expect(whyNotPools(pools)).toBe(expected)
  })
})

describe('a site that takes people', () => {
  it.each([
    [{ located: true, places: 1 }, undefined],
    [{ located: false, places: 1 }, 'sites.no_position'],
    [{ located: true, places: 0 }, 'sites.no_places'],
    [{ located: false, places: 0 }, 'sites.no_position'],
  ])('%o', (site, expected) => expect(whyNotReady(site)).toBe(expected))
})
