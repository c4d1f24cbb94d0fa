/** Previews of moves and what became of them, as rows. */
import type { Moment } from '../../../base/time.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import { at } from '../../../platform/db/types.ts'
import type { MoveOutcome, ReplanState } from '../model.ts'

export interface ReplanRow {
  readonly id: string
  readonly state: ReplanState
  readonly at: Moment
  readonly carried_at: Moment | null
  readonly undone_at: Moment | null
  readonly looked_parties: number
  readonly looked_persons: number
  readonly waiting_parties: number
  readonly waiting_persons: number
  readonly cost: number
  readonly bound: number
}

export interface MoveRow {
  readonly n: number
  readonly command: string
  readonly party: string
  readonly size: number
  readonly version: number
  readonly from_site: string | null
  readonly from_pool: string | null
  readonly to_site: string
  readonly to_pool: string
  readonly before: number | null
  readonly after: number
  readonly needs_met: boolean
  readonly outcome: MoveOutcome | null
  readonly moved_version: number | null
}

type Here = readonly [county: string, world: number]

export async function insertReplan(
  tx: Tx,
  [county, world]: Here,
  row: Omit<ReplanRow, 'state' | 'carried_at' | 'undone_at'>,
  moves: readonly Omit<MoveRow, 'outcome' | 'moved_version'>[],
): Promise<void> {
  await tx.query(
    `insert into replan (county, world, id, at, looked_parties, looked_persons, waiting_parties, waiting_persons, cost, bound)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      county,
      world,
      row.id,
      at(row.at),
      row.looked_parties,
      row.looked_persons,
      row.waiting_parties,
      row.waiting_persons,
      row.cost,
      row.bound,
    ],
  )
  await tx.query(
    `insert into replan_move (county, world, replan, n, command, party, size, version, from_site, from_pool, to_site, to_pool,
       before, after, needs_met)
     select $1, $2, $3, m.* from jsonb_to_recordset($4::jsonb) m (n int, command uuid, party uuid, size int, version int,
       from_site uuid, from_pool text, to_site uuid, to_pool text, before int, after int, needs_met boolean)`,
    [county, world, row.id, JSON.stringify(moves)],
  )
}

const COLUMNS = `id, state, at, carried_at, undone_at, looked_parties, looked_persons, waiting_parties, waiting_persons, cost, bound`

export function findReplan(
  tx: Tx,
  [county, world]: Here,
  id: string,
  lock = false,
): Promise<ReplanRow | undefined> {
  return tx.maybe<ReplanRow>(
    `select ${COLUMNS} from replan where county = $1 and world = $2 and id = $3${lock ? ' for no key update' : ''}`,
    [county, world, id],
  )
}

export function latestReplan(tx: Tx, [county, world]: Here): Promise<ReplanRow | undefined> {
  return tx.maybe<ReplanRow>(
    `select ${COLUMNS} from replan where county = $1 and world = $2 order by at desc, id desc limit 1`,
    [county, world],
  )
}

export function movesOfReplan(tx: Tx, [county, world]: Here, id: string): Promise<MoveRow[]> {
  return tx.query<MoveRow>(
    `select n, command, party, size, version, from_site, from_pool, to_site, to_pool, before, after, needs_met, outcome,
       moved_version from replan_move where county = $1 and world = $2 and replan = $3 order by n`,
    [county, world, id],
  )
}

export async function setState(
  tx: Tx,
  [county, world]: Here,
  id: string,
  state: ReplanState,
  now: Moment,
): Promise<void> {
  await tx.query(
    `update replan set state = $4,
       carried_at = case when $4 = 'carrying' then coalesce(carried_at, $5) else carried_at end,
       undone_at = case when $4 = 'undoing' then coalesce(undone_at, $5) else undone_at end
     where county = $1 and world = $2 and id = $3`,
    [county, world, id, state, at(now)],
  )
}

/** @returns false where the outcome was told already: somebody else goes through the same moves */
export async function setOutcome(
  tx: Tx,
  [county, world]: Here,
  { replan, n, was }: { readonly replan: string; readonly n: number; readonly was: MoveOutcome | null },
  outcome: MoveOutcome,
): Promise<boolean> {
  const rows = await tx.query(
    `update replan_move m set outcome = $5,
       moved_version = (select version from party p where p.county = $1 and p.world = $2 and p.id = m.party)
     where county = $1 and world = $2 and replan = $3 and n = $4 and outcome is not distinct from $6 returning n`,
    [county, world, replan, n, outcome, was],
  )
  return rows.length > 0
}
