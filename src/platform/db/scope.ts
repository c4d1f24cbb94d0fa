/** On whose behalf a transaction runs: what the policies of row-level security read. */
import pg from 'pg'

export interface Scope {
  readonly county: string
  /** 0 = the county itself; else a drill or a play. */
  readonly world: number
  readonly kind: 'deed' | 'staff' | 'auditor' | 'party' | 'public' | 'system' | 'none'
  /** Area codes; the county's own code means everything. */
  readonly areas: readonly string[]
  /** Ids of sites. */
  readonly sites: readonly string[]
  readonly party?: string
  readonly account?: string
}

/** A PostgreSQL array literal. */
export function arrayLiteral(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`)
  return `{${quoted.join(',')}}`
}

/** The settings of a scope by name, as the policies find them by `current_setting('app.…', true)`. */
export function settingsOf(scope: Scope): Record<string, string> {
  return {
    'app.county': scope.county,
    'app.world': String(scope.world),
    'app.kind': scope.kind,
    'app.areas': arrayLiteral(scope.areas),
    'app.sites': arrayLiteral(scope.sites),
    'app.party': scope.party ?? '',
    'app.account': scope.account ?? '',
  }
}

export type TxMode = 'write' | 'read' | 'snapshot'

const BEGIN: Readonly<Record<TxMode, string>> = {
  write: 'begin',
  read: 'begin read only',
  snapshot: 'begin isolation level repeatable read read only',
}

/**
 * `begin` and the whole scope as one message, one round trip. Settings last until the transaction ends, so the next
 * user of the connection, here or behind pgbouncer, finds none.
 */
export function beginWith(scope: Scope, mode: TxMode): string {
  const calls = Object.entries(settingsOf(scope)).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)},${pg.escapeLiteral(value)},true)`,
  )
  return `${BEGIN[mode]}; select ${calls.join(',')}`
}
