/** When a token vouches, and how many registrations are plausible. Clause: emergency.md, anonymous floods. */
import { MINUTE, type Moment } from '../../base/time.ts'
import type { CodeKind } from './model.ts'

/** How long a screen shows one code. */
export const TURN = 2 * MINUTE
/** How long after it was shown a screen's code is good: scanned, read, filled in, sent again on a weak signal. */
export const GOOD_FOR = 20 * MINUTE

/** Registrations are counted over this long, so that a coach that empties at once is no flood. */
export const WINDOW = 2 * MINUTE

/** Without a code, a minute: where a code hangs, who comes without it is the exception. */
export const BARE_WHERE_CODED = 10
/** Without a code, a minute, at an entry where none hangs while others have one. */
export const BARE_ELSEWHERE = 60

/** The number of the code that a screen shows at a moment. */
export function turnOf(now: Moment): number {
  return Math.floor(now / TURN)
}

/** When the next one is shown. */
export function turnsAt(now: Moment): Moment {
  return (turnOf(now) + 1) * TURN
}

/** A screen's code is good for a while; one step ahead too, since two clocks are never the same. */
export function isTimely(turn: number, now: Moment): boolean {
  return turn <= turnOf(now) + 1 && (turn + 1) * TURN + GOOD_FOR > now
}

export interface TokenParts {
  readonly key: string
  /** Of a screen. */
  readonly turn: number | undefined
  readonly signature: string
}

const SHAPE = /^([a-z0-9]{26})(?:\.([0-9a-z]{1,9}))?\.([a-z0-9]{26})$/

/** Takes a token apart; undefined for what is none. */
export function partsOf(token: string): TokenParts | undefined {
  const found = SHAPE.exec(token)
  if (found === null) return undefined
  const turn = found[2] === undefined ? undefined : Number.parseInt(found[2], 36)
  return { key: found[1]!, turn, signature: found[3]! }
}

export function tokenText(key: string, turn: number | undefined, signature: string): string {
  return [key, ...(turn === undefined ? [] : [turn.toString(36)]), signature].join('.')
}

/** One that vouches for those who come by it. */
export interface LiveCode {
  readonly id: string
  readonly entry: string
  readonly kind: CodeKind
  readonly perMinute: number
}

/** What a registration knocked at, and how many may within WINDOW before the next ones hold no place; undefined: any number. */
export interface Knock {
  readonly at: string
  readonly most: number | undefined
}

/**
 * @param vouching the code whose token it brought
 * @param entry where it is, or the entry nearest to it
 */
export function knockOf(live: readonly LiveCode[], vouching: LiveCode | undefined, entry: string): Knock {
  const minutes = WINDOW / MINUTE
  if (vouching !== undefined) return { at: `c/${vouching.id}`, most: vouching.perMinute * minutes }
  const at = `e/${entry}`
  // Where no code was ever given, nobody can bring one, and nothing tells a crowd from a flood.
  if (live.length === 0) return { at, most: undefined }
  const coded = live.some((code) => code.entry === entry)
  return { at, most: (coded ? BARE_WHERE_CODED : BARE_ELSEWHERE) * minutes }
}
