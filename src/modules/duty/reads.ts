/** Which duty links there are, and whether one still opens anything. */
import type { Moment } from '../../base/time.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Asker, remember } from '../../platform/remember.ts'
import { readLive } from '../mode/reads.ts'
import type { DutyView } from './model.ts'
import { PIN_TRIES, whyShut } from './rules.ts'

export interface DutyRow {
  readonly id: string
  readonly site: string
  readonly emergency: string
  readonly pin_hash: Buffer
  readonly tries: number
  readonly given_at: Moment
  readonly taken_at: Moment | null
  readonly ended_at: Moment | null
}

const COLUMNS = 'id, site, emergency, pin_hash, tries, given_at, taken_at, ended_at'

export function viewDuty(row: DutyRow): DutyView {
  return {
    id: row.id,
    site: row.site,
    givenAt: row.given_at,
    takenAt: row.taken_at,
    locked: row.tries >= PIN_TRIES,
  }
}

/** The link of a site that has not been ended; its emergency may be over. */
export async function readDutyOfSite(
  tx: Tx,
  county: string,
  world: number,
  site: string,
): Promise<DutyRow | undefined> {
  return tx.maybe<DutyRow>(
    `select ${COLUMNS} from site_duty where county = $1 and world = $2 and site = $3 and ended_at is null`,
    [county, world, site],
  )
}

export async function readDutyOfLink(
  tx: Tx,
  county: string,
  world: number,
  linkHash: Uint8Array,
): Promise<DutyRow | undefined> {
  return tx.maybe<DutyRow>(
    `select ${COLUMNS} from site_duty where county = $1 and world = $2 and link_hash = $3`,
    [county, world, Buffer.from(linkHash)],
  )
}

/** @param id the account the link acts as */
export async function readDuty(
  tx: Tx,
  county: string,
  world: number,
  id: string,
): Promise<DutyRow | undefined> {
  return tx.maybe<DutyRow>(`select ${COLUMNS} from site_duty where county = $1 and world = $2 and id = $3`, [
    county,
    world,
    id,
  ])
}

/** @param by the account it acts as, or the hash of its link */
export async function lockDuty(
  tx: Tx,
  county: string,
  world: number,
  by: { readonly id: string } | { readonly linkHash: Uint8Array },
): Promise<DutyRow | undefined> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['link_hash', Buffer.from(by.linkHash)]
  return tx.maybe<DutyRow>(
    `select ${COLUMNS} from site_duty where county = $1 and world = $2 and ${column} = $3 for update`,
    [county, world, value],
  )
}

/** Why nobody can come in by it; undefined where the PIN decides. */
export async function whyDutyShut(
  tx: Tx,
  county: string,
  world: number,
  row: DutyRow,
): Promise<ReturnType<typeof whyShut>> {
  const live = await readLive(tx, county, world)
  return whyShut({ ended: row.ended_at !== null, tries: row.tries, live: live?.id === row.emergency })
}

/** Whether somebody may come in by a link of a site. */
export async function isStaffed(tx: Tx, county: string, world: number, site: string): Promise<boolean> {
  const row = await readDutyOfSite(tx, county, world, site)
  return row !== undefined && (await whyDutyShut(tx, county, world, row)) !== 'duty.ended'
}

/** How long a process believes that a link still holds. */
const BELIEVED = 1_000

const onDuty = remember<boolean>(BELIEVED)

/** Whether whoever came in by this link is still on duty: it has not ended, and its emergency is live. */
export function isOnDuty(asker: Asker, county: string, world: number, id: string): Promise<boolean> {
  return onDuty.get(asker, `${county}/${world}/${id}`, () =>
    asker.db.read({ county, world, kind: 'system', areas: [], sites: [] }, async (tx) => {
      const row = await readDuty(tx, county, world, id)
      if (row === undefined) return false
      // Whoever is in stays in while somebody else tries PINs.
      return (await whyDutyShut(tx, county, world, { ...row, tries: 0 })) === undefined
    }),
  )
}

/** After a change by this process. */
export function forgetDuty(asker: Pick<Asker, 'db'>, county: string, world: number, id: string): void {
  onDuty.forget(asker, `${county}/${world}/${id}`)
}
