import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../base/time.ts'
import { NEEDS, PARTY_STATES } from './model.ts'
import {
  ASKED,
  CREDIBLE,
  changesItself,
  type DueHold,
  holdUntil,
  isProtected,
  minorsAlone,
  PARTY_STEPS,
  ROAD_STALE,
  roomClassOf,
  staffedOnly,
  toldNeed,
  travelsBy,
  whenDue,
  whyNot,
} from './rules.ts'

describe('steps of a party', () => {
  const TABLE = {
    accept: 'placed',
    arrive: 'registered waiting placed withdrawn self_arranged departed',
    transfer: 'waiting placed arrived',
    depart: 'arrived',
    withdraw: 'registered waiting placed',
    correct: 'registered waiting placed arrived',
    erase: 'registered waiting placed arrived departed withdrawn self_arranged merged',
    merge: 'registered waiting placed',
    unmerge: 'merged',
    dismiss: 'registered waiting placed arrived departed withdrawn self_arranged merged',
  } as const

  test('the table is the whole state machine', () => {
    expect(Object.keys(PARTY_STEPS).sort()).toEqual(Object.keys(TABLE).sort())
  })

  for (const step of Object.keys(TABLE) as (keyof typeof TABLE)[])
    test.each(PARTY_STATES)(`${step} from %s`, (state) => {
      const allowed = TABLE[step].split(' ').includes(state)
      expect(whyNot(step, { state })).toBe(allowed ? undefined : 'placement.step_not_possible')
    })
})

describe('a party changes its place itself', () => {
  test.each([
    ['held', 'floor', 'placed'],
    ['held', 'seat', 'placed'],
    ['arrived', 'floor', 'placed'],
    ['arrived', 'bed', 'placed'],
    ['arrived', 'seat', 'placed arrived'],
    ['over', null, 'placed arrived'],
  ] as const)('%s on %s: from %s', (state, kind, from) => {
    expect(changesItself({ state, kind }).join(' ')).toBe(from)
  })
})

test('the figures of people.md: two hours credible, six hours asked, sixty minutes until the road is stale', () => {
  expect([CREDIBLE, ASKED, ROAD_STALE]).toEqual([2 * HOUR, 6 * HOUR, 60 * MINUTE])
})

test('a hold lasts the way there and an hour', () => {
  expect(holdUntil(1_000, 25)).toBe(1_000 + 85 * MINUTE)
})

describe('who is never released by the clock alone', () => {
  const adults = { children: 0, infants: 0, elders: 0, needs: [] }

  test('adults may be', () => {
    expect(isProtected(adults)).toBe(false)
  })
  test.each(['children', 'infants', 'elders'] as const)('not with %s', (who) => {
    expect(isProtected({ ...adults, [who]: 1 })).toBe(true)
  })
  test.each(NEEDS)('need %s', (need) => {
    const ill = ['medical', 'accessible', 'pregnant', 'infant'].includes(need)
    expect(isProtected({ ...adults, needs: [need] })).toBe(ill)
  })
})

describe('a hold that is due', () => {
  const now = 100 * HOUR
  const absent: DueHold = {
    children: 0,
    infants: 0,
    elders: 0,
    needs: [],
    seenAt: now - 3 * HOUR,
    stretchAt: undefined,
    askedAt: undefined,
  }

  test.each<[string, Partial<DueHold>, string]>([
    ['no sign of life', {}, 'expire'],
    ['seen within two hours', { seenAt: now - CREDIBLE + 1 }, 'renew'],
    ['seen exactly two hours ago', { seenAt: now - CREDIBLE }, 'expire'],
    ['its stretch closed within two hours', { stretchAt: now - HOUR }, 'renew'],
    ['its stretch closed long ago', { stretchAt: now - CREDIBLE }, 'expire'],
    ['a stretch that will be told later does not count', { stretchAt: now + 1 }, 'expire'],
    ['children are asked first', { children: 1 }, 'ask'],
    ['the ill are asked first', { needs: ['medical'] }, 'ask'],
    ['asked in vain', { children: 1, askedAt: now - ASKED }, 'expire'],
    ['asked, and seen again', { elders: 1, askedAt: now - ASKED, seenAt: now - HOUR }, 'renew'],
  ])('%s', (_, change, expected) => {
    expect(whenDue({ ...absent, ...change }, now)).toBe(expected)
  })
})

test('the most particular room class wins', () => {
  expect(roomClassOf([])).toBe('general')
  expect(roomClassOf(['halal', 'pets', 'quiet'])).toBe('general')
  expect(roomClassOf(['women'])).toBe('women')
  expect(roomClassOf(['women', 'accessible'])).toBe('accessible')
  expect(roomClassOf(['accessible', 'women', 'medical'])).toBe('medical')
})

test('diet is told nowhere, every other need is', () => {
  expect(NEEDS.filter((need) => toldNeed(need) === undefined)).toEqual(['halal'])
})

test('without a vehicle of its own a party walks', () => {
  expect(travelsBy('none')).toBe('foot')
  for (const vehicle of ['car', 'coach', 'truck'] as const) expect(travelsBy(vehicle)).toBe('car')
})

describe('who goes to no host', () => {
  test.each([
    [{ adults: 0, elders: 0, needs: [] }, true, true],
    [{ adults: 0, elders: 1, needs: [] }, false, false],
    [{ adults: 1, elders: 0, needs: ['women'] }, false, true],
    [{ adults: 2, elders: 0, needs: ['infant'] }, false, false],
  ] as const)('%o: minors alone %s, told staffed sites only %s', (party, alone, staffed) => {
    expect(minorsAlone(party)).toBe(alone)
    expect(staffedOnly(party)).toBe(staffed)
  })
})
