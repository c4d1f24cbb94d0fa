/** Everybody is linked, as near as the norms allow, exactly as well as any linking could be; and least is changed after change. */
import { describe, expect, test } from 'vitest'
import { type Chance, openChance } from '../chance.ts'
import { HOUSEHOLDS, link, type Place } from './link.ts'
import { ACROSS, nearest, type Point } from './near.ts'
import { OUTSIDE, type Pair, type Transport, transport } from './transport.ts'

const int = (chance: Chance, low: number, high: number) => low + Math.floor(chance() * (high - low + 1))

/** What a linking counts, norms and all; undefined where a place with a pair has somebody left. */
function worth({ least, most, receivers, pairs }: Transport, flow: ArrayLike<number>): number {
  const load = new Array<number>(receivers).fill(0)
  let sum = 0
  pairs.forEach(({ to, cost }, n) => {
    load[to]! += flow[n]!
    sum += flow[n]! * cost
  })
  return load.reduce((all, n) => all + OUTSIDE * (Math.max(0, least - n) + Math.max(0, n - most)), sum)
}

/** Every way to send everybody along the pairs. */
function bestOfAll(input: Transport): number {
  const { supply, pairs } = input
  const flow = new Array<number>(pairs.length).fill(0)
  let best = Number.POSITIVE_INFINITY
  function spread(place: number, left: number, from: number): void {
    if (place === supply.length) {
      best = Math.min(best, worth(input, flow))
      return
    }
    const own = pairs.findIndex((pair, n) => n >= from && pair.from === place)
    if (own < 0) {
      if (left > 0 && pairs.some((pair) => pair.from === place)) return
      spread(place + 1, supply[place + 1] ?? 0, 0)
      return
    }
    for (let n = 0; n <= left; n++) {
      flow[own] = n
      spread(place, left - n, own + 1)
    }
    flow[own] = 0
  }
  spread(0, supply[0] ?? 0, 0)
  return best
}

function makeTransport(chance: Chance): Transport {
  const receivers = int(chance, 1, 3)
  const supply = Int32Array.from({ length: int(chance, 1, 4) }, () => int(chance, 0, 3))
  const pairs: Pair[] = []
  supply.forEach((_, from) => {
    for (let to = 0; to < receivers; to++)
      if (chance() < 0.8) pairs.push({ from, to, cost: int(chance, 0, 900) })
  })
  const least = int(chance, 0, 3)
  return { supply, receivers, least, most: least + int(chance, 0, 2), pairs }
}

test('a thousand small cases: as good as the best of all linkings, and nobody is left who has anywhere to go', () => {
  const chance = openChance(11)
  for (let n = 0; n < 1000; n++) {
    const input = makeTransport(chance)
    const { flow, load, left, cost } = transport(input)
    input.supply.forEach((count, place) => {
      const mine = input.pairs.map((pair, k) => (pair.from === place ? flow[k]! : 0))
      const sent = mine.reduce((sum, one) => sum + one, 0)
      expect(sent + left[place]!).toBe(count)
      if (input.pairs.some((pair) => pair.from === place)) expect(left[place]).toBe(0)
    })
    expect(load.reduce((sum, one) => sum + one, 0)).toBe(flow.reduce((sum, one) => sum + one, 0))
    expect(cost).toBe(input.pairs.reduce((sum, pair, k) => sum + pair.cost * flow[k]!, 0))
    expect(worth(input, flow)).toBe(bestOfAll(input))
  }
})

function makeTown(seed: number, households: number, members: number) {
  const chance = openChance(seed)
  const side = Math.sqrt(households) * 20
  const point = (): Point => {
    const [x, y] = [chance() * side, chance() * side]
    return { x, y, grid: Math.floor((x * 4) / side) * 4 + Math.floor((y * 4) / side) }
  }
  const places: Place[] = []
  for (let all = 0; all < households; ) {
    const count = Math.min(households - all, int(chance, 1, 30))
    places.push({ ...point(), count })
    all += count
  }
  return { places, receivers: Array.from({ length: members }, point) }
}

