/** Rules about what a file says: the clock and chance stay outside pure files, SQL asks no clock, nobody chats. */
import { isTest, type Room, roomOf } from './room.ts'
import { lineAt } from './scan.ts'
import type { Source } from './source.ts'
import type { RuleName, Violation } from './violation.ts'

interface TextRule {
  readonly rule: RuleName
  readonly message: string
  readonly pattern: RegExp
  readonly layer: 'code' | 'texts'
  readonly where: (room: Room, path: string) => boolean
}

const SQL_CLOCK =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(\s*\)|\b(?:current_timestamp|current_date|localtimestamp|current_time)\b/gi

const RULES: readonly TextRule[] = [
  {
    rule: 'clock_in_pure',
    message: 'now comes as an argument',
    pattern: /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(?:\(\s*\)|(?![\w\s(]))|\bperformance\b/g,
    layer: 'code',
    where: (room) => room.pure,
  },
  {
    rule: 'chance_in_pure',
    message: 'randomness comes as an argument',
    pattern: /\bMath\s*\.\s*random\b/g,
    layer: 'code',
    where: (room) => room.pure,
  },
  {
    rule: 'sql_clock',
    message: 'the told clock comes as an argument; SQL asks no clock in modules',
    pattern: SQL_CLOCK,
    layer: 'texts',
    where: (room) => room.band === 'modules',
  },
  {
    rule: 'console',
    message: 'the log is platform/log; only the command line prints',
    pattern: /\bconsole\s*\.\s*log\b/g,
    layer: 'code',
    where: ({ band }, path) => band !== 'seed' && !/^src\/(cli\.ts|commands\/)/.test(path),
  },
]

function breaches(source: Source, room: Room, rule: TextRule): Violation[] {
  if (!rule.where(room, source.path)) return []
  return [...source.scan[rule.layer].matchAll(rule.pattern)].map((match) => ({
    rule: rule.rule,
    path: source.path,
    line: lineAt(source.text, match.index),
    message: `${match[0].trim()}: ${rule.message}`,
  }))
}

export function texts(sources: readonly Source[]): Violation[] {
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap((source) => {
      const room = roomOf(source.path)
      return room ? RULES.flatMap((rule) => breaches(source, room, rule)) : []
    })
}

/** Migrations may ask the real clock where real time is meant and the line, or the one above, says `-- real time`. */
export function migrationClocks(path: string, sql: string): Violation[] {
  const lines = sql.split('\n')
  const says = (index: number) => /--.*\breal time\b/.test(lines[index] ?? '')
  return lines.flatMap((line, index) => {
    const asks = line.replace(/--.*$/, '').match(SQL_CLOCK)
    if (!asks || says(index) || says(index - 1)) return []
    const message = `${asks[0]}: the told clock comes as an argument, or say "-- real time"`
    return [{ rule: 'migration_clock', path, line: index + 1, message }]
  })
}
