import { expect, test } from 'vitest'
import { openChance } from '../chance.ts'
import { aimOf } from './aim.ts'
import { divisionOf } from './division.ts'
import { graphOf } from './graph.ts'
import { recombine } from './recombine.ts'
import { openTree } from './tree.ts'

/** Units in a line 0 – 1 – 2 – 3, and 4 – 5 hanging on 2. */
const LINKS = [
  [0, 1],
  [1, 2],
  [2, 3],
  [2, 4],
  [4, 5],
] as const
const households = Int32Array.of(10, 9, 5, 6, 5, 5)

test('two grids that an earlier cut has drawn apart are left as they are', () => {
  const graph = graphOf(
    { households, area: new Float64Array(6).fill(100), perimeter: new Float64Array(6).fill(40) },
    LINKS.map(([a, b]) => ({ a, b, length: 10, open: true, cut: 10 })),
  )
  const bounds = { min: 8, max: 12, target: 10 }
  for (let seed = 1; seed <= 60; seed++) {
    // {0, 1, 2} touches both others at unit 2 alone, which the first pair recombined may take away.
    const of = Int32Array.of(0, 0, 0, 1, 2, 2)
    const input = {
      graph,
      tree: openTree(graph),
      aim: aimOf(graph, bounds, 3),
      chance: openChance(seed),
      stop: () => false,
    }
    const made = recombine(input, divisionOf(graph, of, 3)).of
    for (const grid of [0, 1, 2]) {
      const units = [0, 1, 2, 3, 4, 5].filter((u) => made[u] === grid)
      const inside = LINKS.filter(([a, b]) => made[a] === grid && made[b] === grid)
      // A tree hangs together exactly where it has one link fewer than units.
      expect([seed, grid, inside.length]).toEqual([seed, grid, units.length - 1])
    }
  }
})
