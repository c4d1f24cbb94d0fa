/** Seals until nothing is left unsealed: a transaction open anywhere on the shared test server holds the seal back a while. */
import type { Database } from '../src/platform/db/pool.ts'
import { sealCounty } from '../src/platform/ledger/sealer.ts'

export async function sealAll(worker: Database, county: string): Promise<void> {
  const scope = { county, world: 0, kind: 'system', areas: [], sites: [] } as const
  for (let tries = 0; tries < 600; tries++) {
    await sealCounty(worker, county)
    const { left } = await worker.read(scope, (tx) =>
      tx.one<{ left: number }>(
        `select count(*) as left from ledger l where l.county = $1 and not exists (
           select 1 from ledger_seal s where s.county = l.county and s.world = l.world and s.ledger = l.id)`,
        [county],
      ),
    )
    if (left === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('something holds the seal back for good')
}
