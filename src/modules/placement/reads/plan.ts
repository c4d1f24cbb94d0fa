/** The last finished plan of a world, as this process knows it: kept in memory, since a proposal only needs to be fresh. */
import type { Moment } from '../../../base/time.ts'
import type { Context } from '../../../platform/http/context.ts'
import { remember } from '../../../platform/remember.ts'
import type { Certificate } from '../../../solver/placement/ahead.ts'
import type { Advice } from '../advice.ts'
import type { Expected } from '../outlook.ts'

/** What is told of a plan that is finished. */
export interface Finished extends Certificate {
  /** Told moment of the state planned from. */
  readonly at: Moment
  /** Persons planned for, and real milliseconds that it took. */
  readonly expected: number
  readonly tookMs: number
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
