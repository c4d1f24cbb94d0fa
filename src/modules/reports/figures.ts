/** What the wall and the desk's pages make of `GET /api/wall`: rows in their order, what is stale, how good the plan is. Pure. */
import type { z } from 'zod'
import type { Moment } from '../../base/time.ts'
import type { PlanView, RoadEstimate } from '../placement/model.ts'
import { ROAD_STALE } from '../placement/rules.ts'
import type { Wall } from './api.ts'

export type Estimate = z.infer<typeof RoadEstimate>
export type WaitingRow = Wall['waitingBy'][number]

/** Who has waited longest comes first. */
export function waitingRows(rows: readonly WaitingRow[]): WaitingRow[] {
  return rows.filter((row) => row.persons > 0).sort((a, b) => a.oldest - b.oldest)
}

/** The latest estimate of each entry, the freshest first: what is stale must not hide what is not. */
export function roadRows(estimates: readonly Estimate[]): Estimate[] {
  const latest = new Map<string, Estimate>()
  for (const one of estimates) {
    const known = latest.get(one.entry)
    if (!known || known.at < one.at) latest.set(one.entry, one)
  }
  return [...latest.values()].sort((a, b) => b.at - a.at || b.persons - a.persons)
}

/** Stale by the server's word, or grown old on the wall since it was read. */
export function isStaleEstimate(one: Estimate, now: Moment): boolean {
  return one.stale || now - one.at >= ROAD_STALE
}

/** How far the plan's cost may be from what no plan can beat: per cent, rounded up to a tenth. */
export function gapOf({ cost, bound }: Pick<PlanView, 'cost' | 'bound'>): string {
  const gap = cost === null || bound === null || bound <= 0 ? 0 : Math.max(0, cost / bound - 1)
  return (Math.ceil(gap * 1000) / 10).toFixed(1)
}
