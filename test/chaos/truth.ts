/** What must be true after every blow: asked of the program itself, through its own API. */
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyRow, SiteView } from '../../src/modules/placement/model.ts'
import { reportsApi } from '../../src/modules/reports/api.ts'
import { type Client, openClient } from '../../src/night/client.ts'
import type { Acknowledged, Crowd } from './crowd.ts'

async function readParties(client: Client): Promise<PartyRow[]> {
  const rows: PartyRow[] = []
  let after: string | undefined
  do {
    const page = await client.call(placementApi.parties, { query: { limit: 2000, after } })
    rows.push(...page.parties)
    after = page.next ?? undefined
  } while (after !== undefined)
  return rows
}

/** How a party's row must look after what was acknowledged. */
function wrongWith(seen: Acknowledged, row: PartyRow | undefined): string | undefined {
  if (row === undefined) return 'is lost'
  if (row.code !== seen.code) return `has the code ${row.code} and was told ${seen.code}`
  if (row.size !== seen.size) return `has ${row.size} persons and was told ${seen.size}`
  if (seen.state === 'departed') return row.state === 'departed' ? undefined : `departed and is ${row.state}`
  if (seen.site === undefined)
    return row.state === 'waiting' || row.site !== null ? undefined : `waits and is ${row.state}`
  if (row.site !== seen.site) return `was told ${seen.site} and is at ${row.site}`
  const state = seen.state === 'arrived' ? 'arrived' : 'held'
  return row.placementState === state ? undefined : `is ${row.placementState} instead of ${state}`
}

function wrongCounters(sites: readonly SiteView[], rows: readonly PartyRow[]): string[] {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const key = `${row.site}/${row.placementState}`
    sums.set(key, (sums.get(key) ?? 0) + row.size)
  }
  return sites.flatMap((site) => {
    const faults: string[] = []
    const expect = (name: string, had: number, state: string): void => {
      const sum = sums.get(`${site.id}/${state}`) ?? 0
      if (had !== sum) faults.push(`${site.name}: ${name} is ${had}, its parties make ${sum}`)
    }
    expect('held', site.held, 'held')
    expect('occupied', site.occupied, 'arrived')
    expect('over', site.over, 'over')
    for (const pool of site.pools)
      if (pool.held + pool.occupied + pool.blocked > pool.offered)
        faults.push(
          `${site.name}: ${pool.kind} given ${pool.held + pool.occupied + pool.blocked} of ${pool.offered}`,
        )
    return faults
  })
}

/** Everything that is not as it must be; empty where all is well. Nobody may be acting meanwhile. */
export async function faultsOf(url: string, token: string, crowd: Crowd): Promise<string[]> {
  const client = openClient(url, { authorization: `Bearer ${token}` })
  try {
    const rows = await readParties(client)
    const byId = new Map(rows.map((row) => [row.id, row]))
    const faults = crowd.acknowledged.flatMap((seen) => {
      const wrong = wrongWith(seen, byId.get(seen.id))
      return wrong === undefined ? [] : [`party ${seen.id} ${wrong}`]
    })
    if (rows.length !== crowd.begun) faults.push(`${crowd.begun} registrations made ${rows.length} parties`)
    if (new Set(rows.map((row) => row.code)).size !== rows.length) faults.push('a code was given twice')
    const { sites } = await client.call(placementApi.sites, {})
    faults.push(...wrongCounters(sites, rows), ...(await wrongLedger(client, rows)))
    return [...faults, ...crowd.refusals.map((refusal) => `refused: ${refusal}`)]
  } finally {
    client.close()
  }
}

/** The ledger is sealed a moment after a commit; once it holds everybody it must verify. */
async function wrongLedger(client: Client, rows: readonly PartyRow[]): Promise<string[]> {
  for (;;) {
    const report = await client.call(reportsApi.nightReport, {
      query: { at: String(Date.now() + 86_400_000) },
    })
    const registered = report.moments[0]?.registered.parties ?? 0
    if (registered < rows.length) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      continue
    }
    return [
      ...(registered > rows.length ? [`the ledger registered ${registered} parties of ${rows.length}`] : []),
      ...(report.chain.verified ? [] : ['the chain does not verify']),
      ...(report.doublePromises > 0 ? [`${report.doublePromises} places were promised twice`] : []),
      ...(report.lostParties > 0 ? [`the ledger has lost ${report.lostParties} parties`] : []),
    ]
  }
}
