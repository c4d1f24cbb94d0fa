/**
 * Placing once more those who have not set out: which moves can be made one after another, each from a place still held
 * to one that is free by then, and what they gain. A move is made by an act of the duty officer, never by itself. Pure.
 */
import type { Code } from '../../base/refusal.ts'
import { MINUTE, type Moment } from '../../base/time.ts'
import { stallOf } from './advice.ts'
import { type Candidate, choose, meets, type Request, type Stock, tierOf } from './choose.ts'
import type { ReplanState } from './model.ts'
import { roomClassOf } from './rules.ts'

/** Minutes a person that a move must be worth, since whoever was told one place is told another. Ours. */
export const WORTH = 10
/** Told milliseconds for which a preview stands. */
export const PREVIEW_STANDS = 10 * MINUTE
/** Part of a preview's moves that may have changed meanwhile before it says something else than was looked at. */
export const CHANGED = 0.25

export interface Wish {
  readonly request: Request
  /** What the party holds; undefined for one that waits. */
  readonly from:
    | {
        readonly stock: Stock
        readonly places: number
        readonly blocked: number
        readonly slot: Moment | null
      }
    | undefined
  /** The stall that the plan has for it. */
  readonly to: string
}

export interface Move {
  /** Index of the wish. */
  readonly wish: number
  readonly to: Candidate
  /** Minutes to the place held so far; null for one that waits. */
  readonly before: number | null
  /** Minutes to the new place, waiting at its door counted. */
  readonly after: number
  /** Minutes a person, the kind of place counted as the choice counts it; null for one that waits. */
  readonly worth: number | null
  /** The place held so far lacks something that the party needs; the new one has it. */
  readonly needsMet: boolean
}

/** Stocks whose figures can be changed without anybody seeing it. */
function copyOf(stocks: readonly Stock[]): Stock[] {
  const wholes = new Map<Stock['whole'], Stock['whole']>()
  const slots = new Map<Stock['slots'], Stock['slots']>()
  return stocks.map((stock) => {
    const whole = wholes.get(stock.whole) ?? { ...stock.whole }
    wholes.set(stock.whole, whole)
    const own = slots.get(stock.slots) ?? new Map(stock.slots)
    slots.set(stock.slots, own)
    return { ...stock, whole, slots: own }
  })
}

interface Table {
  readonly byStall: ReadonlyMap<string, readonly Stock[]>
  readonly byPool: ReadonlyMap<string, Stock>
}

const poolOf = ({ site, pool }: Pick<Stock, 'site' | 'pool'>): string => `${site} ${pool}`

function layOut(stocks: readonly Stock[]): Table {
  const copy = copyOf(stocks)
  const byStall = new Map<string, Stock[]>()
  for (const stock of copy) byStall.set(stallOf(stock), [...(byStall.get(stallOf(stock)) ?? []), stock])
  return { byStall, byPool: new Map(copy.map((stock) => [poolOf(stock), stock])) }
}

/** Takes places away, or gives them back where `sign` is −1. */
function take(stock: Stock, places: number, blocked: number, slot: Moment | null, sign = 1): void {
  stock.free -= sign * (places + blocked)
  stock.whole.free -= sign * places
  if (slot === null || stock.intakePerSlot === undefined) return
  const own = stock.slots as Map<Moment, number>
  own.set(slot, (own.get(slot) ?? stock.intakePerSlot) - sign * places)
}

/** Gives the old place back and takes the best pool of the stall; changes nothing where that has no room by now. */
function tryMove(table: Table, { request, from, to }: Wish): Candidate | undefined {
  const held = from && table.byPool.get(poolOf(from.stock))
  if (from && held) take(held, from.places, from.blocked, from.slot, -1)
  const [best] = choose(table.byStall.get(to) ?? [], { ...request, surcharge: undefined }).candidates
  if (best !== undefined) {
    take(table.byPool.get(poolOf(best))!, request.size, best.blocked, best.slot)
    return best
  }
  if (from && held) take(held, from.places, from.blocked, from.slot)
  return undefined
}

