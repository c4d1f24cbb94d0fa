/** Who must be seen before it holds a place, and where somebody stands ready to see it. */
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { gatesOf } from '../../entries/reads.ts'
import { groundOf } from '../../places/reads.ts'
import { minutesFor } from '../../places/travel.ts'
import type { DeskWay, PartyView } from '../model.ts'
import { travelsBy } from '../rules.ts'
import { boardOf } from './board.ts'
import type { PartyRecord } from './parties.ts'

/** Nobody has seen it: it came with more than is plausible, or was taken out with its burst. */
export async function isUnconfirmed(
  ctx: Context,
  party: Pick<PartyRecord, 'id' | 'state' | 'waiting_reason'>,
): Promise<boolean> {
  if (party.state !== 'withdrawn') return party.waiting_reason === 'unconfirmed'
  const { county, world } = ctx.actor
  const row = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.maybe('select id from party where county = $1 and world = $2 and id = $3 and cleared_at is not null', [
      county,
      world,
      party.id,
    ]),
  )
  return row !== undefined
}

type Stands = Pick<DeskWay, 'name' | 'lon' | 'lat'>

/** Entries with a desk; where there is none, sites that take people: whoever runs one takes them in. */
async function desksOf(ctx: Context): Promise<Stands[]> {
  const { entries } = await groundOf(ctx)
  const { desks } = await gatesOf(ctx)
  const standing = [...entries.values()].filter(({ id }) => desks.has(id))
  if (standing.length > 0) return standing
  const { sites } = await boardOf(ctx)
  return [...sites.values()]
    .filter(({ state, kind }) => state === 'open' && kind !== 'home')
    .map(({ name, nameEn, lon, lat }) => ({ name: { zh: name, en: nameEn || name }, lon, lat }))
}

/** What a party is told that must be seen first; null for everybody else. */
export async function unconfirmedOf(ctx: Context, party: PartyRecord): Promise<PartyView['unconfirmed']> {
  if (!(await isUnconfirmed(ctx, party))) return null
  const { streets } = await groundOf(ctx)
  const by = travelsBy(party.vehicle)
  const near = (await desksOf(ctx))
    .map((desk) => ({ desk, metres: streets.metres(party, desk) }))
    .sort((a, b) => a.metres - b.metres)[0]
  if (near === undefined) return { desk: null }
  const { name, lon, lat } = near.desk
  const { bearing } = streets.route(party, near.desk)
  const { metres } = near
  return { desk: { name, lon, lat, metres, minutes: minutesFor(metres, by), by, bearing } }
}
