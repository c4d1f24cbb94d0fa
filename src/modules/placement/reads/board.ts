/**
 * The board: every open site's pools and what is free, in memory, for the choice. A proposal only: the database's
 * conditional updates decide, so a board that lags costs another attempt and never a double promise.
 */
import type { Tx } from '../../../platform/db/pool.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { at } from '../../../platform/db/types.ts'
import type { Context } from '../../../platform/http/context.ts'
import { remember } from '../../../platform/remember.ts'
import type { Feature, PlaceKind, RoomClass, SiteKind, SiteState } from '../../sites/model.ts'
import type { Request, Stock } from '../choose.ts'
import { type Plan, planOf } from './plan.ts'

/** What the choice and the answers need of a site. */
export interface BoardSite {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly kind: SiteKind
  readonly state: SiteState
  /** When a site that is `opening` opens. */
  readonly opensAt: number | null
  readonly community: string | null
  readonly grid: string | null
  readonly lon: number
  readonly lat: number
  readonly address: string
  readonly landmark: string
  readonly landmarkEn: string
  readonly priceClass: 'free' | 'fixed'
  readonly priceFen: number | null
  readonly features: readonly Feature[]
  readonly intakePerSlot: number | undefined
  /** The county's own, or another's by agreement, to which only a person sends anybody. */
  readonly isOwn: boolean
}

export interface Board {
  readonly sites: ReadonlyMap<string, BoardSite>
  /** Pools of open sites of the county's own. */
  readonly stocks: readonly Stock[]
  /** Pools of every site, also of those not open, for arrivals. */
  readonly all: readonly Stock[]
  /** Every counter in the order of its key, so that what is free can be set anew. */
  readonly counters: readonly { free: number }[]
  /** Check-ins left by site and half hour, where some were given; others have all of theirs. */
  readonly slotsOf: ReadonlyMap<string, Map<number, number>>
}

/** A board with the plan of its world beside it. */
export interface PlannedBoard extends Board {
  readonly plan: Plan
}

interface Row {
  readonly site: string
  readonly name: string
  readonly name_en: string
  readonly site_kind: SiteKind
  readonly state: SiteState
  readonly opens_at: number | null
  readonly community: string | null
  readonly grid: string | null
  readonly lon: number
  readonly lat: number
  readonly address: string
  readonly landmark: string
  readonly landmark_en: string
  readonly price_class: 'free' | 'fixed'
  readonly price_fen: number | null
  readonly features: Feature[]
  readonly intake_per_slot: number | null
  readonly is_own: boolean
  readonly pool: string
  readonly kind: PlaceKind | null
  readonly room_class: RoomClass | null
  readonly room_size: number | null
  readonly shared: boolean | null
  readonly offered: number
  readonly free: number
}

/** Reads the whole board in one statement. */
export async function readBoard(tx: Tx, county: string, world: number): Promise<Board> {
  const rows = await tx.query<Row>(
    `select l.site, s.name, s.name_en, s.kind as site_kind, s.state, s.opens_at, s.community, s.grid, s.lon, s.lat, s.address,
       s.landmark, s.landmark_en, s.price_class, s.price_fen, s.features, s.intake_per_slot, s.by_agreement = '' as is_own,
       l.pool, l.kind, l.room_class, l.room_size, l.shared, l.offered,
       l.offered - l.held - l.occupied - l.blocked - case when l.pool = 'site' then l.over else 0 end as free
     from site_load l join site s on s.county = l.county and s.world = l.world and s.id = l.site
     where l.county = $1 and l.world = $2
     order by l.site, (l.pool <> 'site'), l.pool`,
    [county, world],
  )
  const sites = new Map<string, BoardSite>()
  const all: Stock[] = []
  const counters: { free: number }[] = []
  let whole: Stock['whole'] = { free: 0, limit: 0 }
  let features: ReadonlySet<Feature> = new Set()
  let slots: Stock['slots'] = new Map()
  const slotsOf = new Map<string, Map<number, number>>()
  for (const row of rows) {
    if (row.pool === 'site') {
      sites.set(row.site, siteOf(row))
      whole = { free: row.free, limit: row.offered }
      counters.push(whole)
      features = new Set(row.features)
      const own = new Map<number, number>()
      slotsOf.set(row.site, own)
      slots = own
      continue
    }
    const stock: Stock = {
      site: row.site,
      pool: row.pool,
      area: row.community,
      siteKind: row.site_kind,
      kind: row.kind!,
      roomClass: row.room_class!,
      roomSize: row.room_size!,
      shared: row.shared!,
      features,
      intakePerSlot: row.intake_per_slot ?? undefined,
      slots,
      offered: row.offered,
      free: row.free,
      whole,
    }
    all.push(stock)
    counters.push(stock)
  }
  return {
    sites,
    all,
    counters,
    slotsOf,
    stocks: all.filter((stock) => isChosen(sites.get(stock.site)!)),
  }
}

