/** Real towns divided: skipped, and said so, where the maps are not beside the project. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readOsm } from '../../platform/osm/read.ts'
import { GRID_NORM } from '../places/rules.ts'
import { answer } from './divide.ts'
import { layGround } from './ground.ts'
import { townOfOsm } from './map.ts'

describe.each(['kotka-karhula-fi-2019', 'liechtenstein-2015'])('%s', (name) => {
  const path = new URL(`../../../../shared/data/osm/${name}.osm.pbf`, import.meta.url)
  test.skipIf(!existsSync(path))(
    'every grid is whole, and within the norm or told with its reason',
    () => {
      const { buildings, barriers } = townOfOsm(readOsm(readFileSync(path)))
      const placed = buildings.map((one) => ({ ...one, id: one.externalId, community: 'c' }))
      const { ground } = layGround(placed, barriers)
      const { grid, figures, exceptions, outlines } = answer(
        { kind: 'divide', ground, bounds: GRID_NORM, regions: [0] },
        () => performance.now(),
      )
      expect(grid).toHaveLength(buildings.length)
      expect(figures.reduce((sum, one) => sum + one.households, 0)).toBe(
        buildings.reduce((sum, one) => sum + one.households, 0),
      )
      expect(figures.filter(({ parts }) => parts !== 1)).toEqual([])
      const outside = figures.filter(({ households: n }) => n < GRID_NORM.min || n > GRID_NORM.max)
      expect(outside.map((one) => one.grid)).toEqual(exceptions.map((one) => one.grid))
      expect(outlines).toHaveLength(figures.length)
    },
    60_000,
  )
})
