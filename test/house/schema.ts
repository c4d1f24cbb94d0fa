/** The schema as the migrations write it: tables, their columns, and what stands beside each column. */
import { list, read } from './files.ts'

export const FOLDER = 'src/database/migrations'

export function migrationNames(): string[] {
  return list(FOLDER).filter((name) => name.endsWith('.sql'))
}

export interface Column {
  readonly table: string
  readonly name: string
  /** The rest of its line: type, default, check. */
  readonly rest: string
}

const CONSTRAINT = /^(primary|foreign|unique|check|exclude|constraint|like)\b/i

/** Splits at commas outside brackets. */
function parts(body: string): string[] {
  const found = ['']
  let depth = 0
  for (const letter of body) {
    if (letter === '(') depth++
    if (letter === ')') depth--
    if (letter === ',' && depth === 0) found.push('')
    else found[found.length - 1] += letter
  }
  return found.map((part) => part.trim()).filter((part) => part !== '')
}

/** From an opening bracket to its closing one, without both. */
function bracketed(sql: string, open: number): string {
  let depth = 0
  for (let i = open; i < sql.length; i++) {
    if (sql[i] === '(') depth++
    if (sql[i] === ')' && --depth === 0) return sql.slice(open + 1, i)
  }
  return sql.slice(open + 1)
}

function column(table: string, part: string): Column[] {
  const match = part.match(/^"?(\w+)"?\s+([\s\S]*)$/)
  return match && !CONSTRAINT.test(part) ? [{ table, name: match[1]!, rest: match[2]! }] : []
}

export function columnsOf(sql: string): Column[] {
  const bare = sql.replace(/--[^\n]*/g, '')
  const created = [...bare.matchAll(/\bcreate\s+(?:unlogged\s+)?table\s+(?:if not exists\s+)?(\w+)\s*\(/gi)]
  const added = [...bare.matchAll(/\balter\s+table\s+(\w+)\s+add\s+column\s+(?:if not exists\s+)?([^,;]+)/gi)]
  return [
    ...created.flatMap((match) =>
      parts(bracketed(bare, match.index + match[0].length - 1)).flatMap((part) => column(match[1]!, part)),
    ),
    ...added.flatMap((match) => column(match[1]!, match[2]!)),
  ]
}

export function schema(): Column[] {
  return migrationNames().flatMap((name) => columnsOf(read(`${FOLDER}/${name}`)))
}
