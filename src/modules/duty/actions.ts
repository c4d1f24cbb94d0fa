/** A site's duty link is given, taken up with its PIN, handed over and ended. Real time; it ends with the emergency. */
import { timingSafeEqual } from 'node:crypto'
import { demand, Refusal } from '../../base/refusal.ts'
import { HOUR, MINUTE } from '../../base/time.ts'
import { tokenHash } from '../../platform/crypto/token.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import { type Answer, type Context, deedScope } from '../../platform/http/context.ts'
import { record } from '../../platform/ledger/record.ts'
import { once } from '../../platform/receipt.ts'
import { addDutyAccount, addSession, endDutySessions } from '../access/actions.ts'
import { forgetSessions } from '../access/reads.ts'
import { readLive } from '../mode/reads.ts'
import { mayNot } from '../placement/policy.ts'
import { lockedSite } from '../sites/actions.ts'
import type { DutyView } from './model.ts'
import {
  type DutyRow,
  forgetDuty,
  lockDuty,
  readDuty,
  readDutyOfLink,
  readDutyOfSite,
  viewDuty,
  whyDutyShut,
} from './reads.ts'
import { PIN_TRIES } from './rules.ts'

/** A device stays in this long: a night and a morning. */
const SHIFT = 24 * HOUR

/** After a hand-over the device of the old shift stays in, so that a PIN lost on the way is told again. */
const LEAVING = 10 * MINUTE

/** Link and PIN are derived from the command, so that a command sent again tells the same ones and neither is kept. */
function linkOf(ctx: Context, id: string): string {
  const { county } = ctx.actor
  return Buffer.from(ctx.keyring.county(county).searchToken('duty-link', id)).toString('base64url')
}

function pinOf(ctx: Context, id: string, command: string): string {
  const bytes = ctx.keyring.county(ctx.actor.county).searchToken('duty-pin', `${id}/${command}`)
  return String(Buffer.from(bytes).readUInt32BE() % 1_000_000).padStart(6, '0')
}

function pinHash(ctx: Context, id: string, pin: string): Buffer {
  return Buffer.from(ctx.keyring.county(ctx.actor.county).searchToken('duty-pin-hash', `${id}/${pin}`))
}

async function endOne(tx: Tx, ctx: Context, row: DutyRow, area: string | null): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query('update site_duty set ended_at = $4 where county = $1 and world = $2 and id = $3', [
    county,
    world,
    row.id,
    at(ctx.realNow),
  ])
  await endDutySessions(tx, ctx, row.id, ctx.realNow)
  await record(tx, ctx.actor, ctx.now, {
    type: 'duty.ended',
    subjectKind: 'site',
    subject: row.site,
    area,
    data: { duty: row.id },
  })
}

function forget(ctx: Context, ids: readonly string[]): void {
  const { county, world } = ctx.actor
  for (const id of ids) forgetDuty(ctx, county, world, id)
  forgetSessions(ctx)
  ctx.committed(county)
}

export interface Given {
  readonly duty: DutyView
  readonly path: string
  readonly pin: string
}

