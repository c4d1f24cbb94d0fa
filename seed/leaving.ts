/** Who leaves when: the road opens at 17:00, families and the sick first, lorries last, a fifth stay on. */
import { HOUR, MINUTE } from '../src/base/time.ts'
import { told } from './curve.ts'
import type { People, Vehicle } from './parties.ts'
import type { Random } from './random.ts'
import type { Need } from './types.ts'

export const ROAD_OPEN = told(17, 0, 1)

/** About 20,000 were gone on the 18th, the rest by the 20th (a weak source). */
const STAY_ON = 0.2

/** Told moment of leaving. */
export function leavesAt(who: People, needs: readonly Need[], carriedBy: Vehicle, r: Random): number {
  if (r.chance(STAY_ON)) return told(8, 0, 2) + r.int(0, 33 * 60) * MINUTE
  const first = who.children + who.infants > 0 || needs.includes('medical')
  const [from, hours] = first ? [5, 2.5] : carriedBy === 'truck' ? [120, 4.5] : [30, 5]
  return ROAD_OPEN + from * MINUTE + Math.floor(r.next() * hours * HOUR)
}
