/** A first tree that already carries a good flow: each class takes what is cheapest and free, one after another. */

import { AT_CAP, addArc, ENDLESS, hang, settleTree, unhang } from '../network.ts'
import { costOf, sitesFor } from './cost.ts'
import { addColumn, classNode, entranceNode, type Flow } from './flow.ts'
import type { Prices } from './prices.ts'
import { priceAt } from './prices.ts'

interface Choice {
  readonly node: number
  readonly cost: number
}

function roomAt({ net, up, siteOf, siteNode }: Flow, node: number): number {
  const site = up[siteNode[siteOf[node]!]!]!
  const own = up[node]!
  return Math.min(net.cap[own]! - net.flow[own]!, net.cap[site]! - net.flow[site]!)
}

/** The node of a class at a site, if there is room. */
function choiceAt(flow: Flow, c: number, s: number): Choice | undefined {
  const cost = costOf(flow.town, flow.parties, flow.demand.like[c]!, s)
  const node = cost < 0 ? -1 : entranceNode(flow, c, s)
  return node >= 0 && roomAt(flow, node) > 0 ? { node, cost } : undefined
}

/** The cheapest site with room, start prices counted in; undefined when being left out is cheaper. */
function cheapest(flow: Flow, c: number, prices: Prices): Choice | undefined {
  const { town, parties, demand } = flow
  const p = demand.like[c]!
  const row = parties.start[p]! * town.sites
  let best: Choice | undefined
  let least = demand.drop[c]!
  for (const s of sitesFor(town, parties, p)) {
    if (town.travel[row + s]! + town.tier[s]! >= least) break
    const cost = costOf(town, parties, p, s)
    if (cost < 0 || cost + priceAt(town, parties, prices, p, s) >= least) continue
    const choice = choiceAt(flow, c, s)
    if (choice === undefined) continue
    best = choice
    least = cost + priceAt(town, parties, prices, p, s)
  }
  return best
}

/** A full node can take nothing more towards the root, so it hangs under the class that filled it. */
function turn(flow: Flow, c: number, node: number, arc: number): boolean {
  const { net, up, siteOf, siteNode } = flow
  const site = siteNode[siteOf[node]!]!
  const full = (one: number) => net.flow[up[one]!]! === net.cap[up[one]!]!
  if (full(site)) {
    unhang(net, site)
    unhang(net, node)
    hang(net, node, classNode(c), arc)
    hang(net, site, node, up[node]!)
    net.state[up[site]!] = AT_CAP
    return true
  }
  if (!full(node)) return false
  unhang(net, node)
  hang(net, node, classNode(c), arc)
  net.state[up[node]!] = AT_CAP
  return true
}

/** @returns what is still to be placed, and whether the class hangs in the tree */
function fill(flow: Flow, c: number, { node, cost }: Choice, rest: number): { rest: number; hung: boolean } {
  const { net, up, siteOf, siteNode } = flow
  const amount = Math.min(rest, roomAt(flow, node))
  const arc = addColumn(flow, c, node, cost)
  for (const one of [arc, up[node]!, up[siteNode[siteOf[node]!]!]!]) net.flow[one]! += amount
  const turned = turn(flow, c, node, arc)
  if (!turned) hang(net, classNode(c), node, arc)
  return { rest: rest - amount, hung: !turned }
}

function placeClass(flow: Flow, c: number, prices: Prices): void {
  const { net, demand } = flow
  const out = addArc(net, classNode(c), 0, demand.drop[c]!, ENDLESS)
  const at = demand.at[c]!
  let [rest, hung] = [demand.amount[c]!, false]
  let choice = at >= 0 ? choiceAt(flow, c, at) : cheapest(flow, c, prices)
  while (choice !== undefined && rest > 0) {
    ;({ rest, hung } = fill(flow, c, choice, rest))
    choice = rest > 0 ? cheapest(flow, c, prices) : undefined
  }
  if (hung) return
  net.flow[out] = rest
  hang(net, classNode(c), 0, out)
}

/** @param prices what to expect of the sites, so that the first choice is already good; none are needed */
export function crash(flow: Flow, prices: Prices): void {
  for (let c = 0; c < flow.demand.count; c++) placeClass(flow, c, prices)
  settleTree(flow.net)
}
