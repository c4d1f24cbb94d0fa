/** The last finished plan of a world, as this process knows it: kept in memory, since a proposal only needs to be fresh. */
import type { Moment } from '../../../base/time.ts'
import type { Context } from '../../../platform/http/context.ts'
import { remember } from '../../../platform/remember.ts'
import type { Certificate } from '../../../solver/placement/ahead.ts'
import type { Settled } from '../../../solver/placement/settle.ts'
import { ADVICE_STALE, type Advice } from '../advice.ts'
import { lackOf } from '../expectation.ts'
import type { Need, PlanView } from '../model.ts'
import type { Expected } from '../outlook.ts'

/** What is told of a plan that is finished. */
export interface Finished extends Certificate {
  /** Told moment of the state planned from. */
  readonly at: Moment
  /** Persons planned for, and real milliseconds that it took. */
  readonly expected: number
  readonly tookMs: number
  /** Who has no place in it, and for what. */
  readonly waiting: Settled['waiting']
}

export interface Plan {
  advice: Advice | undefined
  finished: Finished | undefined
  outlook: readonly Expected[]
  /** Real moment of the last failure, where nothing has been finished since. */
  failedAt: Moment | undefined
  /** Places offered when the last plan was begun, and real moment of that. */
  offered: number
  begunAt: Moment | undefined
}

const plans = remember<Plan>(Number.POSITIVE_INFINITY)

/** The plan of the context's world; empty where none was made. */
export function planOf(ctx: Pick<Context, 'db' | 'clock' | 'actor'>): Promise<Plan> {
  const { county, world } = ctx.actor
  return plans.get(ctx, `${county}/${world}`, async () => ({
    advice: undefined,
    finished: undefined,
    outlook: [],
    failedAt: undefined,
    offered: 0,
    begunAt: undefined,
  }))
}

/** Summed up by what may be told: diet counts with those who lack nothing in particular. */
function lackingIn(waiting: Finished['waiting']): PlanView['lacking'] {
  const sums = new Map<Need | null, number>()
  for (const one of waiting) sums.set(lackOf(one), (sums.get(lackOf(one)) ?? 0) + one.persons)
  return [...sums].map(([need, persons]) => ({ need, persons })).sort((a, b) => b.persons - a.persons)
}

/** The plan as it is told: whether it is followed now, how old it is, and its certificate. */
export function viewPlan({ advice, finished, failedAt }: Plan, now: Moment): PlanView {
  const fresh = isFollowed(advice, now)
  const without = failedAt === undefined ? (finished === undefined ? 'none' : 'stale') : 'failed'
  const { at, tookMs, expected, unplaced, cost, bound } = finished ?? {}
  return {
    state: fresh ? 'followed' : without,
    at: at ?? null,
    tookMs: tookMs ?? null,
    expected: expected ?? null,
    unplaced: unplaced ?? null,
    lacking: lackingIn(finished?.waiting ?? []),
    cost: cost ?? null,
    bound: bound ?? null,
  }
}

/** Whether advice counts at this told moment; a clock may have been set back. */
export function isFollowed(advice: Advice | undefined, now: Moment): advice is Advice {
  return advice !== undefined && Math.abs(now - advice.at) <= ADVICE_STALE
}
