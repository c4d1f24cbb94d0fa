/** How a party is told in words: its state, its needs, why it waits, until when its place is held. */
import type { DuplicateView, PartyRow, PartyState, WaitingReason } from '../../modules/placement/model.ts'
import { toldNeed } from '../../modules/placement/rules.ts'
import { NEED_WORDS, PARTY_STATE_WORDS, WAITING_REASON_WORDS } from '../../modules/placement/words.ts'
import type { Format } from '../kit/format.ts'
import type { Tone } from '../kit/StateMark.tsx'
import type { Say } from '../kit/t.tsx'
import { words } from './words.ts'

export const PARTY_TONES: Readonly<Record<PartyState, Tone>> = {
  registered: 'danger',
  waiting: 'danger',
  placed: 'attention',
  arrived: 'calm',
  departed: 'quiet',
  withdrawn: 'quiet',
  self_arranged: 'quiet',
  merged: 'quiet',
}

/** Elders, children and infants; adults need no word. */
export function tellFrail(t: Say, row: Pick<PartyRow, 'elders' | 'children' | 'infants'>): string {
  const counts = [
    [words.elders, row.elders],
    [words.children, row.children],
    [words.infants, row.infants],
  ] as const
  return counts
    .filter(([, n]) => n > 0)
    .map(([word, n]) => t(word, { n }))
    .join(' ')
}

/** Needs that a list may name. */
export function tellListedNeeds(t: Say, needs: PartyRow['needs']): string {
  return needs
    .filter((need) => toldNeed(need) !== undefined)
    .map((need) => t(NEED_WORDS[need]))
    .join(' ')
}

export function tellWaiting(t: Say, reason: WaitingReason, need: PartyRow['waitingNeed']): string {
  const told = need === null ? undefined : toldNeed(need)
  return t(WAITING_REASON_WORDS[reason], { need: t(told ? NEED_WORDS[told] : words.someNeed) })
}

/** The one remark a row needs: why it waits, that it may be there twice, that it is over, or until when its place is held. */
export function tellHold(t: Say, format: Format, row: PartyRow, now: number): string {
  if (row.state === 'waiting' && row.waiting) return tellWaiting(t, row.waiting, row.waitingNeed)
  if (row.suspected) return t(words.twice)
  if (row.placementState === 'over') return t(words.beyond)
  if (row.state !== 'placed' || row.holdUntil === null) return ''
  const clock = format.clock(row.holdUntil)
  return t(row.holdUntil < now ? words.holdPassed : words.heldUntil, { clock })
}

/** Another party that may be the same, and by what. */
export function tellDuplicate(t: Say, { code, size, state, by }: DuplicateView): string {
  const told = { code, size, state: t(PARTY_STATE_WORDS[state]) }
  if (by.includes('desk')) return t(words.twiceByDesk, told)
  const same = by.length > 1 ? words.byBoth : by.includes('phone') ? words.byPhone : words.byPlate
  return t(words.twiceBy, { ...told, by: t(same) })
}
