/**
 * Who sees which rows: role × table × kind, as row-level security must have it. One test walks it against the live
 * catalogue; a new table is written here with its first migration.
 */
import type { Role } from '../../src/base/actor.ts'

/** Roles of staff, and those without a post; `machine` is a deed whose policy has said yes, or a timer. */
export type Who = Role | 'machine' | 'party' | 'public' | 'nobody'

/** Every row of its county and world; those of its own area, site or person; none. */
export type Sees = 'all' | 'own' | 'none'

export type Kind =
  /** The names of counties and worlds, on every page. */
  | 'open'
  /** What every page of a county may tell. */
  | 'county'
  /** Everybody with a post. */
  | 'staff-wide'
  /** Events of the areas of one's posts. */
  | 'area'
  /** Those who answer for one site. */
  | 'site'
  /** Persons: through the site they are told to, or their own token. */
  | 'person'
  /** Keys, accounts, counters: reached by the program's own deeds alone. */
  | 'machine'
  /** Written by the program, read by the auditor. */
  | 'audit'

type Row = Readonly<Record<Who, Sees>>

const nothing: Row = {
  sys_admin: 'none',
  duty_officer: 'none',
  intake_desk: 'none',
  site_warden: 'none',
  community_secretary: 'none',
  grid_worker: 'none',
  auditor: 'none',
  machine: 'all',
  party: 'none',
  public: 'none',
  nobody: 'none',
}
const everybody: Row = {
  sys_admin: 'all',
  duty_officer: 'all',
  intake_desk: 'all',
  site_warden: 'all',
  community_secretary: 'all',
  grid_worker: 'all',
  auditor: 'all',
  machine: 'all',
  party: 'all',
  public: 'all',
  nobody: 'all',
}
/** Posts held for the whole county. */
const desk = { duty_officer: 'all', intake_desk: 'all' } as const

export const KINDS: Readonly<Record<Kind, Row>> = {
  open: everybody,
  county: everybody,
  'staff-wide': { ...everybody, party: 'none', public: 'none', nobody: 'none' },
  area: { ...nothing, ...desk, auditor: 'all', community_secretary: 'own' },
  site: { ...nothing, ...desk, site_warden: 'own' },
  person: {
    ...nothing,
    ...desk,
    site_warden: 'own',
    community_secretary: 'own',
    grid_worker: 'own',
    party: 'own',
  },
  machine: nothing,
  audit: { ...nothing, auditor: 'all' },
}

export interface TableOf {
  readonly kind: Kind
  /** The column by which a row is somebody's own, and whose. */
  readonly own?: readonly [column: string, of: 'party' | 'site' | 'area']
  /** Where it differs from its kind. */
  readonly but?: Partial<Row>
  /** May be changed by others than the machine: who, and which rows. */
  readonly changes?: Partial<Row>
  /** Scope kinds of the machine that read it; both unless named. */
  readonly machine?: 'deed' | 'system'
  /** The same for the party's own, where it differs. */
  readonly ofParty?: readonly [column: string, of: 'party']
  /** Read through every world of its county, by the worker's timers or by any deed. */
  readonly everyWorld?: 'worker' | 'machine'
}

export const MATRIX: Readonly<Record<string, TableOf>> = {
  county: { kind: 'open' },
  world: { kind: 'open' },

  area: { kind: 'county' },
  entry_point: { kind: 'county' },
  street_node: { kind: 'county' },
  street_edge: { kind: 'county' },
  emergency: { kind: 'county' },

  site: {
    kind: 'staff-wide',
    own: ['id', 'site'],
    // A party sees the site it was told to go to.
    but: { party: 'own' },
    changes: { ...desk, site_warden: 'own', community_secretary: 'own', grid_worker: 'own' },
  },
  site_pool: { kind: 'staff-wide', changes: desk },
  site_load: { kind: 'staff-wide', changes: desk },
  road_estimate: { kind: 'staff-wide' },
  building: { kind: 'staff-wide' },
  barrier: { kind: 'staff-wide' },
  building_grid: { kind: 'staff-wide' },
  grid_lineage: { kind: 'staff-wide' },
  districting: { kind: 'staff-wide' },
  districting_building: { kind: 'staff-wide' },
  districting_move: { kind: 'staff-wide' },
  ledger_seal: { kind: 'staff-wide', everyWorld: 'worker' },

  ledger: { kind: 'area', own: ['area', 'area'], everyWorld: 'worker' },

  site_identity: { kind: 'site', own: ['site', 'site'], changes: { ...desk, site_warden: 'own' } },

  party: { kind: 'person', own: ['id', 'party'], changes: desk },
  placement: { kind: 'person', own: ['site', 'site'], ofParty: ['party', 'party'], changes: desk },
  party_identity: { kind: 'person', own: ['party', 'party'], changes: desk },
  search_token: { kind: 'machine', but: desk, changes: desk },
  party_link: { kind: 'machine', but: desk, changes: desk },
  site_slot: { kind: 'machine', but: desk, changes: desk },
  code_block: { kind: 'machine', but: desk, changes: desk },

  account: { kind: 'machine' },
  account_identity: { kind: 'machine' },
  account_token: { kind: 'machine' },
  post: { kind: 'machine' },
  site_duty: { kind: 'machine' },
  site_import: { kind: 'machine' },
  site_former: { kind: 'machine' },
  site_merge: { kind: 'machine' },
  site_distinct: { kind: 'machine' },
  site_former_identity: { kind: 'machine' },
  paper_code: { kind: 'machine' },
  site_ask: { kind: 'machine' },
  entry_code: { kind: 'machine' },
  entry_desk: { kind: 'machine' },
  replan: { kind: 'machine' },
  replan_move: { kind: 'machine' },
  offer: { kind: 'machine' },
  offer_identity: { kind: 'machine' },
  rescue: { kind: 'machine' },
  rescue_identity: { kind: 'machine' },
  road_news: { kind: 'machine' },
  site_census: { kind: 'machine' },
  site_want: { kind: 'machine' },
  shift_handover: { kind: 'machine' },
  departure_plan: { kind: 'machine' },
  one_time_code: { kind: 'machine' },
  // A token of another world is told apart from one that does not exist.
  session: { kind: 'machine', everyWorld: 'machine' },
  receipt: { kind: 'machine' },
  reaction_cursor: { kind: 'machine', machine: 'system' },
  ledger_sealer: { kind: 'machine', but: { machine: 'none' }, everyWorld: 'worker' },
  file: { kind: 'machine' },
  outbox: { kind: 'machine' },
  reason: { kind: 'audit' },
  identity_view: { kind: 'audit', machine: 'system' },
}

/** What somebody sees of a table. */
export function seesOf(table: TableOf, who: Who): Sees {
  return table.but?.[who] ?? KINDS[table.kind][who]
}

/** By which column a row is somebody's own, and whose. */
export function ownOf(table: TableOf, who: Who): readonly [string, 'party' | 'site' | 'area'] {
  const own = who === 'party' ? (table.ofParty ?? table.own) : table.own
  if (own === undefined) throw new Error('the matrix gives an own row of a table that has none')
  return own
}
