/**
 * The large neighbourhood: parties of one size and one room class are equal but for their costs, so that with everybody
 * else held where they are, all of them together are one flow again, in whole parties. Each such layer is solved to its
 * optimum; nothing ever gets worse.
 */
import { gather, type Member } from './demand.ts'
import { UNPLACED } from './instance.ts'
import { lift, type Plan, put } from './plan.ts'
import type { Prices } from './prices.ts'
import { relax } from './relax.ts'
import { sharesOf } from './shares.ts'
import type { Parties, Town } from './town.ts'

/** One half of a split party may not stay out alone. */
const NEVER = UNPLACED * 20

/** Parts of the size and room class among the parties. */
export function partsOf(
  parties: Parties,
  plan: Plan,
  which: readonly number[],
  room: number,
  size: number,
): number[] {
  return which.flatMap((p) =>
    parties.room[p] === room ? [2 * p, 2 * p + 1].filter((part) => plan.n[part] === size) : [],
  )
}

function memberOf(parties: Parties, plan: Plan, part: number): Member {
  const whole = plan.n[part] === parties.size[part >> 1]
  return { party: part >> 1, amount: 1, at: plan.at[part]!, drop: whole ? UNPLACED : NEVER }
}

/** Solves a layer and moves its parts. */
export function settleLayer(
  town: Town,
  parties: Parties,
  plan: Plan,
  prices: Prices,
  parts: readonly number[],
  stop: () => boolean,
): void {
  if (parts.length === 0) return
  const unit = plan.n[parts[0]!]!
  const demand = gather(
    town,
    parties,
    parts.map((part) => memberOf(parties, plan, part)),
  )
  for (const part of parts) lift(town, parties, plan, part)
  const shares = sharesOf(relax({ town, parties, demand, left: plan.left, unit, prices, stop }))
  parts.forEach((part, index) => {
    const own = shares[demand.of[index]!]!
    const last = own.at(-1)
    if (last === undefined) return
    put(town, parties, plan, part, last.site)
    if (--last.amount === 0) own.pop()
  })
}
