/** 党员联群众、中心户联党员: everybody to somebody near, the loads within the norms, and links so far kept where they can be. */
import { nearest, type Point, wayCost } from './near.ts'
import { type Linked, type Pair, transport } from './transport.ts'

export interface Place extends Point {
  /** Households of a building; one for a member. */
  readonly count: number
}

export interface Norm {
  readonly least: number
  readonly most: number
}

/** Households a member, and members a centre (language.md §2.1): they warn. */
export const HOUSEHOLDS: Norm = { least: 10, most: 30 }
export const MEMBERS: Norm = { least: 3, most: 10 }

/** Metres that a change of an existing link counts: a new neighbour must be that much nearer. */
export const CHANGE = 400

/** How many of the nearest each is weighed against; linked pairs so far come on top. */
const CHOICES = 12

export interface Linking {
  readonly places: readonly Place[]
  readonly receivers: readonly Point[]
  readonly norm: Norm
  /** Links so far: place, receiver. */
  readonly kept?: readonly (readonly [place: number, receiver: number])[]
  readonly stop?: () => boolean
}

export interface Link {
  readonly place: number
  readonly receiver: number
  readonly count: number
}

export interface Links extends Pick<Linked, 'load' | 'left'> {
  readonly links: readonly Link[]
  /** Metres from all that are linked to whom they are linked, and ACROSS where a border lies between. */
  readonly metres: number
  /** Receivers with fewer or more than the norm. */
  readonly outside: readonly number[]
  /** Of those linked before, how many are linked to somebody else now. */
  readonly moved: number
}

interface Choices {
  readonly pairs: Pair[]
  /** The cost of each pair without what a change counts. */
  readonly plain: number[]
}

function choicesOf({ places, receivers, kept = [] }: Linking): Choices {
  const near = nearest(receivers)
  const before = new Map<number, Set<number>>()
  for (const [place, receiver] of kept)
    before.set(place, (before.get(place) ?? new Set<number>()).add(receiver))
  const pairs: Pair[] = []
  const plain: number[] = []
  places.forEach((place, from) => {
    const had = before.get(from)
    const found = near(place, CHOICES)
    const others = [...(had ?? [])].filter((index) => !found.some((one) => one.index === index))
    const far = others.map((index) => ({ index, cost: wayCost(place, receivers[index]!) }))
    for (const { index, cost } of [...found, ...far]) {
      pairs.push({ from, to: index, cost: cost + (had === undefined || had.has(index) ? 0 : CHANGE) })
      plain.push(cost)
    }
  })
  return { pairs, plain }
}

/** Links everybody. Those at a place with no receiver at all are left and told. */
export function link(input: Linking): Links {
  const { places, receivers, norm, kept = [], stop } = input
  const { pairs, plain } = choicesOf(input)
  const supply = Int32Array.from(places, ({ count }) => count)
  const { flow, load, left } = transport({ supply, receivers: receivers.length, ...norm, pairs }, stop)
  const links: Link[] = []
  let metres = 0
  pairs.forEach(({ from, to }, n) => {
    if (flow[n]! === 0) return
    links.push({ place: from, receiver: to, count: flow[n]! })
    metres += flow[n]! * plain[n]!
  })
  const held = new Set(kept.map(([place, receiver]) => `${place}/${receiver}`))
  const hadOne = new Set(kept.map(([place]) => place))
  const moved = links.reduce(
    (sum, { place, receiver, count }) =>
      hadOne.has(place) && !held.has(`${place}/${receiver}`) ? sum + count : sum,
    0,
  )
  const outside = [...load.keys()].filter((r) => load[r]! < norm.least || load[r]! > norm.most)
  return { links, load, left, metres, outside, moved }
}
