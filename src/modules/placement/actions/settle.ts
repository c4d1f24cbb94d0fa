/** Plans ahead from the live state, and keeps what comes of it as advice. Writes nothing: the database still decides. */
import type { Moment } from '../../../base/time.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import type { Expectation, Settled } from '../../../solver/placement/settle.ts'
import { type Ground, groundOf } from '../../places/reads.ts'
import { minutesFor } from '../../places/travel.ts'
import { type Given, type Likeness, nearestEntry, orderOf } from '../expectation.ts'
import { type Expected, outlookOf } from '../outlook.ts'
import { type Board, boardOf } from '../reads/board.ts'
import { type Came, type Lately, readLately } from '../reads/outlook.ts'
import { planOf } from '../reads/plan.ts'
import { travelsBy } from '../rules.ts'

/** Solves elsewhere than on the thread that answers. */
export type Settler = (expectation: Expectation) => Promise<Settled>

/** Parties that must have come before anybody can be expected to be like them. */
const TELLING = 50
/** Part of the beds of unshared rooms that is counted on before enough were given. Ours; measured later on the night. */
const FILL = 0.9

function likenessOf({ size, needs, vehicle }: Came): Likeness {
  return { size, needs, car: travelsBy(vehicle) === 'car' }
}

function expectedFrom(ground: Ground, { hour, estimates }: Lately, now: Moment): Expected[] {
  const persons = new Array<number>(ground.entries.size).fill(0)
  for (const party of hour) persons[nearestEntry(ground.entries.values(), party)]! += party.size
  return outlookOf(
    now,
    [...ground.entries.keys()].map((entry, n) => ({
      entry,
      lastHour: persons[n]!,
      estimate: estimates.get(entry),
    })),
  )
}

function look(ctx: Context): Promise<Lately> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), (tx) => readLately(tx, county, world, ctx.now))
}

/** Who is expected by entry point, from estimates and the last hour; asked anew each time. */
export async function expectedNow(ctx: Context): Promise<readonly Expected[]> {
  return expectedFrom(await groundOf(ctx), await look(ctx), ctx.now)
}

/** Places offered by sites that take people, or will at their hour. */
export function offeredNow(board: Board): number {
  let sum = 0
  for (const stock of board.all) if (willTake(board, stock.site)) sum += stock.offered
  return sum
}

function willTake(board: Board, id: string): boolean {
  const site = board.sites.get(id)!
  return site.isOwn && (site.state === 'open' || (site.state === 'opening' && site.opensAt !== null))
}

/** What a plan is made from, with the outlook noted. @param lately as just read */
async function givenNow(ctx: Context, lately: Lately): Promise<Given> {
  const [ground, board, plan] = [await groundOf(ctx), await boardOf(ctx), await planOf(ctx)]
  plan.outlook = expectedFrom(ground, lately, ctx.now)
  const entries = [...ground.entries.values()]
  return {
    now: ctx.now,
    stocks: board.all.filter((stock) => willTake(board, stock.site)),
    opening: (id) => {
      const site = board.sites.get(id)!
      return { opensAt: site.state === 'opening' ? (site.opensAt ?? undefined) : undefined }
    },
    fill: lately.fill ?? FILL,
    entries: entries.map(({ id }) => id),
    way: (entry, site, car) =>
      minutesFor(ground.streets.metres(entries[entry]!, board.sites.get(site)!), car ? 'car' : 'foot'),
    expected: plan.outlook,
    likenesses: lately.last.map(likenessOf),
    waiting: lately.waiting.map((party) => ({
      ...likenessOf(party),
      entry: nearestEntry(ground.entries.values(), party),
    })),
  }
}

/** What is known and expected now, for whoever places many at once. */
export async function lookAhead(ctx: Context): Promise<Given> {
  return givenNow(ctx, await look(ctx))
}

/**
 * Plans the context's world ahead. What the solver throws passes through, and the advice so far stays until it is stale.
 * @returns whether there was anything to plan from
 */
export async function planAnew(ctx: Context, settler: Settler): Promise<boolean> {
  const [ground, plan, lately] = [await groundOf(ctx), await planOf(ctx), await look(ctx)]
  const given = await givenNow(ctx, lately)
  if (lately.last.length < TELLING || ground.entries.size === 0) return false
  const { base, stalls, expectation } = orderOf(given)
  const begun = ctx.clock.real()
  const { bound, cost, unplaced, expected, waiting, prices, slots, quotas } = await settler(expectation)
  plan.advice = { at: ctx.now, base, stalls, prices, slots, quotas }
  plan.finished = { at: ctx.now, bound, cost, unplaced, waiting, expected, tookMs: ctx.clock.real() - begun }
  plan.failedAt = undefined
  return true
}
