/** The demo county on an embedded database of its own, its sites large enough that nobody waits. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type DemoAccess, machineIn, seedDemo } from '../../src/demo.ts'
import { readConfig } from '../../src/platform/config.ts'
import type { Environment } from '../../src/platform/db/open.ts'
import type { Context } from '../../src/platform/http/context.ts'
import { type Program, startProgram } from '../../src/program.ts'

export const COUNTY = '620922'
/** Times the real places: 20,000 places would be full within a minute of measuring. */
const LARGER = 200

export interface BenchHouse {
  readonly program: Program
  readonly environment: Environment
  readonly owner: pg.Pool
  readonly access: readonly DemoAccess[]
  /** A traveller's context: nobody signed in. */
  anybody(): Promise<Context>
  tokenOf(role: DemoAccess['role']): string
  stop(): Promise<void>
}

export async function openBenchHouse(): Promise<BenchHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jingwei-bench-'))
  const config = readConfig(['--port', '0', '--data', dataDir, '--log', 'file'], {})
  let access: readonly DemoAccess[] = []
  let environment: Environment | undefined
  const program = await startProgram({
    config,
    // Planning ahead has a bench of its own.
    settling: { settle: () => new Promise(() => {}), stop: async () => {} },
    prepare: async (shared, opened) => {
      environment = opened
      access = await seedDemo(shared, opened, dataDir)
    },
  })
  const owner = new pg.Pool({ connectionString: environment!.ownerUrl, max: 16 })
  const { shared } = program
  const ctx = await machineIn(shared, COUNTY)
  await owner.query(`update site_pool set places = places * ${LARGER}`)
  await owner.query(`update site set wardens = least(1000, wardens * 20), persons_per_warden = 1000, intake_per_slot = null,
    state = 'open'`)
  await owner.query('delete from site_load')
  await ctx.db.tx({ county: COUNTY, world: 0, kind: 'deed', areas: [], sites: [] }, (tx) =>
    tx.query('select placement_init($1, 0, now())', [COUNTY]),
  )
  return {
    program,
    environment: environment!,
    owner,
    access,
    async anybody() {
      const here = await machineIn(shared, COUNTY)
      return { ...here, actor: { ...here.actor, kind: 'public', id: '' } }
    },
    tokenOf: (role) => access.find((one) => one.role === role)!.token,
    async stop() {
      await owner.end()
      await program.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