describe('the nearest', () => {
  test('are those that looking at every point finds, with what a border counts', () => {
    const { receivers } = makeTown(4, 400, 300)
    const near = nearest(receivers)
    for (const from of makeTown(5, 400, 40).receivers) {
      const all = receivers
        .map((to, index) => ({
          index,
          cost: Math.round(Math.hypot(from.x - to.x, from.y - to.y)) + (from.grid === to.grid ? 0 : ACROSS),
        }))
        .sort((a, b) => a.cost - b.cost || a.index - b.index)
      for (const many of [1, 5, 20]) expect(near(from, many)).toEqual(all.slice(0, many))
    }
    expect(near({ x: -9_000, y: 20_000, grid: -1 }, 1_000)).toHaveLength(300)
    expect(nearest([])({ x: 0, y: 0, grid: 0 }, 3)).toEqual([])
  })
})

describe('households to members', () => {
  const town = makeTown(7, 2_200, 100)
  const first = link({ ...town, norm: HOUSEHOLDS })

  test('everybody is linked, within the norm, once', () => {
    const linked = town.places.map(() => 0)
    for (const { place, count } of first.links) linked[place]! += count
    expect(linked).toEqual(town.places.map(({ count }) => count))
    expect(first.outside).toEqual([])
    expect(Math.min(...first.load)).toBeGreaterThanOrEqual(HOUSEHOLDS.least)
    expect(Math.max(...first.load)).toBeLessThanOrEqual(HOUSEHOLDS.most)
  })

  test('nothing has changed: nobody is linked to somebody else', () => {
    const kept = first.links.map(({ place, receiver }) => [place, receiver] as const)
    const again = link({ ...town, norm: HOUSEHOLDS, kept })
    expect(again.moved).toBe(0)
    expect(again.links).toEqual(first.links)
  })

  test('a member leaves and an estate comes: few are moved, and fewer than by linking all anew', () => {
    const kept = first.links
      .filter(({ receiver }) => receiver !== 3)
      .map(({ place, receiver }) => [place, receiver] as const)
    const receivers = town.receivers.map((one, n) => (n === 3 ? { x: 1e6, y: 1e6, grid: -1 } : one))
    const places = [...town.places, { x: 500, y: 500, grid: 5, count: 30 }]
    const mended = link({ places, receivers, norm: HOUSEHOLDS, kept })
    expect(mended.left.every((n) => n === 0)).toBe(true)
    expect(mended.outside).toEqual([3])
    const before = new Set(kept.map((pair) => pair.join('/')))
    const had = new Set(kept.map(([place]) => place))
    const movedBy = (links: typeof mended.links) =>
      links.reduce(
        (sum, { place, receiver, count }) =>
          had.has(place) && !before.has(`${place}/${receiver}`) ? sum + count : sum,
        0,
      )
    expect(mended.moved).toBe(movedBy(mended.links))
    expect(mended.moved).toBeLessThan(100)
    expect(mended.moved).toBeLessThanOrEqual(movedBy(link({ places, receivers, norm: HOUSEHOLDS }).links))
  })

  test('more households than members may take: the norm is left where it must be, and told', () => {
    const crowded = makeTown(8, 900, 20)
    const found = link({ ...crowded, norm: HOUSEHOLDS })
    expect(found.left.every((n) => n === 0)).toBe(true)
    const beyond = found.load.reduce((sum, n) => sum + Math.max(0, n - HOUSEHOLDS.most), 0)
    expect(beyond).toBe(900 - 20 * HOUSEHOLDS.most)
    expect(found.outside.length).toBeGreaterThan(0)
  })

  test('no member at all: everybody is left and told', () => {
    const { places } = makeTown(9, 50, 0)
    const found = link({ places, receivers: [], norm: HOUSEHOLDS })
    expect(found.links).toEqual([])
    expect([...found.left]).toEqual(places.map(({ count }) => count))
  })
})
