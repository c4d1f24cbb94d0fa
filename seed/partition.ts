/** Cuts a piece of the town into compact parts of about equal weight, along lattice lines. */
import type { Cell, Lattice } from './lattice.ts'
import { area, middle } from './lattice.ts'
import { around, onePiece } from './outline.ts'

/** People are denser near the middle: a stand-in for households. */
export function weight(at: Lattice, cell: Cell): number {
  const p = middle(at, cell)
  return (area(at, cell) / 20_000) * (0.45 + 1 / (1 + (p.x * p.x + p.y * p.y) / 1_400_000))
}

/**
 * Whole shares of `total` in proportion to the weights, by largest remainder.
 * @returns one number for each weight, with the sum `total`
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((w) => (total * w) / sum)
  const shares = exact.map(Math.floor)
  const order = exact
    .map((e, n) => ({ n, rest: e - Math.floor(e) }))
    .sort((a, b) => b.rest - a.rest || a.n - b.n)
  const missing = total - shares.reduce((a, b) => a + b, 0)
  for (const { n } of order.slice(0, missing)) shares[n]!++
  return shares
}

interface Cut {
  readonly low: Cell[]
  readonly high: Cell[]
  readonly score: number
}

function cutsAlong(cells: readonly Cell[], axis: 'i' | 'j'): { low: Cell[]; high: Cell[]; line: number }[] {
  const lines = [...new Set(cells.map((c) => c[axis]))].sort((a, b) => a - b).slice(1)
  return lines.map((line) => ({
    line,
    low: cells.filter((c) => c[axis] < line),
    high: cells.filter((c) => c[axis] >= line),
  }))
}

function best(at: Lattice, cells: readonly Cell[], share: number, needed: readonly [number, number]): Cut {
  const heavy = (list: readonly Cell[]) => list.reduce((sum, c) => sum + weight(at, c), 0)
  const whole = heavy(cells)
  const cuts: Cut[] = []
  for (const axis of ['i', 'j'] as const)
    for (const { low, high, line } of cutsAlong(cells, axis)) {
      if (low.length < needed[0] || high.length < needed[1] || !onePiece(low) || !onePiece(high)) continue
      const off = Math.abs(heavy(low) / whole - share)
      // A border between grids runs along a street rather than through a block.
      const through = line % 2 === 1 ? 0.012 : 0
      cuts.push({ low, high, score: off * 2 + through + (around(at, low) + around(at, high)) / 40_000 })
    }
  const found = cuts.sort((a, b) => a.score - b.score)[0]
  if (!found) throw new Error('no line cuts this piece into two whole ones')
  return found
}

/** `parts` pieces, each one piece of cells, together all of them. Deterministic. */
export function partition(at: Lattice, cells: readonly Cell[], parts: number): Cell[][] {
  if (parts === 1) return [[...cells]]
  const first = Math.floor(parts / 2)
  const { low, high } = best(at, cells, first / parts, [first, parts - first])
  return [...partition(at, low, first), ...partition(at, high, parts - first)]
}