/** A new link for a site; an earlier one ends. @throws Refusal not_found, not_allowed, duty.no_emergency */
export async function giveDuty(
  ctx: Context,
  site: string,
  input: { readonly command: string },
): Promise<Given> {
  const { county, world } = ctx.actor
  const { command: id } = input
  const ended: string[] = []
  const row = await ctx.db.tx(deedScope(ctx), async (tx) => {
    await once(tx, ctx, 'giveDuty', id, { site }, async () => {
      const { community, grid } = await lockedSite(tx, ctx.actor, site)
      demand(mayNot.giveDuty(ctx.actor, { id: site, community, grid }))
      const live = await readLive(tx, county, world)
      if (live === undefined) throw new Refusal('duty.no_emergency')
      const before = await readDutyOfSite(tx, county, world, site)
      if (before !== undefined) {
        await endOne(tx, ctx, before, community)
        ended.push(before.id)
      }
      await addDutyAccount(tx, ctx, id, site)
      await tx.query(
        `insert into site_duty (county, world, id, site, emergency, link_hash, pin_hash, given_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          county,
          world,
          id,
          site,
          live.id,
          Buffer.from(tokenHash(linkOf(ctx, id))),
          pinHash(ctx, id, pinOf(ctx, id, id)),
          at(ctx.realNow),
        ],
      )
      await record(tx, ctx.actor, ctx.now, {
        type: 'duty.given',
        subjectKind: 'site',
        subject: site,
        area: community,
        data: { duty: id },
      })
      return id
    })
    return lockDuty(tx, county, world, { id })
  })
  forget(ctx, ended)
  return { duty: viewDuty(row!), path: `/s/${linkOf(ctx, id)}`, pin: pinOf(ctx, id, id) }
}

/** @returns null where there is none, or its emergency is over @throws Refusal not_found, not_allowed */
export async function dutyOfSite(ctx: Context, site: string): Promise<DutyView | null> {
  const { county, world } = ctx.actor
  return ctx.db.tx(deedScope(ctx), async (tx) => {
    const { community, grid } = await lockedSite(tx, ctx.actor, site)
    demand(mayNot.giveDuty(ctx.actor, { id: site, community, grid }))
    const row = await readDutyOfSite(tx, county, world, site)
    if (row === undefined) return null
    const shut = await whyDutyShut(tx, county, world, row)
    return shut === 'duty.ended' ? null : viewDuty(row)
  })
}

/** Ends the link of a site; nothing happens where there is none. @throws Refusal not_found, not_allowed */
export async function endDuty(
  ctx: Context,
  site: string,
  input: { readonly command: string },
): Promise<void> {
  const { county, world } = ctx.actor
  const ended: string[] = []
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'endDuty', input.command, { site }, async () => {
      const { community, grid } = await lockedSite(tx, ctx.actor, site)
      demand(mayNot.giveDuty(ctx.actor, { id: site, community, grid }))
      const row = await readDutyOfSite(tx, county, world, site)
      if (row !== undefined) {
        await endOne(tx, ctx, row, community)
        ended.push(row.id)
      }
      return site
    }),
  )
  forget(ctx, ended)
}

/**
 * Whoever has the link and knows the PIN is on duty on this device. A wrong PIN is counted though it is refused.
 * @throws Refusal duty.wrong_pin, duty.locked, duty.ended (also for a link that never was)
 */
export async function takeDuty(
  ctx: Context,
  input: { readonly link: string; readonly pin: string },
): Promise<{ site: string; session: NonNullable<Answer['session']> }> {
  const { county, world } = ctx.actor
  const expiresAt = ctx.realNow + SHIFT
  const result = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const row = await lockDuty(tx, county, world, { linkHash: tokenHash(input.link) })
    if (row === undefined) return new Refusal('duty.ended')
    const shut = await whyDutyShut(tx, county, world, row)
    if (shut !== undefined) return new Refusal(shut)
    if (!timingSafeEqual(row.pin_hash, pinHash(ctx, row.id, input.pin))) {
      await tx.query('update site_duty set tries = tries + 1 where county = $1 and world = $2 and id = $3', [
        county,
        world,
        row.id,
      ])
      const left = PIN_TRIES - row.tries - 1
      return left === 0 ? new Refusal('duty.locked') : new Refusal('duty.wrong_pin', { left })
    }
    await tx.query(
      'update site_duty set tries = 0, taken_at = $4 where county = $1 and world = $2 and id = $3',
      [county, world, row.id, at(ctx.realNow)],
    )
    const { token } = await addSession(tx, ctx, row.id, 'duty', '', expiresAt)
    const { community } = await lockedSite(tx, ctx.actor, row.site)
    await record(tx, { ...ctx.actor, kind: 'staff', id: row.id }, ctx.now, {
      type: 'duty.taken',
      subjectKind: 'site',
      subject: row.site,
      area: community,
      data: { duty: row.id },
    })
    return { site: row.site, session: { token, expiresAt, world, duty: true } }
  })
  if (result instanceof Refusal) throw result
  ctx.committed(county)
  return result
}

/**
 * The site at which the caller is on duty by a link; without one, by whichever this device came in with.
 * @throws Refusal not_allowed where it is another's, duty.ended where the caller came in by none
 */
export async function onDutyAt(ctx: Context, link?: string): Promise<string> {
  const { county, world, id } = ctx.actor
  const row = await ctx.db.read(deedScope(ctx), (tx) =>
    link === undefined ? readDuty(tx, county, world, id) : readDutyOfLink(tx, county, world, tokenHash(link)),
  )
  if (row === undefined && link === undefined) throw new Refusal('duty.ended')
  if (row?.id !== id) throw new Refusal('not_allowed')
  return row.site
}

/** The next shift comes in with a new PIN; every device of this one is out ten minutes later. @throws Refusal duty.ended */
export async function handOver(ctx: Context, input: { readonly command: string }): Promise<string> {
  const { county, world, id } = ctx.actor
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'handOver', input.command, { id }, async () => {
      const row = await lockDuty(tx, county, world, { id })
      if (row === undefined || (await whyDutyShut(tx, county, world, { ...row, tries: 0 })) !== undefined)
        throw new Refusal('duty.ended')
      await tx.query(
        `update site_duty set pin_hash = $4, tries = 0, taken_at = null where county = $1 and world = $2 and id = $3`,
        [county, world, id, pinHash(ctx, id, pinOf(ctx, id, input.command))],
      )
      await endDutySessions(tx, ctx, id, ctx.realNow + LEAVING)
      const { community } = await lockedSite(tx, ctx.actor, row.site)
      await record(tx, ctx.actor, ctx.now, {
        type: 'duty.handed_over',
        subjectKind: 'site',
        subject: row.site,
        area: community,
        data: { duty: id },
      })
      return id
    }),
  )
  forget(ctx, [id])
  return pinOf(ctx, id, input.command)
}
