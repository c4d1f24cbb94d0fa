/** Small builders: a database, counties with a few sites on it, contexts and registrations; no server and no demo. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Post } from '../src/base/actor.ts'
import { uuidv7 } from '../src/base/ids.ts'
import type { Moment } from '../src/base/time.ts'
import { scopeOf } from '../src/modules/access/reads.ts'
import { layOutSites } from '../src/modules/placement/actions/sites.ts'
import { Registration } from '../src/modules/placement/model.ts'
import { boardOf } from '../src/modules/placement/reads/board.ts'
import { type AreaGiven, addAreas, addEntries } from '../src/modules/places/actions.ts'
import type { SiteDeclaration, SiteState } from '../src/modules/sites/model.ts'
import { openClock } from '../src/platform/clock.ts'
import { openKeyring } from '../src/platform/crypto/keyring.ts'
import type { Scope } from '../src/platform/db/scope.ts'
import { type Context, deedScope, type Shared } from '../src/platform/http/context.ts'
import { createLog } from '../src/platform/log/log.ts'
import { addCounty, machineOf } from './county.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** 20:00 北京时间 on the night of 17 February 2024. */
export const NIGHT: Moment = Date.UTC(2024, 1, 17, 12)

export interface House {
  readonly db: TestDatabase
  readonly shared: Shared
  /** Everything logged so far. */
  logged(): string
  /** A county of its own: two communities side by side, a grid, an exit, no sites yet. */
  county(): Promise<County>
  stop(): Promise<void>
}

export interface County {
  readonly code: string
  readonly east: string
  readonly west: string
  readonly grid: string
  /** The machine in a world at a moment; NIGHT in world 0 unless named. */
  ctx(change?: { readonly world?: number; readonly now?: Moment }): Context
  /** Somebody with posts. */
  as(posts: readonly Post[], change?: { readonly world?: number; readonly now?: Moment }): Context
  /** A party with its token. */
  guest(id: string, change?: { readonly now?: Moment }): Context
  /** Lays out sites, open unless said; their ids in the same order. */
  layOut(sites: readonly SiteDeclaration[], state?: SiteState, world?: number): Promise<string[]>
}

/** @param max most connections of the app's pool */
export async function openHouse({ max = 10 }: { max?: number } = {}): Promise<House> {
  const db = await testDatabase({ max })
  const directory = mkdtempSync(join(tmpdir(), 'jingwei-house-'))
  const lines: string[] = []
  const shared: Shared = {
    db: db.app,
    clock: openClock(db.app),
    keyring: await openKeyring(directory),
    log: createLog(
      { dataDir: directory, log: 'stdout', logLevel: 'debug' },
      { write: (line: string) => void lines.push(line) },
    ),
    committed: () => {},
    random: (bytes) => randomBytes(bytes),
  }
  let counties = 0
  return {
    db,
    shared,
    logged: () => lines.join(''),
    county: () => makeCounty(db, shared, counties++),
    async stop() {
      await db.drop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function makeCounty(db: TestDatabase, shared: Shared, n: number): Promise<County> {
  const code = `6299${String(n).padStart(2, '0')}`
  await addCounty(db, { code, slug: `county-${n}` })
  shared.clock.forget()
  const east = `${code}001001`
  const west = `${code}001002`
  const grid = `${east}-01`
  const contextOf = (actor: Actor, scope: Scope, now: Moment): Context => ({
    ...shared,
    actor,
    scope,
    now,
    realNow: Date.now(),
  })
  const county: County = {
    code,
    east,
    west,
    grid,
    ctx({ world = 0, now = NIGHT } = {}) {
      const actor = machineOf(code, world)
      return contextOf(actor, deedScope({ actor }), now)
    },
    as(posts, { world = 0, now = NIGHT } = {}) {
      const id = randomUUID()
      const actor: Actor = { ...machineOf(code, world), kind: 'staff', id, posts }
      return contextOf(actor, scopeOf(code, world, id, posts), now)
    },
    guest(id, { now = NIGHT } = {}) {
      const actor: Actor = { ...machineOf(code, 0), kind: 'party', id }
      return contextOf(actor, { ...deedScope({ actor }), kind: 'party', party: id }, now)
    },
    async layOut(sites, state = 'open', world = 0) {
      const ctx = county.ctx({ world })
      // Ids in the order of laying out: where two sites cost a party the same, the lower id has it, in every run.
      const tail = (n: number) => Buffer.concat([Buffer.from([n >> 8, n & 255]), randomBytes(8)])
      const laidOutAt = Date.now()
      const given = sites.map((site, n) => ({ id: uuidv7(laidOutAt, tail(n)), site, state }))
      await ctx.db.tx(deedScope(ctx), (tx) => layOutSites(tx, ctx, given))
      await boardOf(ctx, true)
      return given.map(({ id }) => id)
    },
  }
  await layOutPlaces(county)
  return county
}

async function layOutPlaces({ code, east, west, grid, ctx }: County): Promise<void> {
  const area = (own: string, kind: AreaGiven['kind'], parent: string | null, from?: number): AreaGiven => ({
    code: own,
    kind,
    parent,
    name: { zh: own, en: own },
    lon: 96.05,
    lat: 40.02,
    boundary: from === undefined ? null : square(from),
  })
  await ctx().db.tx({ ...deedScope(ctx()), kind: 'system' }, async (tx) => {
    await addAreas(tx, code, Date.UTC(2023, 5, 30), [
      area(code, 'county', null),
      area(`${code}001`, 'town', code),
      area(east, 'community', `${code}001`, 96.05),
      area(west, 'community', `${code}001`, 96),
      area(grid, 'grid', east, 96.05),
    ])
    await addEntries(tx, code, [
      {
        id: 'exit',
        kind: 'motorway_exit',
        name: { zh: '出口', en: 'Exit' },
        lon: 96.05,
        lat: 40.02,
        landmark: true,
      },
    ])
  })
}

/** Five kilometres north to south, four across. */
function square(west: number): [number, number][] {
  const east = west + 0.05
  return [
    [west, 40],
    [east, 40],
    [east, 40.05],
    [west, 40.05],
    [west, 40],
  ]
}

/** A hall with places on the floor, so many metres east of the exit (west where negative), and wardens enough. */
export function hall(
  places: number,
  change: Partial<SiteDeclaration> & { readonly metres?: number } = {},
): SiteDeclaration {
  const { metres = 500, ...declared } = change
  return {
    name: `礼堂${randomBytes(4).toString('hex')}`,
    nameEn: '',
    kind: 'hall',
    lon: 96.05 + metres / 85_300,
    lat: 40.02,
    address: '',
    landmark: '',
    landmarkEn: '',
    priceClass: 'free',
    features: [],
    parking: 0,
    byAgreement: '',
    wardens: 100,
    personsPerWarden: 25,
    pools: [{ kind: 'floor', roomClass: 'general', roomSize: 0, shared: true, places }],
    ...declared,
  }
}

/** Adults at the exit, in a car. */
export function registration(adults: number, change: Partial<Registration> = {}): Registration {
  return Registration.parse({ command: randomUUID(), adults, entry: 'exit', vehicle: 'car', ...change })
}

/** A new command. */
export const command = (): { readonly command: string } => ({ command: randomUUID() })
