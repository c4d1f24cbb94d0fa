/** Rules about the house itself: every file in a room, every module in the list, no file that only passes on. */
import { isTest, roomOf } from './room.ts'
import { lineAt } from './scan.ts'
import type { Source } from './source.ts'
import type { Violation } from './violation.ts'

/** Modules in their order, read from the text of house.ts so that nothing has to be loaded. */
export function readOrder(house: Source | undefined): string[] {
  const list = house?.scan.uncommented.match(/export const HOUSE\b[^=]*=\s*\[([^\]]*)\]/)?.[1] ?? ''
  return [...list.matchAll(/['"]([\w-]+)['"]/g)].map((match) => match[1]!)
}

const REEXPORT = /^[ \t]*export\b[^'"`;()]*?\bfrom\s*(['"])[^'"\n]+\1;?/gm

function barrel({ path, scan }: Source): Violation[] {
  const rest = scan.uncommented.replace(REEXPORT, '')
  if (rest === scan.uncommented || rest.trim() !== '') return []
  return [
    { rule: 'barrel', path, line: 1, message: 'only passes on what others export: import from the source' },
  ]
}

function homeless({ path }: Source): Violation[] {
  if (roomOf(path) !== undefined) return []
  return [{ rule: 'homeless', path, line: 1, message: 'lies in no room of the house' }]
}

function unlisted(sources: readonly Source[], order: readonly string[]): Violation[] {
  const first = new Map<string, Source>()
  for (const source of sources) {
    const room = roomOf(source.path)
    if (room?.band === 'modules' && !first.has(room.name!)) first.set(room.name!, source)
  }
  return [...first]
    .filter(([name]) => !order.includes(name))
    .map(([name, { path }]) => ({ rule: 'unlisted', path, line: 1, message: `${name} is not in house.ts` }))
}

function missing(sources: readonly Source[], order: readonly string[], house: Source): Violation[] {
  const names = new Set(sources.map(({ path }) => roomOf(path)).flatMap((room) => room?.name ?? []))
  const line = lineAt(house.text, house.text.indexOf('export const HOUSE'))
  return order
    .filter((name) => !names.has(name))
    .map((name) => ({ rule: 'no_such_module', path: house.path, line, message: `${name} has no folder` }))
}

export function form(sources: readonly Source[], order: readonly string[]): Violation[] {
  const house = sources.find(({ path }) => path === 'src/house.ts')
  const ours = sources.filter(({ path }) => !isTest(path))
  if (house === undefined || order.length === 0) {
    return [
      { rule: 'no_house', path: 'src/house.ts', line: 1, message: 'no list `export const HOUSE = […]`' },
    ]
  }
  const modules = ours.filter(({ path }) => path.startsWith('src/modules/'))
  return [
    ...ours.flatMap(barrel),
    ...ours.flatMap(homeless),
    ...unlisted(ours, order),
    ...missing(modules, order, house),
  ]
}
