/** The command line: `./jingwei start | night | import | solve | verify | help`. What is said to people is said in both languages. */
import { HELP, LINES, say } from './cli-words.ts'
import { county } from './commands/county.ts'
import { importCommand } from './commands/import.ts'
import { night } from './commands/night.ts'
import { solve } from './commands/solve.ts'
import { start } from './commands/start.ts'
import { verify } from './commands/verify.ts'
import { playForParent } from './night/process.ts'
import { ConfigError } from './platform/config.ts'
import { DatabaseTrouble } from './platform/db/trouble.ts'

const COMMANDS: Readonly<Record<string, (argv: readonly string[]) => Promise<void>>> = {
  start,
  night,
  verify,
  solve,
  county,
  import: importCommand,
  play: playForParent,
  help: async () => console.log(HELP),
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
  try {
    await command(rest)
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof DatabaseTrouble)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

await main(process.argv.slice(2).filter((argument) => argument !== '--'))
