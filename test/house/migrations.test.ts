/** Migrations run in the order of their names, so the names must say when they were written. */
import { describe, expect, test } from 'vitest'
import { read } from './files.ts'
import { FOLDER, migrationNames } from './schema.ts'

const NAME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})-[a-z0-9]+(-[a-z0-9]+)*\.sql$/

function isMoment(name: string): boolean {
  const [year, month, day, hour, minute] = (name.match(NAME) ?? []).slice(1, 6).map(Number)
  if (year === undefined || month === undefined) return false
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour! < 24 && minute! < 60
}

describe('migrations', () => {
  const names = migrationNames()

  test('are named YYYYMMDDhhmm-what-it-does.sql', () => {
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !isMoment(name))).toEqual([])
  })

  test('no two carry the same moment', () => {
    const moments = names.map((name) => name.slice(0, 12))
    expect(moments.filter((moment, index) => moments.indexOf(moment) !== index)).toEqual([])
  })

  test('every table has row-level security', () => {
    const sql = names.map((name) => read(`${FOLDER}/${name}`).replace(/--[^\n]*/g, '')).join('\n')
    const tables = [...sql.matchAll(/\bcreate\s+(?:unlogged\s+)?table\s+(?:if not exists\s+)?(\w+)/gi)].map(
      (m) => m[1]!,
    )
    const secured = [...sql.matchAll(/\balter\s+table\s+(\w+)\s+enable\s+row\s+level\s+security/gi)].map(
      (m) => m[1]!,
    )
    expect(tables.length).toBeGreaterThan(0)
    expect(tables.filter((table) => !secured.includes(table))).toEqual([])
  })

  /** Looked up on every registration while their figures are still unknown: see the migration that says why. */
  const LED_BY_WHAT_IS_SOUGHT = ['later, earlier, county, world', 'token, party, kind, county, world']

  test('every table has the county in its key, and leads with it but for those named', () => {
    const sql = names.map((name) => read(`${FOLDER}/${name}`).replace(/--[^\n]*/g, '')).join('\n')
    const keys = [...sql.matchAll(/\bprimary\s+key\s*\(([^)]*)\)/gi)].map((match) => match[1]!.trim())
    expect(keys.filter((key) => !/\bcounty\b/.test(key))).toEqual([])
    expect(keys.filter((key) => !/^county\b/.test(key)).sort()).toEqual(LED_BY_WHAT_IS_SOUGHT)
  })
})
