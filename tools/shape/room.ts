/** Which room of the house a file lies in, told from its path alone. */

export type Band = 'main' | 'house' | 'modules' | 'solver' | 'platform' | 'database' | 'base' | 'web' | 'seed'

export interface Room {
  readonly band: Band
  /** For a module or a room of the web: its folder. */
  readonly name: string | undefined
  /** For a file of a module: its role, that is its name or the folder it lies in (`actions/place.ts` → actions). */
  readonly role: string | undefined
  readonly pure: boolean
}

/** Everything else in a module is pure. */
const IMPURE_ROLES = ['store', 'reads', 'actions', 'routes', 'jobs', 'reactions']

/** A module's files that no other module may import; its store nobody at all may. */
export const PRIVATE_ROLES = ['routes', 'jobs', 'reactions']

/** Folders and files of src/, and what they are; a folder missing here has no place in the house. */
const BANDS: Readonly<Record<string, Band>> = {
  base: 'base',
  database: 'database',
  platform: 'platform',
  solver: 'solver',
  modules: 'modules',
  web: 'web',
  'house.ts': 'house',
  commands: 'main',
  night: 'main',
}

/** Tests, and what only they start. */
export function isTest(path: string): boolean {
  return /\.(test|fixture)\.tsx?$/.test(path)
}

function roleOf(parts: readonly string[]): string {
  return parts[3]!.replace(/\.tsx?$/, '')
}

/** @returns undefined where the path lies in no room */
export function roomOf(path: string): Room | undefined {
  const parts = path.split('/')
  if (parts[0] === 'seed') return { band: 'seed', name: undefined, role: undefined, pure: false }
  if (parts[0] !== 'src') return undefined
  // Files directly in src/ are the program itself, above the house.
  const band = BANDS[parts[1]!] ?? (parts.length === 2 ? 'main' : undefined)
  if (band === undefined) return undefined
  if (band === 'modules') {
    if (parts.length < 4) return undefined
    const role = roleOf(parts)
    return { band, name: parts[2]!, role, pure: !IMPURE_ROLES.includes(role) }
  }
  const name = band === 'web' && parts.length > 3 ? parts[2] : undefined
  return { band, name, role: undefined, pure: band === 'base' || band === 'solver' }
}
