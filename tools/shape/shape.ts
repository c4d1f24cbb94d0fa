/** The import reader: everything that the structure promises, read from the sources. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { circles } from './circles.ts'
import { directions } from './directions.ts'
import { form, readOrder } from './form.ts'
import { filesBelow, readSources } from './source.ts'
import { migrationClocks, texts } from './texts.ts'
import type { Violation } from './violation.ts'

/**
 * @param root of a checkout: its src/ and seed/ are read
 * @returns every violation, by path and line
 */
export function readShape(root: string): Violation[] {
  const sources = readSources(root, ['src', 'seed'])
  const order = readOrder(sources.find(({ path }) => path === 'src/house.ts'))
  const migrations = filesBelow(root, 'src/database/migrations', /\.sql$/)
  return [
    ...form(sources, order),
    ...directions(sources, order),
    ...circles(sources),
    ...texts(sources),
    ...migrations.flatMap((path) => migrationClocks(path, readFileSync(join(root, path), 'utf8'))),
  ].sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
}
