/** Registrations that came in one go, out of counts by five minutes. */
import { MINUTE, type Moment } from '../../base/time.ts'
import type { Burst, BurstRange } from './model.ts'

/** Registrations are counted by this much time. */
export const STEP = 5 * MINUTE

export interface Slot extends Omit<Burst, 'entry' | 'code' | 'from' | 'to'> {
  readonly knock: string
  /** When the slot begins. */
  readonly at: Moment
  /** The entry of the code that was knocked at; null: knocked at an entry without one. */
  readonly codeEntry: string | null
}

/** How what was knocked at is kept. */
export function knockText({ entry, code }: Pick<BurstRange, 'entry' | 'code'>): string {
  return code === null ? `e/${entry}` : `c/${code}`
}

/** The other way round. @param codeEntry the entry of the code, where it was one */
export function knockedAt(knock: string, codeEntry: string | null): Pick<BurstRange, 'entry' | 'code'> {
  const at = knock.slice(2)
  return knock.startsWith('c/') ? { entry: codeEntry ?? '', code: at } : { entry: at, code: null }
}

const COUNTS = ['parties', 'persons', 'unconfirmed', 'holding', 'known', 'cleared', 'phones'] as const

/**
 * Slots that follow one another at one place are one burst; it lasts while somebody in it is unconfirmed or cleared.
 * @param slots ordered by knock, then by time
 * @returns the latest first
 */
export function burstsOf(slots: readonly Slot[]): Burst[] {
  const bursts: (Burst & { knock: string })[] = []
  for (const { knock, at, codeEntry, ...counts } of slots) {
    if (counts.unconfirmed + counts.cleared === 0) continue
    const last = bursts.at(-1)
    if (last?.knock === knock && last.to >= at) {
      last.to = at + STEP
      for (const key of COUNTS) last[key] += counts[key]
    } else bursts.push({ knock, ...knockedAt(knock, codeEntry), from: at, to: at + STEP, ...counts })
  }
  return bursts.map(({ knock: _, ...burst }) => burst).sort((a, b) => b.to - a.to)
}
