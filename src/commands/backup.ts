/** `./jingwei export FILE` and `./jingwei restore FILE`: everything in one file, and back into an empty place. */
import { existsSync } from 'node:fs'
import type { Text } from '../base/words.ts'
import { LINES, say, sayShort } from '../cli-words.ts'
import { openClock } from '../platform/clock.ts'
import { type Config, ConfigError, readConfig, takeConfigFlags } from '../platform/config.ts'
import { exportTo, restoreFrom } from '../platform/db/backup.ts'
import { type Environment, openEnvironment } from '../platform/db/open.ts'
import { verifyChain } from '../platform/ledger/read.ts'

interface Asked {
  readonly file: string
  readonly config: Config
}

function asked(argv: readonly string[], usage: Text): Asked {
  const { rest } = takeConfigFlags(argv)
  const [file, more] = rest
  if (file === undefined || file.startsWith('-') || more !== undefined) throw new ConfigError('file', usage)
  return {
    file,
    config: readConfig(
      argv.filter((one) => one !== file),
      process.env,
    ),
  }
}

/** @param beside only to read: a server that runs on the same data goes on running */
export async function openFor(
  config: Config,
  { beside }: { readonly beside: boolean },
): Promise<Environment> {
  return openEnvironment({
    beside,
    dataDir: config.dataDir,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
    ...(config.databaseDirectUrl === undefined ? {} : { databaseDirectUrl: config.databaseDirectUrl }),
  })
}

/** One line that overwrites itself; nothing where nobody watches. */
function show(rows: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${sayShort(LINES.rowsMoved)} ${rows}`)
}

function endLine(): void {
  if (process.stderr.isTTY) process.stderr.write('\n')
}

/** @throws ConfigError where the file is there already: a backup is never written over another */
export async function exportCommand(argv: readonly string[]): Promise<void> {
  const own = asked(argv, LINES.exportUsage)
  if (existsSync(own.file)) throw new ConfigError('file', LINES.exportThere)
  const environment = await openFor(own.config, { beside: true })
  try {
    const { tables, rows } = await exportTo(environment.ownerUrl, own.file, show)
    endLine()
    console.log(say(LINES.exported, { tables, rows, path: own.file, keys: own.config.keyDir }))
  } finally {
    await environment.close()
  }
}

export async function restoreCommand(argv: readonly string[]): Promise<void> {
  const own = asked(argv, LINES.restoreUsage)
  if (!existsSync(own.file)) throw new ConfigError('file', LINES.restoreMissing)
  const environment = await openFor(own.config, { beside: false })
  try {
    const { tables, rows } = await restoreFrom(environment.ownerUrl, own.file, show)
    endLine()
    console.log(say(LINES.restored, { tables, rows, keys: own.config.keyDir }))
    await verifyAll(environment)
  } finally {
    await environment.close()
  }
}

/** Recomputes the chain of every world and says of each whether it holds; exit code 1 where one does not. */
export async function verifyAll(environment: Environment): Promise<void> {
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
}
