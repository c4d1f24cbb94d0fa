/**
 * The last finished plan as advice for the choice: what a place costs on top of its stay because others need it more,
 * and for whom it is meant. Between two plans it grows old; when it is too old, or there is none, the simple rule alone
 * decides. Never reads name, telephone, plate, language or direction (invariant 10). Pure.
 */
import { MINUTE, type Moment } from '../../base/time.ts'
import { bonusOf, type Meant, type Quotas, spend } from '../../solver/placement/quota.ts'
import { type Settled, slotAt } from '../../solver/placement/settle.ts'
import type { Stock } from './choose.ts'

export interface Advice {
  /** Told moment of the state that was planned from. */
  readonly at: Moment
  /** Told moment of the plan's minute 0. */
  readonly base: Moment
  /** Index of a stall. */
  readonly stalls: ReadonlyMap<string, number>
  readonly prices: Settled['prices']
  readonly slots: number
  readonly quotas: Quotas
}

/** Told milliseconds after which advice is no longer followed. Ours: twice the half hour of solver.md A2. */
export const ADVICE_STALE = 60 * MINUTE

/** Pools that are one to the plan: places of one kind and room class at one site. */
export function stallOf({ site, kind, roomClass }: Pick<Stock, 'site' | 'kind' | 'roomClass'>): string {
  return `${site} ${kind} ${roomClass}`
}

/** In what parties are equal for the plan. */
export interface ClassOf {
  /** Entry × 2 + 1 with a vehicle. */
  readonly start: number
  /** Bits of `needBits`. */
  readonly need: number
  readonly room: number
  readonly size: number
}

function meant({ quotas }: Advice, { start, need, room, size }: ClassOf): Meant {
  return {
    exact: quotas.exact.get(`${start} ${need} ${room} ${size}`),
    wide: quotas.wide.get(`${start} ${need} ${room}`),
  }
}

/** The stall of a pool, kept by the pool: every party is held against each of a thousand. */
const stalls = new WeakMap<Stock, { readonly of: Advice['stalls']; readonly stall: number | undefined }>()
function stallIn(advice: Advice, stock: Stock): number | undefined {
  let known = stalls.get(stock)
  if (known?.of !== advice.stalls) {
    known = { of: advice.stalls, stall: advice.stalls.get(stallOf(stock)) }
    stalls.set(stock, known)
  }
  return known.stall
}

/** Minutes a person that a pool counts dearer, or cheaper, for this class when it checks in at a moment. */
export function surchargeFor(advice: Advice, kind: ClassOf): (stock: Stock, checkIn: Moment) => number {
  const { site, room, slot } = advice.prices
  const quota = meant(advice, kind)
  return (stock, checkIn) => {
    const stall = stallIn(advice, stock)
    if (stall === undefined) return 0
    const n = Math.min(Math.max(0, slotAt((checkIn - advice.base) / MINUTE)), advice.slots - 1)
    const own = kind.room > 0 ? room[stall * 4 + kind.room]! : 0
    const price = site[stall]! + own + slot[stall * advice.slots + n]!
    return price - bonusOf(quota, stall, kind.size)
  }
}

/** Notes that what was meant for the class has been given. */
export function noteMeant(advice: Advice, kind: ClassOf, stock: Stock): void {
  const stall = stallIn(advice, stock)
  if (stall !== undefined) spend(meant(advice, kind), stall, kind.size)
}
