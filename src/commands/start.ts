/** `npm start`: the demo county on the embedded database, at one address, until Ctrl-C. */
import { relative } from 'node:path'
import { LINES, say, sayShort } from '../cli-words.ts'
import { type DemoAccess, seedDemo } from '../demo.ts'
import { ROLE_WORDS } from '../modules/access/words.ts'
import { certificateFor } from '../platform/certificate.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { type Program, portIsFree, startProgram } from '../program.ts'
import { clearRunning, writeRunning } from '../running.ts'

export interface Started {
  readonly program: Program
  readonly access: readonly DemoAccess[]
}

/** Starts the program, with the demo county where the configuration wants it. */
export async function startWith(config: Config, tell: (line: string) => void): Promise<Started> {
  let access: readonly DemoAccess[] = []
  const https = config.https ? await certificateFor(config.dataDir, config.host) : undefined
  if (https !== undefined) tell(`${sayShort(LINES.fingerprint)}\n  ${https.fingerprint}`)
  const program = await startProgram({
    config,
    ...(https === undefined ? {} : { https }),
    prepare: async (shared, environment) => {
      if (config.demo)
        access = await seedDemo(shared, environment, config.dataDir, (progress) =>
          tell(sayShort(LINES.seeding, { progress })),
        )
    },
  })
  writeRunning(config.dataDir, program.url)
  return { program, access }
}

function printAccess(access: readonly DemoAccess[]): void {
  if (access.length === 0) return
  console.log(`\n${say(LINES.signIns)}`)
  const roles = new Set<string>()
  for (const { role, name, phone } of access) {
    if (roles.has(role)) continue
    roles.add(role)
    console.log(`  ${phone}  ${ROLE_WORDS[role].zh} ${ROLE_WORDS[role].en} (${name})`)
  }
  console.log(`\n${say(LINES.nightHint)}`)
}

export async function start(argv: readonly string[]): Promise<void> {
  const config = readConfig(argv, process.env)
  if (!(await portIsFree(config.port, config.host))) {
    console.error(say(LINES.portTaken, { port: String(config.port) }))
    process.exitCode = 1
    return
  }
  // From here on: a signal during the start lets what is under way end, so that no database is left behind.
  const stop = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        console.log(`\n${sayShort(LINES.stopping)}`)
        resolve()
      })
  })
  console.log(sayShort(LINES.database))
  const { program, access } = await startWith(config, (line) => console.log(line))
  console.log(`\n${sayShort(LINES.ready)}\n\n  ${program.url}/`)
  printAccess(access)
  if ((await program.shared.clock.counties()).length === 0) console.log(`\n${say(LINES.noCounty)}`)
  console.log(`\n${sayShort(LINES.stopHint)}`)
  await stop
  clearRunning(config.dataDir)
  await program.close()
  console.log(`${sayShort(LINES.stopped)} ${relative(process.cwd(), config.dataDir) || '.'}`)
  process.exit(0)
}
