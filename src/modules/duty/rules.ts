/** When a duty link opens. Clause: people.md, Site warden (PIN at first use, hand-over, ends with the emergency). */

/** Wrong PINs in a row before the link is locked: 5 of 10^6 leave a guesser one chance in 200,000. */
export const PIN_TRIES = 5

export interface DutyState {
  readonly ended: boolean
  readonly tries: number
  /** Whether the emergency it was given for is still live. */
  readonly live: boolean
}

/** Why nobody can come in by this link any more; undefined where the PIN decides. */
export function whyShut({ ended, tries, live }: DutyState): 'duty.ended' | 'duty.locked' | undefined {
  if (ended || !live) return 'duty.ended'
  return tries >= PIN_TRIES ? 'duty.locked' : undefined
}
