/** One travelling party: who they are, what they need, how they travel. */
import type { Random } from './random.ts'
import type { Need, TravellerSeed } from './types.ts'

/** Shares of party sizes 1 … 8: families on the way home from the holiday. Mean 2.65. */
export const SIZE_WEIGHTS = [26, 30, 18, 13, 6, 4, 2, 1] as const

export type People = Pick<TravellerSeed, 'adults' | 'children' | 'infants' | 'elders'>
export type Vehicle = TravellerSeed['vehicle']

/** Where parties register; most at the exits of the motorway, few at the far queues. Shares are ours. */
interface Origin {
  readonly entry: string
  readonly share: number
  readonly car: number
  readonly coach: number
  readonly truck: number
  readonly none: number
  /** Minutes lost to snow and queue, least and most. */
  readonly delay: readonly [number, number]
}

// biome-ignore format: one origin a line.
const ORIGINS: readonly Origin[] = [
  { entry: 'g30-guazhou', share: 430, car: 78, coach: 13, truck: 9, none: 0, delay: [1, 12] },
  { entry: 'g312-beidaqiao', share: 175, car: 80, coach: 10, truck: 9, none: 1, delay: [1, 9] },
  { entry: 'bus-station', share: 75, car: 5, coach: 40, truck: 0, none: 55, delay: [1, 8] },
  { entry: 'sports-centre', share: 65, car: 70, coach: 0, truck: 2, none: 28, delay: [0, 5] },
  { entry: 'pengjiaqiao', share: 95, car: 84, coach: 5, truck: 8, none: 3, delay: [1, 8] },
  { entry: 'railway-station', share: 25, car: 5, coach: 85, truck: 0, none: 10, delay: [4, 20] },
  { entry: 'on-motorway', share: 70, car: 80, coach: 13, truck: 7, none: 0, delay: [15, 45] },
  { entry: 'g30-shuangta', share: 25, car: 80, coach: 12, truck: 8, none: 0, delay: [10, 35] },
  { entry: 'liuyuan', share: 25, car: 80, coach: 15, truck: 5, none: 0, delay: [15, 60] },
  { entry: 'malianjing-queue', share: 5, car: 85, coach: 10, truck: 5, none: 0, delay: [30, 90] },
  { entry: 'xingxingxia-queue', share: 10, car: 85, coach: 10, truck: 5, none: 0, delay: [45, 120] },
]

const SHARES = ORIGINS.map((o) => o.share)

export function origin(r: Random): Origin {
  return ORIGINS[r.weighted(SHARES)]!
}

/** Lorries carry one or two. */
export function vehicle(from: Origin, size: number, r: Random): Vehicle {
  const truck = size <= 2 ? from.truck * 1.8 : 0
  return (['car', 'coach', 'truck', 'none'] as const)[r.weighted([from.car, from.coach, truck, from.none])]!
}

/** Minutes beyond the free travel time; the town's streets are slowest between half past six and half past nine. */
export function delay(from: Origin, crowded: boolean, r: Random): number {
  const [least, most] = from.delay
  const u = r.next()
  return Math.round(least + (most - least) * u * u + (crowded ? r.next() * 4 : 0))
}

/**
 * Who they are. One adult or elder at least; children 3–14, infants below (figures by the county's own ages would
 * give 15 % children and 20 % elders; people who travel in winter are somewhat younger).
 */
export function people(size: number, infant: boolean, grownOnly: boolean, r: Random): People {
  const count = { adults: 0, children: 0, infants: infant ? 1 : 0, elders: 0 }
  if (size === 1 && r.chance(0.05)) count.elders++
  else count.adults++
  for (let n = 1 + count.infants; n < size; n++) {
    const kind = r.weighted(grownOnly ? [88, 0, 12] : [n === 1 ? 82 : 48, n === 1 ? 9 : 38, n === 1 ? 9 : 14])
    count[(['adults', 'children', 'elders'] as const)[kind]!]++
  }
  return count
}

/**
 * What they need: diet 6 %, animals 3 %, infants 7 % of two and more, a room with care or without steps 1.5 % each,
 * women among themselves 2 % (small parties only), quiet 1 %; lorries need a lorry park.
 */
export function needs(size: number, carriedBy: Vehicle, r: Random): Need[] {
  const room = r.next()
  // Only parties of up to three ask for women's rooms, three quarters of all, so their own chance is higher.
  const women = size <= 3 ? 0.02 / 0.74 : 0
  const maybe: readonly (readonly [Need, boolean])[] = [
    ['accessible', room < 0.015],
    ['medical', room >= 0.015 && room < 0.03],
    ['women', room >= 0.03 && room < 0.03 + women],
    ['infant', r.chance(size >= 2 ? 0.07 : 0)],
    ['halal', r.chance(0.06)],
    ['pets', r.chance(0.03)],
    ['truck_park', carriedBy === 'truck'],
    ['quiet', r.chance(0.01)],
  ]
  return maybe.filter(([, has]) => has).map(([need]) => need)
}
