/** The end of identities: what no key opens any more is taken away too. */
import type { Tx } from '../../../platform/db/pool.ts'

/** Parties a transaction: none may stay open for long, the ledger's sealer waits for it. */
const SOME = 500

/** Deletes identity and search words of some parties of an emergency. @returns how many parties; 0: none is left */
export async function eraseSome(tx: Tx, county: string, world: number, emergency: string): Promise<number> {
  const rows = await tx.query<{ id: string }>(
    `select p.id from party p where p.county = $1 and p.world = $2 and p.emergency = $3
       and (exists (select from party_identity i where i.county = $1 and i.world = $2 and i.party = p.id)
         or exists (select from search_token t where t.county = $1 and t.world = $2 and t.party = p.id))
     limit ${SOME}`,
    [county, world, emergency],
  )
  if (rows.length === 0) return 0
  const parties = rows.map((row) => row.id)
  for (const table of ['search_token', 'party_identity'])
    await tx.query(`delete from ${table} where county = $1 and world = $2 and party = any($3::uuid[])`, [
      county,
      world,
      parties,
    ])
  return parties.length
}

export async function countParties(
  tx: Tx,
  county: string,
  world: number,
  emergency: string,
): Promise<number> {
  const row = await tx.one<{ count: number }>(
    'select count(*) as count from party where county = $1 and world = $2 and emergency = $3',
    [county, world, emergency],
  )
  return row.count
}
