/** Who waits, and for what: which needs and room classes keep people without a place. */
import { costOf, sitesFor } from './cost.ts'
import type { Plan } from './plan.ts'
import type { Parties, Town } from './town.ts'

/** No site admits them at all, none can be reached before it closes, or those that do are full. */
export type Reason = 'nowhere' | 'too-late' | 'full'

export interface Waiting {
  readonly room: number
  readonly need: number
  readonly reason: Reason
  readonly parties: number
  readonly persons: number
}

function reasonOf(town: Town, parties: Parties, p: number): Reason {
  const sites = sitesFor(town, parties, p)
  if (sites.length === 0) return 'nowhere'
  return sites.some((s) => costOf(town, parties, p, s) >= 0) ? 'full' : 'too-late'
}

/** Those without a place by room class, needs and reason, the most persons first. */
export function waitingIn(town: Town, parties: Parties, plan: Plan): Waiting[] {
  const found = new Map<string, Waiting>()
  for (let p = 0; p < parties.count; p++) {
    if (plan.at[2 * p]! >= 0) continue
    const [room, need, reason] = [parties.room[p]!, parties.need[p]!, reasonOf(town, parties, p)]
    const key = `${room} ${need} ${reason}`
    const before = found.get(key)
    found.set(key, {
      room,
      need,
      reason,
      parties: (before?.parties ?? 0) + 1,
      persons: (before?.persons ?? 0) + parties.size[p]!,
    })
  }
  return [...found.values()].sort((a, b) => b.persons - a.persons)
}
