/** Two entries of one place are made one, told apart, or taken apart again. */
import { demand, Refusal } from '../../../base/refusal.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { once } from '../../../platform/receipt.ts'
import { retryWaiting, settleOver } from '../../placement/actions/replace.ts'
import {
  applyChange,
  joinSites,
  lockCounters,
  openJoined,
  resize,
  tell,
} from '../../placement/actions/sites.ts'
import { mayNot } from '../../placement/policy.ts'
import { boardOf } from '../../placement/reads/board.ts'
import { readSites } from '../../placement/reads/sites.ts'
import { groundOf } from '../../places/reads.ts'
import {
  contactOf,
  foldInto,
  formerOf,
  lockedSite,
  remembering,
  restoreDeclaration,
  unfold,
} from '../../sites/actions.ts'
import type { MergeDone, MergeWish } from '../model.ts'
import { readMerge } from '../reads.ts'
import { mergedChange } from '../twins.ts'
import { fateOf } from '../undo.ts'

type Locked = Awaited<ReturnType<typeof lockedSite>>

/** Locks two sites in the order of their ids. @throws Refusal sites.same, not_found, not_allowed */
async function lockedPair(
  tx: Tx,
  ctx: Context,
  one: string,
  other: string,
  folded = false,
): Promise<Map<string, Locked>> {
  if (one === other) throw new Refusal('sites.same')
  const locked = new Map<string, Locked>()
  for (const id of [one, other].sort()) {
    const site = await lockedSite(tx, ctx.actor, id, { folded })
    demand(mayNot.changeSite(ctx.actor, site))
    demand(mayNot.runSite(ctx.actor, site))
    locked.set(id, site)
  }
  return locked
}

export interface MergeServices {
  /** Whether somebody holds a duty link of a site, or it lacks something that is to be brought. */
  readonly isBusy: (tx: Tx, county: string, world: number, site: string) => Promise<boolean>
}

/**
 * Makes two entries one. Whoever is recorded in the one that goes is recorded in the other, beyond its places where it
 * has none left; whoever was on the way is placed anew.
 * @throws Refusal not_found, not_allowed, sites.same, sites.busy, sites.duplicate, sites.no_position, sites.no_places
 */
export async function mergeSites(
  ctx: Context,
  { isBusy }: MergeServices,
  wish: MergeWish,
): Promise<MergeDone> {
  const { command, kept, gone, take } = wish
  const { county, world } = ctx.actor
  const done = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      const id = await once(tx, ctx, 'mergeSites', command, wish, async () => {
        const locked = await lockedPair(tx, ctx, kept, gone)
        const [leaves, stays] = [locked.get(gone)!, locked.get(kept)!]
        if (await isBusy(tx, county, world, gone)) throw new Refusal('sites.busy', { name: leaves.name })
        await lockCounters(tx, ctx, [kept, gone])
        const [view] = await readSites(tx, county, world, { id: gone })
        const key = ctx.keyring.county(county)
        const theirs = await contactOf(tx, ctx.actor, key, gone)
        const silent = Object.keys(await contactOf(tx, ctx.actor, key, kept)).length === 0
        let moved = 0
        await remembering(tx, ctx.actor, command, { changed: [kept, gone] }, async () => {
          // First out of the way: the one kept may take its name.
          await foldInto(tx, ctx.actor, gone, kept, ctx.now)
          const change = {
            ...mergedChange(view!, take),
            ...(silent || take.includes('contact') ? theirs : {}),
          }
          if (Object.keys(change).length > 0) await applyChange(tx, ctx, await groundOf(ctx), stays, change)
          moved = await joinSites(tx, ctx, gone, kept)
        })
        // People are in it, or could be sent to it by its other name.
        if (leaves.state === 'open' || moved > 0) await openJoined(tx, ctx, kept)
        await tx.query(
          `insert into site_merge (county, world, id, kept, gone, at, moved) values ($1, $2, $3, $4, $5, $6, $7)`,
          [county, world, command, kept, gone, at(ctx.now), moved],
        )
        await tell(tx, ctx, 'site.merged', kept, stays.community, { gone, persons: moved })
        return command
      })
      return readMerge(tx, ctx, id)
    },
    { retry: true },
  )
  await boardOf(ctx, true)
  ctx.committed(county)
  await settleOver(ctx)
  await retryWaiting(ctx)
  return done
}

/**
 * Takes two entries apart again: the one that went stands by as it was, the one kept is as before unless somebody has
 * changed it since. People stay recorded where they are: nobody knows any more by which name they came.
 * @throws Refusal not_found, not_allowed, sites.duplicate
 */
export async function unmergeSites(
  ctx: Context,
  id: string,
  input: { readonly command: string },
): Promise<MergeDone> {
  const { county, world } = ctx.actor
  const done = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      await once(tx, ctx, 'unmergeSites', input.command, { id }, async () => {
        const { undoneAt } = await readMerge(tx, ctx, id)
        const { kept, gone } = await tx.one<{ kept: string; gone: string }>(
          'select kept, gone from site_merge where county = $1 and world = $2 and id = $3 for update',
          [county, world, id],
        )
        const locked = await lockedPair(tx, ctx, kept, gone, true)
        if (undoneAt !== null) return id
        await lockCounters(tx, ctx, [kept])
        const former = await formerOf(tx, ctx.actor, id)
        const restored = former.some((one) => one.site === kept && fateOf(one) === 'back')
        // The one kept gives the name back before the other has it again.
        for (const site of restored ? [kept, gone] : [gone]) {
          await restoreDeclaration(tx, ctx.actor, id, site, ctx.now)
          if (site === gone) await unfold(tx, ctx.actor, gone, ctx.now)
          await resize(tx, ctx, site)
        }
        await tx.query(
          `update site_merge set undone_at = $4, restored = $5 where county = $1 and world = $2 and id = $3`,
          [county, world, id, at(ctx.now), restored],
        )
        for (const site of [kept, gone])
          await tell(tx, ctx, 'site.unmerged', site, locked.get(site)!.community)
        return id
      })
      return readMerge(tx, ctx, id)
    },
    { retry: true },
  )
  await boardOf(ctx, true)
  ctx.committed(county)
  return done
}

/** They look alike and are two; they are not offered again. @throws Refusal not_found, not_allowed, sites.same */
export async function tellApart(
  ctx: Context,
  input: { readonly command: string; readonly a: string; readonly b: string },
): Promise<void> {
  const { county, world } = ctx.actor
  const [a, b] = [input.a, input.b].sort()
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'tellApart', input.command, { a, b }, async () => {
      const locked = await lockedPair(tx, ctx, a!, b!)
      await tx.query(
        `insert into site_distinct (county, world, a, b, at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
        [county, world, a, b, at(ctx.now)],
      )
      await tell(tx, ctx, 'site.distinct', a!, locked.get(a!)!.community, { other: b! })
      return a!
    }),
  )
  ctx.committed(county)
}
