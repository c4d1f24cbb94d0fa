/** The arrivals curve as numbers: scales, ticks, paths and where its labels stand. Pure; told time on the axis. */
import { BEIJING, HOUR, type Moment } from '../../base/time.ts'
import type { Wall } from '../../modules/reports/api.ts'

export type CurvePoint = Wall['curve'][number]
export type Series = 'registered' | 'arrived' | 'departed'

export interface Frame {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Scales {
  readonly x: (at: Moment) => number
  readonly y: (persons: number) => number
}

const ROUND = [1, 2, 2.5, 5, 10]

/** The smallest round step of which at most `parts` cover `top`. */
export function roundStep(top: number, parts: number): number {
  if (top <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(top / parts))
  const found = ROUND.find((r) => r * power * parts >= top) ?? 10
  return Math.max(1, found * power)
}

/** Persons at which a line is drawn: at most four, the last at or above the highest point. */
export function personTicks(highest: number): number[] {
  const step = roundStep(Math.max(1, highest), 3)
  const count = Math.max(1, Math.ceil(highest / step))
  return Array.from({ length: count + 1 }, (_, i) => i * step)
}

const HOUR_STEPS = [1, 2, 3, 4, 6, 12, 24, 48]

/** Full hours of 北京时间 within the span: at most `most` of them. */
export function hourTicks(from: Moment, to: Moment, most: number): Moment[] {
  const step = (HOUR_STEPS.find((h) => (to - from) / (h * HOUR) <= most) ?? 96) * HOUR
  const first = Math.ceil((from + BEIJING) / step) * step - BEIJING
  const ticks: Moment[] = []
  for (let at = first; at <= to; at += step) ticks.push(at)
  return ticks
}

export function scales(frame: Frame, from: Moment, to: Moment, top: number): Scales {
  const across = frame.width - frame.left - frame.right
  const down = frame.height - frame.top - frame.bottom
  const span = Math.max(1, to - from)
  return {
    x: (at) => frame.left + ((at - from) / span) * across,
    y: (persons) => frame.top + down - (persons / Math.max(1, top)) * down,
  }
}

const tenth = (n: number) => Math.round(n * 10) / 10

/** `M x y L x y …` of one series. */
export function linePath(points: readonly CurvePoint[], series: Series, s: Scales): string {
  return points.map((p, i) => `${i ? 'L' : 'M'}${tenth(s.x(p.at))} ${tenth(s.y(p[series]))}`).join('')
}

/** The closed band between two series: between registered and arrived lie those who are not in yet. */
export function bandPath(points: readonly CurvePoint[], upper: Series, lower: Series, s: Scales): string {
  if (points.length === 0) return ''
  const back = [...points].reverse().map((p) => `L${tenth(s.x(p.at))} ${tenth(s.y(p[lower]))}`)
  return `${linePath(points, upper, s)}${back.join('')}Z`
}

/**
 * Moves labels apart along y, keeping their order, so that none is nearer to the next than `gap`.
 * @param wanted where each would stand
 * @returns where each stands, in the order given, within [low, high] as far as they fit
 */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y)
  const placed: number[] = []
  for (const [k, { y }] of order.entries())
    placed.push(k ? Math.max(y, placed[k - 1]! + gap) : Math.max(y, low))
  for (let k = placed.length - 1; k >= 0; k--) {
    const ceiling = k === placed.length - 1 ? high : placed[k + 1]! - gap
    placed[k] = Math.min(placed[k]!, ceiling)
  }
  const answer = new Array<number>(wanted.length)
  for (const [k, { i }] of order.entries()) answer[i] = placed[k]!
  return answer
}
