import { describe, expect, it } from 'vitest'
import type { Preview } from '../../modules/registry/model.ts'
import { effectOf, obstacleOf, UNDECIDED, undecided, withColumn } from './decisions.ts'

const counts = { ready: 4, incomplete: 2, known: 1, changed: 3, alike: 2, out: 0, places: 60 }
const preview = (more: Partial<Preview['counts']> = {}): Preview => ({
  format: 'csv',
  headers: [],
  columns: {},
  doubled: [],
  asksCrs: false,
  rows: 12,
  counts: { ...counts, ...more },
  faultCounts: [],
  faults: [],
  alike: [
    { line: 5, name: 'a', address: '', other: { name: 'b', address: '' } },
    { line: 9, name: 'c', address: '', other: { name: 'a', address: '', line: 5 } },
  ],
  changes: [],
  sample: [],
})
const decided = { ...UNDECIDED, alike: { 5: 'same', 9: 'same' } as const }

describe('what is decided of a table', () => {
  it('a heading is one field, and a field one heading', () => {
    expect(withColumn({ name: '店', beds: '床' }, '铺', 'beds')).toEqual({ name: '店', beds: '铺' })
    expect(withColumn({ name: '店', beds: '床' }, '床', 'capacity')).toEqual({ name: '店', capacity: '床' })
    expect(withColumn({ name: '店', beds: '床' }, '床', '')).toEqual({ name: '店' })
  })

  it('the same as a site that is there changes it; the same as an earlier row adds nothing', () => {
    expect(effectOf(preview(), decided)).toEqual({ added: 6, changed: 1 })
    expect(effectOf(preview(), { ...decided, update: true, leaveIncomplete: true })).toEqual({
      added: 4,
      changed: 4,
    })
    expect(effectOf(preview(), { ...decided, alike: { 5: 'another', 9: 'leave' } })).toEqual({
      added: 7,
      changed: 0,
    })
  })

  it.each([
    ['unusable rows', preview({ out: 1 }), decided, 'faulty'],
    ['unusable rows left out', preview({ out: 1 }), { ...decided, leaveFaulty: true }, undefined],
    ['rows not decided', preview(), { ...UNDECIDED, alike: { 5: 'same' as const } }, 'undecided'],
    [
      'nothing to do',
      preview({ ready: 0, incomplete: 0 }),
      { ...UNDECIDED, alike: { 5: 'leave' as const, 9: 'same' as const } },
      'nothing',
    ],
    ['all decided', preview(), decided, undefined],
  ] as const)('%s', (_, of, decisions, expected) => {
    expect(obstacleOf(of, decisions)).toBe(expected)
  })

  it('counts what is left to decide', () => {
    expect(undecided(preview(), UNDECIDED)).toBe(2)
    expect(undecided(preview(), decided)).toBe(0)
  })
})
