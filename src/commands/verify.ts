/** `./jingwei verify`: recomputes the chain of every world, from the database alone. */
import { LINES, say } from '../cli-words.ts'
import { openClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { openEnvironment } from '../platform/db/open.ts'
import { verifyChain } from '../platform/ledger/read.ts'

export async function verify(argv: readonly string[]): Promise<void> {
  const config = readConfig(argv, process.env)
  const environment = await openEnvironment({
    dataDir: config.dataDir,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
    ...(config.databaseDirectUrl === undefined ? {} : { databaseDirectUrl: config.databaseDirectUrl }),
  })
  try {
    const clock = openClock(environment.app)
    for (const county of await clock.counties())
      for (const world of await clock.worlds(county.code)) {
        const scope = { county: county.code, world: world.id, kind: 'system', areas: [], sites: [] } as const
        const { head, brokenAt } = await environment.worker.read(scope, (tx) =>
          verifyChain(tx, county.code, world.id),
        )
        const name = `${county.slug}/${world.id}`
        if (brokenAt === undefined)
          console.log(say(LINES.verified, { world: name, seq: head.seq, hash: head.hash }))
        else {
          console.error(say(LINES.broken, { world: name, seq: brokenAt }))
          process.exitCode = 1
        }
      }
  } finally {
    await environment.close()
  }
}
