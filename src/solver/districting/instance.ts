/** A division into grids as data: buildings, the borders they share, the bounds; and the answer. */
import { z } from 'zod'
import { InstanceError } from '../instance-error.ts'

/** More than any county has, and small enough that sums stay whole numbers. */
const count = z.int().min(0).max(1_000_000)
const metres = z.number().min(0).max(1e9)
const index = z.int().min(0)

const unit = z.object({
  x: z.number(),
  y: z.number(),
  area: z.number().min(0).max(1e12),
  perim: metres,
  hh: count,
  region: index,
})

const hard = z.union([z.literal(0), z.literal(1)])

/** Unit, unit, metres of common border, whether no grid may reach across; what parting there costs, if not the metres. */
const edge = z.union([z.tuple([index, index, metres, hard]), z.tuple([index, index, metres, hard, metres])])

const grids = z.array(z.int().min(-1))

const shape = z.object({
  min: count.default(300),
  max: count.min(1).default(500),
  target: count.min(1).default(400),
  units: z.array(unit),
  edges: z.array(edge),
  /** The grids so far, −1 for a unit that is new: they are kept but for what must move. */
  prev: grids.optional(),
})

export type Instance = Readonly<z.infer<typeof shape>>
export type Bounds = Pick<Instance, 'min' | 'max' | 'target'>

/** The grid of each unit, and the area of each grid. */
export interface Solution {
  readonly grid: readonly number[]
  readonly area: readonly number[]
}

/** @throws InstanceError where the list is not one of grids of these units */
function refuseMisfit(at: string, list: readonly number[], units: number): void {
  if (list.length !== units) throw new InstanceError(at, `${list.length} entries, expected ${units}`)
  const wild = list.findIndex((one) => one >= Math.max(1, units) * 4)
  if (wild >= 0) throw new InstanceError(`${at}.${wild}`, `${list[wild]} is no index of a grid`)
}

function refer({ min, max, target, units, edges, prev }: Instance): void {
  if (min > target || target > max)
    throw new InstanceError('target', `expected min ${min} ≤ target ${target} ≤ max ${max}`)
  edges.forEach(([a, b], at) => {
    if (a >= units.length || b >= units.length || a === b)
      throw new InstanceError(`edges.${at}`, `no border between ${a} and ${b}`)
  })
  if (prev !== undefined) refuseMisfit('prev', prev, units.length)
}

/**
 * Reads an instance out of parsed JSON.
 * @throws InstanceError naming the first thing that is wrong
 */
export function parseInstance(data: unknown): Instance {
  const read = shape.safeParse(data)
  if (!read.success) {
    const issue = read.error.issues[0]
    throw new InstanceError(issue?.path.join('.') || '.', issue?.message ?? 'unreadable')
  }
  refer(read.data)
  return read.data
}

/** Reads the grids of an earlier solution out of parsed JSON. */
export function parseGrids(data: unknown, units: number): readonly number[] {
  const read = z.object({ grid: grids }).safeParse(data)
  if (!read.success) throw new InstanceError('grid', read.error.issues[0]?.message ?? 'unreadable')
  refuseMisfit('grid', read.data.grid, units)
  return read.data.grid
}
