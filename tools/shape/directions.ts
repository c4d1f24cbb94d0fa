/** Who may know whom: bands, the order of modules, own stores, what the web and pure files may see. */
import { type Band, isTest, PRIVATE_ROLES, type Room, roomOf } from './room.ts'
import type { Import, Source } from './source.ts'
import type { RuleName, Violation } from './violation.ts'

/** main → house → modules → solver, platform → database → base; web → base and pure files of modules. */
const MAY_KNOW: Readonly<Record<Band, readonly Band[]>> = {
  main: ['main', 'house', 'modules', 'solver', 'platform', 'database', 'base', 'web', 'seed'],
  house: ['modules', 'solver', 'platform', 'database', 'base', 'web'],
  modules: ['modules', 'solver', 'platform', 'database', 'base'],
  solver: ['solver', 'base'],
  platform: ['platform', 'database', 'base'],
  database: ['database', 'base'],
  base: ['base'],
  web: ['web', 'base', 'modules'],
  seed: ['seed', 'base'],
}

/** Rooms of the web that every other room there may use. */
const SHARED_WEB = ['kit', 'shell']

interface Step {
  readonly from: Room
  readonly to: Room
}

type Rule = (step: Step, order: readonly string[]) => string | false

function mayKnow(from: Room, to: Room): boolean {
  return MAY_KNOW[from.band].includes(to.band)
}

/** A module missing in the list is reported as that alone. */
function below(to: Room, from: Room, order: readonly string[]): boolean {
  const [target, own] = [order.indexOf(to.name ?? ''), order.indexOf(from.name ?? '')]
  return own >= 0 && target > own
}

/** Files directly in web/ (paths, routes, entries) belong to no room and are everybody's. */
function strangers(from: Room, to: Room): boolean {
  const rooms = from.name !== undefined && to.name !== undefined
  return rooms && from.name !== to.name && !SHARED_WEB.includes(to.name ?? '')
}

/** The first one broken names the import: one fault, one line. */
const RULES: readonly (readonly [RuleName, Rule])[] = [
  [
    'platform_knows_no_module',
    ({ from, to }) => from.band === 'platform' && to.band === 'modules' && 'the platform knows no module',
  ],
  ['seed', ({ from, to }) => from.band === 'seed' && !mayKnow(from, to) && 'the seed imports only src/base'],
  ['base', ({ from, to }) => from.band === 'base' && !mayKnow(from, to) && 'base imports nothing of ours'],
  ['band', ({ from, to }) => !mayKnow(from, to) && `${from.band} may not import ${to.band}`],
  [
    'order',
    ({ from, to }, order) =>
      from.band === 'modules' && below(to, from, order) && `${to.name} stands below ${from.name} in house.ts`,
  ],
  [
    'store',
    ({ from, to }) => to.role === 'store' && from.name !== to.name && `the store of ${to.name} is its own`,
  ],
  [
    'private_role',
    ({ from, to }) =>
      from.band === 'modules' &&
      from.name !== to.name &&
      PRIVATE_ROLES.includes(to.role ?? '') &&
      `${to.role} of ${to.name} is not for other modules`,
  ],
  [
    'web_pure',
    ({ from, to }) =>
      from.band === 'web' &&
      to.band === 'modules' &&
      !to.pure &&
      `the web sees only pure files of ${to.name}`,
  ],
  [
    'web_rooms',
    ({ from, to }) =>
      from.band === 'web' &&
      to.band === 'web' &&
      strangers(from, to) &&
      `web/${from.name} may not import web/${to.name}`,
  ],
  [
    'pure',
    ({ from, to }) =>
      from.band === 'modules' && from.pure && !to.pure && 'a pure file imports only pure files, base and zod',
  ],
]

function broken(step: Step, order: readonly string[]): readonly [RuleName, string] | undefined {
  for (const [rule, test] of RULES) {
    const message = test(step, order)
    if (message !== false) return [rule, message]
  }
  return undefined
}

function judge(path: string, one: Import, order: readonly string[]): Violation | undefined {
  const from = roomOf(path)
  if (from === undefined) return undefined
  const at = { path, line: one.line }
  if (one.target === undefined) {
    const allowed = !from.pure || from.band === 'solver' || one.specifier === 'zod'
    return allowed
      ? undefined
      : { ...at, rule: 'pure_package', message: `pure, yet imports ${one.specifier}` }
  }
  if (isTest(one.target)) return { ...at, rule: 'imports_test', message: `${one.target} is a test` }
  const to = roomOf(one.target)
  if (to === undefined) return { ...at, rule: 'outside', message: `${one.target} is no room of the house` }
  const fault = broken({ from, to }, order)
  return fault && { ...at, rule: fault[0], message: `${fault[1]} (${one.target})` }
}

/** @param order modules as house.ts lists them; tests beside the code may reach further and are left out. */
export function directions(sources: readonly Source[], order: readonly string[]): Violation[] {
  return sources
    .filter((source) => !isTest(source.path))
    .flatMap((source) => source.imports.map((one) => judge(source.path, one, order)))
    .filter((one) => one !== undefined)
}
