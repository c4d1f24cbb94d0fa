/** A placement as data: who waits where, what the sites offer, how long the ways are; and the answer. */
import { z } from 'zod'
import { InstanceError } from '../instance-error.ts'

/** Room classes by number; every party needs exactly one. */
export const ROOMS = ['general', 'accessible', 'medical', 'women'] as const

/** Minutes of one slot of reception: persons checking in during it are held to the site's intake. */
export const SLOT = 30

/** Guests that one member of staff may look after. */
export const PER_STAFF = 25

/** Person-minutes that a person without a place costs. */
export const UNPLACED = 5000

/** Person-minutes added for each person who is moved away from where they were. */
export const MOVED = 60

const whole = z.int()
const count = z.int().min(0).max(10_000_000)
/** Minutes since the beginning; a year is more than any night needs. */
const minute = z.int().min(0).max(600_000)
const bits = z.int().min(0).max(15)
const room = z.int().min(0).max(3)

const site = z.object({
  cap: count,
  staff: count,
  places: z.tuple([count, count, count, count]),
  has: bits,
  open: minute,
  close: minute,
  tierPenalty: z.int().min(0).max(UNPLACED),
  only: room,
  intake: count,
  closed: z.union([z.boolean(), z.int()]).optional(),
})

const party = z.object({
  size: z.int().min(1).max(8),
  origin: whole.min(0),
  car: z.boolean(),
  need: bits,
  room,
  arrive: minute,
  prev: whole.min(-1).default(-1),
  splitOk: z.boolean().default(false),
})

/** The way from an origin to a site in minutes, origin by origin; below zero there is none. */
const ways = z.array(z.int().max(600_000))

const shape = z.object({
  origins: z.array(z.unknown()),
  sites: z.array(site),
  parties: z.array(party),
  travel: z.object({ foot: ways, car: ways }),
  /** Person-minutes a move counts, where another price than MOVED is wanted. */
  moved: z.int().min(0).max(UNPLACED).optional(),
})

export type Site = Readonly<z.infer<typeof site>>
export type Party = Readonly<z.infer<typeof party>>
export type Instance = Readonly<z.infer<typeof shape>>

/** Sites by index, −1 for unplaced; a split party stands in `split` with what each site takes of it. */
export interface Solution {
  readonly assign: readonly number[]
  readonly split: Readonly<Record<string, readonly (readonly [number, number])[]>>
}

function refer({ origins, sites, parties, travel }: Instance): void {
  const ends = origins.length * sites.length
  for (const kind of ['foot', 'car'] as const)
    if (travel[kind].length !== ends)
      throw new InstanceError(`travel.${kind}`, `${travel[kind].length} numbers, expected ${ends}`)
  parties.forEach(({ origin, prev }, index) => {
    if (origin >= origins.length) throw new InstanceError(`parties.${index}.origin`, `no origin ${origin}`)
    if (prev >= sites.length) throw new InstanceError(`parties.${index}.prev`, `no site ${prev}`)
  })
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

const placed = z.object({
  assign: z.array(whole.min(-1)),
  split: z.record(z.string(), z.array(z.tuple([whole.min(0), whole.min(1)])).max(2)).default({}),
})

/** Reads a solution out of parsed JSON. */
export function parseSolution(data: unknown, { parties }: Pick<Instance, 'parties'>): Solution {
  const read = placed.safeParse(data)
  if (!read.success) throw new InstanceError('assign', read.error.issues[0]?.message ?? 'unreadable')
  if (read.data.assign.length !== parties.length)
    throw new InstanceError('assign', `${read.data.assign.length} entries, expected ${parties.length}`)
  return read.data
}
