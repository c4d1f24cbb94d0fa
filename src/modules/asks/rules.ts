/** Whom to call first. */
import { MINUTE } from '../../base/time.ts'

/** people.md: who has not answered in 15 minutes stands on top with a call button. */
export const CALL_AFTER = 15 * MINUTE

interface Asked {
  readonly askedAt: number
  readonly answeredAt: number | null
}

/** An answer was due and has not come: somebody telephones. */
export function isToBeCalled({ askedAt, answeredAt }: Asked, now: number): boolean {
  return answeredAt === null && now - askedAt > CALL_AFTER
}

/** Those who have not answered first; the larger before the smaller. */
export function byCall(
  a: Asked & { readonly offered: number },
  b: Asked & { readonly offered: number },
): number {
  return Number(a.answeredAt !== null) - Number(b.answeredAt !== null) || b.offered - a.offered
}
