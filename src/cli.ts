/** The command line: `./jingwei start | night | import | export | restore | solve | verify | packet | help`. What is said to people is said in both languages. */
import { Refusal } from './base/refusal.ts'
import { HELP, LINES, say } from './cli-words.ts'
import { exportCommand, restoreCommand } from './commands/backup.ts'
import { county } from './commands/county.ts'
import { importCommand } from './commands/import.ts'
import { night } from './commands/night.ts'
import { packet } from './commands/packet.ts'
import { solve } from './commands/solve.ts'
import { start } from './commands/start.ts'
import { verify } from './commands/verify.ts'
import { say as sayRefusal } from './house.ts'
import { playForParent } from './night/process.ts'
import { ConfigError } from './platform/config.ts'
import { DatabaseTrouble } from './platform/db/trouble.ts'

const COMMANDS: Readonly<Record<string, (argv: readonly string[]) => Promise<void>>> = {
  start,
  night,
  verify,
  solve,
  packet,
  county,
  import: importCommand,
  export: exportCommand,
  restore: restoreCommand,
  play: playForParent,
  help: async () => console.log(HELP),
}

/** What a person can mend, in both languages; undefined for a fault of the program's own. */
function inWords(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof DatabaseTrouble) return error.message
  if (error instanceof Refusal)
    return `${sayRefusal(error.code, 'zh', error.details)}\n${sayRefusal(error.code, 'en', error.details)}`
  const { code, path } = error as { code?: unknown; path?: unknown }
  const unreadable = code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR'
  return unreadable && typeof path === 'string' ? say(LINES.unreadable, { path, why: code }) : undefined
}

/** Exit codes of a command that a signal ends, as shells tell them. */
const ENDED = { SIGINT: 130, SIGTERM: 143 } as const

/** A signal ends the program by `exit`, so that a server of ours is told to stop; a command that hears it itself decides. */
function heedSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(ENDED[signal])
    })
}

/** Runs one command. Trouble that a person can mend is told without a stack. */
export async function main(argv: readonly string[]): Promise<void> {
  const [name = 'start', ...rest] = argv[0]?.startsWith('-') ? ['start', ...argv] : argv
  if (rest.includes('--help') || name === '--help') return COMMANDS['help']!([])
  const command = COMMANDS[name]
  if (command === undefined) {
    console.error(say(LINES.unknownCommand, { name }))
    process.exitCode = 2
    return
  }
  heedSignals()
  try {
    await command(rest)
  } catch (error) {
    const told = inWords(error)
    if (told === undefined) throw error
    console.error(told)
    process.exitCode = 1
  }
}

await main(process.argv.slice(2).filter((argument) => argument !== '--'))