function isChosen({ state, isOwn }: BoardSite): boolean {
  return state === 'open' && isOwn
}

function siteOf(row: Row): BoardSite {
  return {
    id: row.site,
    name: row.name,
    nameEn: row.name_en,
    kind: row.site_kind,
    state: row.state,
    opensAt: row.opens_at,
    community: row.community,
    grid: row.grid,
    lon: row.lon,
    lat: row.lat,
    address: row.address,
    landmark: row.landmark,
    landmarkEn: row.landmark_en,
    priceClass: row.price_class,
    priceFen: row.price_fen,
    features: row.features,
    intakePerSlot: row.intake_per_slot ?? undefined,
    isOwn: row.is_own,
  }
}

/** How old a board may be before it is read again, in real milliseconds. */
const FRESH = 300

/** Declarations as last read, and the mark under which they hold. */
interface Kept {
  readonly mark: string
  readonly board: PlannedBoard
}
const kept = remember<{ current: Kept | undefined }>(Number.POSITIVE_INFINITY)
const boards = remember<PlannedBoard>(FRESH)

/** The board of the context's world; read again when it is older than FRESH or `anew` is asked. */
export function boardOf(ctx: Context, anew = false): Promise<PlannedBoard> {
  const { county, world } = ctx.actor
  const key = `${county}/${world}`
  if (anew) boards.forget(ctx, key)
  return boards.get(ctx, key, () => lookAgain(ctx, key))
}

/** Reads what is free; the declarations only when one of them has changed. */
async function lookAgain(ctx: Context, key: string): Promise<PlannedBoard> {
  const { county, world } = ctx.actor
  const keeper = await kept.get(ctx, key, async () => ({ current: undefined }))
  const [look] = await ctx.db.call<Look>(
    'board_look',
    'select mark, free, slots from board_look($1, $2, $3)',
    [county, world, at(ctx.now)],
  )
  const known = keeper.current
  if (known !== undefined && known.mark === look!.mark && setFree(known.board, look!)) return known.board
  const scope: Scope = { county, world, kind: 'system', areas: [], sites: [] }
  const read = await ctx.db.read(scope, (tx) => readBoard(tx, county, world))
  const board = { ...read, plan: await planOf(ctx) }
  setFree(board, look!)
  keeper.current = { mark: look!.mark, board }
  return board
}

interface Look {
  readonly mark: string
  /** Free places of every counter, in the order of its key. */
  readonly free: string | null
  /** `site moment left`, one a half hour in which somebody is told to come. */
  readonly slots: string | null
}

/** Puts what is free on a board whose declarations still hold. @returns false where the two do not fit */
function setFree(board: Board, look: Look): boolean {
  const told = (look.free ?? '').split(',')
  if (told.length !== board.counters.length) return false
  for (const [n, counter] of board.counters.entries()) counter.free = Number(told[n])
  for (const own of board.slotsOf.values()) own.clear()
  for (const slot of look.slots?.split(',') ?? []) {
    const [site, moment, left] = slot.split(' ')
    board.slotsOf.get(site!)?.set(Number(moment), Number(left))
  }
  return true
}

/** Notes on the board what was just given, so that the next choice of this process does not run into it. */
export function noteGiven(
  board: Board,
  given: {
    readonly site: string
    readonly pool: string
    readonly blocked: number
    readonly slot: number | null
  },
  places: number,
  request?: Request,
): void {
  const stock = board.all.find((s) => s.site === given.site && s.pool === given.pool)
  if (stock === undefined) return
  request?.given?.(stock)
  stock.free -= places + given.blocked
  stock.whole.free -= places
  if (given.slot === null || stock.intakePerSlot === undefined) return
  const own = board.slotsOf.get(given.site)
  own?.set(given.slot, (own.get(given.slot) ?? stock.intakePerSlot) - places)
}
