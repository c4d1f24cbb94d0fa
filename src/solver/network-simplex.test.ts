/** The simplex against the conditions of optimality and against a method that shares nothing with it. */
import { expect, test } from 'vitest'
import { type Chance, openChance } from './chance.ts'
import { addArc, addNode, ENDLESS, type Network, openNetwork, settleTree } from './network.ts'
import { optimise } from './network-simplex.ts'

interface Arc {
  readonly from: number
  readonly to: number
  readonly cost: number
  readonly cap: number
}

interface Case {
  readonly net: Network
  readonly arcs: Arc[]
  readonly supply: number[]
}

/** Nodes with supplies that may all go straight to the sink dearly, and arcs at random between them. */
function makeCase(chance: Chance): Case {
  const int = (low: number, high: number) => low + Math.floor(chance() * (high - low + 1))
  const nodes = int(2, 12)
  const net = openNetwork(nodes + 1, 8)
  const supply = [0]
  for (let v = 1; v <= nodes; v++) {
    const node = addNode(net, 0, 100, ENDLESS)
    supply.push(int(0, 6))
    net.flow[net.via[node]!] = supply[v]!
  }
  for (let i = 0; i < nodes * 4; i++) {
    const [from, to] = [int(1, nodes), int(0, nodes)]
    if (from !== to) addArc(net, from, to, int(0, 40), int(0, 8))
  }
  settleTree(net)
  const arcs = Array.from({ length: net.arcs }, (_, arc) => ({
    from: net.from[arc]!,
    to: net.to[arc]!,
    cost: net.cost[arc]!,
    cap: net.cap[arc]!,
  }))
  return { net, arcs, supply }
}

function costOf({ net }: Case): number {
  let sum = 0
  for (let arc = 0; arc < net.arcs; arc++) sum += net.flow[arc]! * net.cost[arc]!
  return sum
}

/** Shortest ways to the sink one unit at a time (Bellman and Ford over what is left). */
function unitByUnit({ arcs, supply }: Case): number {
  const flow = arcs.map(() => 0)
  let cost = 0
  const steps = arcs.flatMap((arc, i) => [
    { i, from: arc.from, to: arc.to, cost: arc.cost, left: () => arc.cap - flow[i]!, add: 1 },
    { i, from: arc.to, to: arc.from, cost: -arc.cost, left: () => flow[i]!, add: -1 },
  ])
  for (let v = 1; v < supply.length; v++)
    for (let unit = 0; unit < supply[v]!; unit++) {
      const far = supply.map((_, node) => (node === v ? 0 : Number.POSITIVE_INFINITY))
      const by: (typeof steps)[number][] = []
      for (let round = 0; round < supply.length; round++)
        for (const step of steps)
          if (step.left() > 0 && far[step.from]! + step.cost < far[step.to]!) {
            far[step.to] = far[step.from]! + step.cost
            by[step.to] = step
          }
      cost += far[0]!
      for (let node = 0; node !== v; node = by[node]!.from) flow[by[node]!.i]! += by[node]!.add
    }
  return cost
}

/** Flow kept at every node and within every arc, and no arc that would pay. */
function faults({ net, supply }: Case): string[] {
  const out: string[] = []
  const over = supply.map((n) => -n)
  for (let arc = 0; arc < net.arcs; arc++) {
    const [from, to, flow] = [net.from[arc]!, net.to[arc]!, net.flow[arc]!]
    over[from]! += flow
    over[to]! -= flow
    if (flow < 0 || flow > net.cap[arc]!) out.push(`arc ${arc} carries ${flow}`)
    const reduced = net.cost[arc]! + net.price[to]! - net.price[from]!
    if (flow < net.cap[arc]! && reduced < 0) out.push(`arc ${arc} would pay`)
    if (flow > 0 && reduced > 0) out.push(`arc ${arc} costs too much`)
  }
  over.slice(1).forEach((n, v) => {
    if (n !== 0) out.push(`node ${v + 1} keeps ${-n}`)
  })
  return out
}

test('500 random networks: optimal by the conditions and by another method', () => {
  const chance = openChance(7)
  for (let i = 0; i < 500; i++) {
    const one = makeCase(chance)
    optimise(one.net)
    expect(faults(one)).toEqual([])
    expect(costOf(one)).toBe(unitByUnit(one))
  }
})

test('goes on from where it stood when arcs come in', () => {
  const chance = openChance(11)
  for (let i = 0; i < 200; i++) {
    const one = makeCase(chance)
    optimise(one.net)
    const before = costOf(one)
    for (let more = 0; more < 5; more++) addArc(one.net, 1 + (more % (one.net.nodes - 1)), 0, more * 3, 2)
    optimise(one.net)
    expect(faults(one)).toEqual([])
    expect(costOf(one)).toBeLessThanOrEqual(before)
  }
})

test('told to stop, it leaves a flow that holds', () => {
  const one = makeCase(openChance(3))
  optimise(one.net, () => true)
  expect(faults(one).filter((fault) => !/pay|costs/.test(fault))).toEqual([])
})
