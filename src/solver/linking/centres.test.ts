import { expect, test } from 'vitest'
import { openChance } from '../chance.ts'
import { centresFor, chooseCentres } from './centres.ts'
import type { Point } from './near.ts'

test.each([
  [0, 0],
  [1, 1],
  [10, 1],
  [11, 2],
  [18, 2],
  [21, 3],
  [30, 3],
  [50, 3],
])('a group of %i members has %i centres', (members, centres) => expect(centresFor(members)).toBe(centres))

const group = (seed: number, many: number): Point[] => {
  const chance = openChance(seed)
  return Array.from({ length: many }, () => ({ x: chance() * 600, y: chance() * 600, grid: 0 }))
}
const ways = (members: readonly Point[], centres: readonly number[]) =>
  members.reduce(
    (sum, a) => sum + Math.min(...centres.map((c) => Math.hypot(a.x - members[c]!.x, a.y - members[c]!.y))),
    0,
  )

test('two clusters have a centre each', () => {
  const near = (x: number): Point[] => [0, 10, 20].map((dx) => ({ x: x + dx, y: 0, grid: 0 }))
  expect(chooseCentres([...near(0), ...near(500)], 2)).toEqual([1, 4])
})

test('no other choice has shorter ways, up to the size at which all are looked at', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const members = group(seed, 9)
    const chosen = chooseCentres(members, 2)
    for (let a = 0; a < 9; a++)
      for (let b = a + 1; b < 9; b++)
        expect(ways(members, chosen)).toBeLessThanOrEqual(ways(members, [a, b]) + 1e-9)
  }
})

test('a large group is chosen for step by step, and no single change makes it better', () => {
  const members = group(3, 60)
  const chosen = chooseCentres(members, 3)
  expect(new Set(chosen).size).toBe(3)
  for (const [k] of chosen.entries())
    for (let n = 0; n < 60; n++)
      expect(ways(members, chosen)).toBeLessThanOrEqual(
        ways(
          members,
          chosen.map((one, at) => (at === k ? n : one)),
        ) + 1e-6,
      )
})

test('fewer members than centres: each is one; nobody is none', () => {
  expect(chooseCentres(group(1, 2), 3)).toEqual([0, 1])
  expect(chooseCentres([])).toEqual([])
})
