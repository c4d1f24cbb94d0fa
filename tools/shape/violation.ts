/** What the reader reports. */

/** Every rule it knows; the self-test plants one fault of each. */
export const RULE_NAMES = [
  'no_house',
  'unlisted',
  'no_such_module',
  'homeless',
  'barrel',
  'outside',
  'imports_test',
  'base',
  'seed',
  'platform_knows_no_module',
  'band',
  'order',
  'store',
  'private_role',
  'web_pure',
  'web_rooms',
  'pure',
  'pure_package',
  'circle',
  'clock_in_pure',
  'chance_in_pure',
  'sql_clock',
  'migration_clock',
  'console',
] as const
export type RuleName = (typeof RULE_NAMES)[number]

export interface Violation {
  readonly rule: RuleName
  readonly path: string
  /** 1-based. */
  readonly line: number
  readonly message: string
}

/** `src/a.ts:3 order: …`, as editors make it clickable. */
export function tellViolation({ path, line, rule, message }: Violation): string {
  return `${path}:${line} ${rule}: ${message}`
}
