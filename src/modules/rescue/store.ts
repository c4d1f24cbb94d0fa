/** The memory of calls: the call in plain, its place and telephone sealed with the emergency's key. */
import type { DataKey } from '../../platform/crypto/datakey.ts'
import { fieldRow } from '../../platform/crypto/fields.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import type { Context } from '../../platform/http/context.ts'
import type { RescueCall, RescueState } from './model.ts'

export const SEALED_FIELDS = ['place', 'phone'] as const
export type SealedField = (typeof SEALED_FIELDS)[number]

export interface LockedRescue {
  readonly id: string
  readonly nr: number
  readonly state: RescueState
  readonly version: number
}

export async function lockRescue(tx: Tx, ctx: Context, id: string): Promise<LockedRescue | undefined> {
  const { county, world } = ctx.actor
  return tx.maybe<LockedRescue>(
    'select id, nr, state, version from rescue where county = $1 and world = $2 and id = $3 for no key update',
    [county, world, id],
  )
}

/** Keeps a call. @returns its number, one after the last of its world */
export async function insertRescue(
  tx: Tx,
  ctx: Context,
  key: DataKey,
  emergency: string,
  call: RescueCall,
): Promise<number> {
  const { county, world } = ctx.actor
  // Numbers are said aloud and must not have gaps, so callers take turns for the moment.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 11))', [`${county}/${world}/rescue`])
  const { nr } = await tx.one<{ nr: number }>(
    `insert into rescue (county, world, id, emergency, nr, state, persons, marks, lon, lat, channel, called_at)
     select $1, $2, $3, $4, coalesce(max(nr), 0) + 1, 'called', $5, $6, $7, $8, $9, $10
     from rescue where county = $1 and world = $2 returning nr`,
    [
      county,
      world,
      call.command,
      emergency,
      call.persons,
      call.marks,
      call.lon ?? null,
      call.lat ?? null,
      ctx.actor.kind === 'staff' ? 'desk' : 'web',
      at(ctx.now),
    ],
  )
  for (const field of SEALED_FIELDS) {
    const value = call[field]
    if (value === undefined || value === '') continue
    await tx.query(
      'insert into rescue_identity (county, world, rescue, field, sealed) values ($1, $2, $3, $4, $5)',
      [
        county,
        world,
        call.command,
        field,
        Buffer.from(key.seal(fieldRow('rescue_identity', call.command, field), value)),
      ],
    )
  }
  return nr
}

type Step =
  | { readonly state: 'assigned'; readonly who: string }
  | { readonly state: 'reached'; readonly who: string }
  | { readonly state: 'closed' }

const COLUMNS = {
  assigned: 'assigned_to = $6, assigned_at = $5',
  reached: 'reached_by = $6, reached_at = $5',
  closed: 'closed_at = $5',
} as const

export async function saveStep(tx: Tx, ctx: Context, id: string, step: Step): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query(
    `update rescue set state = $4, version = version + 1, ${COLUMNS[step.state]}
     where county = $1 and world = $2 and id = $3`,
    [county, world, id, step.state, at(ctx.now), ...('who' in step ? [step.who] : [])],
  )
}