function moveOf(wish: number, { request, from }: Wish, to: Candidate, stock: Stock): Move {
  const door = to.slot === null ? 0 : Math.max(0, Math.ceil((to.slot - request.now) / MINUTE) - to.minutes)
  const after = to.minutes + door
  if (from === undefined) return { wish, to, before: null, after, worth: null, needsMet: false }
  const before = request.way(from.stock.site).minutes
  return {
    wish,
    to,
    before,
    after,
    worth: before + tierOf(from.stock) - after - tierOf(stock),
    needsMet: !meets(from.stock, request.needs, roomClassOf(request.needs)),
  }
}

/** One round after the other, until nobody more can move: whoever waits for another's place comes after that one. */
function inTurn(stocks: readonly Stock[], wishes: readonly Wish[], which: readonly number[]): Move[] {
  const table = layOut(stocks)
  const moves: Move[] = []
  let rest = which
  for (let before = -1; rest.length !== before && rest.length > 0; ) {
    before = rest.length
    rest = rest.filter((n) => {
      const to = tryMove(table, wishes[n]!)
      if (to !== undefined) moves.push(moveOf(n, wishes[n]!, to, table.byPool.get(poolOf(to))!))
      return to === undefined
    })
  }
  return moves
}

const isWorthIt = ({ worth, needsMet }: Move): boolean => worth === null || needsMet || worth >= WORTH

/** Moves that are no gain to the party itself and are looked at one by one. */
const LOOKS = 40

/**
 * Moves in an order in which each finds its place free. A move that is of no worth to the party itself stays only where
 * others could not move without it.
 */
export function movesOf(stocks: readonly Stock[], wishes: readonly Wish[]): Move[] {
  let moves = inTurn(
    stocks,
    wishes,
    wishes.map((_, n) => n),
  )
  const doubtful = moves.filter((move) => !isWorthIt(move)).sort((a, b) => a.worth! - b.worth!)
  for (const [n, { wish }] of doubtful.entries()) {
    const without = inTurn(
      stocks,
      wishes,
      moves.map((move) => move.wish).filter((one) => one !== wish),
    )
    // Beyond a number that can be looked at, nobody is sent farther for the sake of others.
    if (n >= LOOKS || without.length === moves.length - 1) moves = without
  }
  return moves
}

export interface Gain {
  readonly moved: { readonly parties: number; readonly persons: number }
  /** Of them, those who waited and get a place. */
  readonly placed: { readonly parties: number; readonly persons: number }
  /** Of them, those whose way gets longer. */
  readonly farther: { readonly parties: number; readonly persons: number }
  /** Person-minutes of way and waiting at the door saved by those who had a place. */
  readonly minutes: number
  readonly needsMet: number
}

/** Summed up over moves as they are kept. */
export function gainOf(
  moves: readonly {
    readonly size: number
    readonly before: number | null
    readonly after: number
    readonly needsMet: boolean
  }[],
): Gain {
  const heads = (some: typeof moves) => ({
    parties: some.length,
    persons: some.reduce((n, { size }) => n + size, 0),
  })
  return {
    moved: heads(moves),
    placed: heads(moves.filter(({ before }) => before === null)),
    farther: heads(moves.filter(({ before, after }) => before !== null && after > before)),
    minutes: moves.reduce(
      (n, { size, before, after }) => n + (before === null ? 0 : size * (before - after)),
      0,
    ),
    needsMet: moves.filter(({ needsMet }) => needsMet).length,
  }
}

interface Drafted {
  readonly state: ReplanState
  readonly at: Moment
}

/** Why a preview is not carried out. One that broke off half-way goes on, however old it is. */
export function whyNotCarryOut({ state, at }: Drafted, now: Moment, moves: number): Code | undefined {
  if (state === 'carrying') return undefined
  if (state !== 'previewed') return 'placement.replan_done'
  if (moves === 0) return 'placement.replan_nothing'
  return Math.abs(now - at) > PREVIEW_STANDS ? 'placement.replan_stale' : undefined
}

/** Whether so much has changed since the preview that it says something else than was looked at. */
export function hasChanged(moves: number, still: number): boolean {
  return moves - still > moves * CHANGED
}

export function whyNotUndo({ state }: Pick<Drafted, 'state'>): Code | undefined {
  return state === 'done' || state === 'undoing' ? undefined : 'placement.replan_not_done'
}
