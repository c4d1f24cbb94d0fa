/**
 * A small house for tests of the wall alone: the built files, and figures of an evening made from the demo county's own
 * seed. Every answer is parsed by its endpoint's output. The stories use the real server.
 */
import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { guazhou } from '../../seed/guazhou.ts'
import type { SiteSeed } from '../../seed/types.ts'
import type { Endpoint } from '../../src/base/contract.ts'
import { uuidv7 } from '../../src/base/ids.ts'
import { HOUR, MINUTE } from '../../src/base/time.ts'
import { accessApi } from '../../src/modules/access/api.ts'
import { modeApi } from '../../src/modules/mode/api.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { SiteView } from '../../src/modules/placement/model.ts'
import { placesApi } from '../../src/modules/places/api.ts'
import { reportsApi, type Wall } from '../../src/modules/reports/api.ts'

/** 2024-02-17 22:00 北京时间. */
export const NOW = Date.UTC(2024, 1, 17, 14, 0)
const START = NOW - 4.5 * HOUR
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:"
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

const seed = guazhou()
export const id = (n: number) => uuidv7(NOW, new Uint8Array([n >> 8, n & 255, 0, 0, 0, 0, 0, 0, 0, 0]))
const heads = (persons: number) => ({ parties: Math.ceil(persons / 3), persons })

/** The n-th site: hotels are full, everything else fills the more the further down the list it stands. */
function siteView(site: SiteSeed, n: number): SiteView {
  const offered = site.pools.reduce((sum, pool) => sum + pool.places, 0)
  const occupied = site.kind === 'hotel' ? offered : Math.round(offered * ((n % 10) / 10))
  return {
    id: id(n),
    name: site.name,
    nameEn: site.nameEn,
    kind: site.kind,
    state: 'open',
    community: site.community,
    grid: site.grid,
    lon: site.lon,
    lat: site.lat,
    located: true,
    address: site.address,
    landmark: site.landmark,
    landmarkEn: site.landmarkEn,
    priceClass: site.priceClass,
    priceFen: site.priceFen ?? null,
    features: [...site.features],
    parking: site.parking,
    byAgreement: '',
    opensFrom: null,
    opensAt: null,
    wardens: site.wardens,
    personsPerWarden: 25,
    externalId: site.key,
    version: 1,
    changedAt: NOW,
    offered,
    held: 0,
    occupied,
    blocked: 0,
    over: 0,
    free: offered - occupied,
    staffedLimit: offered,
    pools: [],
  }
}

export const sites: readonly SiteView[] = seed.sites.map(siteView)

function sums(of: readonly SiteView[]) {
  const sum = (field: 'offered' | 'held' | 'occupied' | 'blocked' | 'free') =>
    of.reduce((total, site) => total + site[field], 0)
  return {
    sites: of.length,
    offered: sum('offered'),
    held: sum('held'),
    occupied: sum('occupied'),
    blocked: sum('blocked'),
    free: sum('free'),
  }
}

/** The evening at 22:00, as the wall is told it. */
export function evening(): Wall {
  const kinds = [...new Set(sites.map((site) => site.kind))]
  return {
    now: NOW,
    seq: 1,
    emergency: { id: id(2000), name: '2·17 暴雪滞留旅客安置', since: START, state: 'responding' },
    rescues: { calls: 0, persons: 0, unassigned: 0, oldest: null },
    registered: heads(21_040),
    registeredNotArrived: heads(4_812),
    arrived: heads(15_377),
    over: heads(0),
    departed: heads(0),
    unconfirmed: { parties: 0, persons: 0 },
    waiting: heads(851),
    waitingBy: [
      { ...heads(640), reason: 'no_room', need: null, oldest: NOW - 22 * MINUTE },
      { ...heads(180), reason: 'need', need: 'accessible', oldest: NOW - 66 * MINUTE },
      { ...heads(31), reason: 'need', need: 'halal', oldest: NOW - 5 * MINUTE },
    ],
    plan: {
      state: 'followed',
      at: NOW - 4 * MINUTE,
      tookMs: 160,
      expected: 4_200,
      unplaced: 15,
      lacking: [
        { need: 'accessible', persons: 12 },
        { need: null, persons: 3 },
      ],
      cost: 101_300,
      bound: 100_000,
    },
    roadEstimates: [
      { entry: 'xingxingxia-queue', persons: 2_600, source: '高速交警', at: NOW - 18 * MINUTE, stale: false },
      { entry: 'malianjing-queue', persons: 700, source: '路政', at: NOW - 74 * MINUTE, stale: true },
    ],
    byKind: kinds.map((kind) => ({ kind, ...sums(sites.filter((site) => site.kind === kind)) })),
    byPlaceKind: [
      { kind: 'bed', offered: 7_700, occupied: 7_200, free: 500 },
      { kind: 'floor', offered: 9_000, occupied: 6_000, free: 3_000 },
    ],
    communities: seed.communities.map(({ code }, n) => {
      const own = sums(sites.filter((site) => site.community === code))
      // The first community has nothing left, so that the worst class is on the map.
      return { ...own, code, ...(n === 0 ? { free: 0 } : {}) }
    }),
    curve: Array.from({ length: 28 }, (_, n) => ({
      at: START + n * 10 * MINUTE,
      registered: Math.round(21_040 * (n / 27) ** 2),
      arrived: Math.round(15_377 * (n / 27) ** 3),
      departed: 0,
    })),
    ages: { parties: NOW - 3_000, sites: NOW - 95_000, road: NOW - 18 * MINUTE },
  }
}

function places() {
  const area = (one: { code: string; name: { zh: string; en: string }; boundary: unknown }) => one
  return {
    county: { code: seed.county.code, slug: seed.county.slug, name: seed.county.name, demo: true },
    areas: [
      ...seed.communities.map((one) => ({
        ...area(one),
        kind: 'community',
        parent: one.town,
        ...one.centroid,
      })),
      ...seed.grids.map((one) => ({ ...area(one), kind: 'grid', parent: one.community, ...one.centroid })),
    ],
    entries: seed.entries.map((one) => ({ ...one, landmark: one.landmark || one.onMotorway })),
  }
}

function streets() {
  const at = (node: number) => [seed.streets.nodes[node]!.lon, seed.streets.nodes[node]!.lat]
  return {
    streets: seed.streets.edges.map((e) => ({ name: e.name, kind: e.kind, line: [at(e.a), at(e.b)] })),
  }
}

const officer = {
  account: id(5000),
  name: '马晓兰',
  posts: [{ id: id(5001), role: 'duty_officer', area: seed.county.code, site: null }],
  county: seed.county.code,
  world: 3,
}

export interface WallHouse {
  readonly url: string
  /** What the next reading is told; a test may change it. */
  wall: Wall
  /** The server hangs up on everybody. */
  down: boolean
  /** Addresses asked for, in order. */
  readonly asked: string[]
  tell(type: string, data: object): void
  close(): Promise<void>
}

export async function startWallHouse(dist: string): Promise<WallHouse> {
  const streams = new Set<ServerResponse>()
  const asked: string[] = []
  let seq = 1
  const world = { id: 3, kind: 'play', name: '2·17', rate: 1, now: NOW, endedAt: null }
  const answers: readonly { readonly endpoint: Endpoint; readonly give: () => unknown }[] = [
    { endpoint: accessApi.me, give: () => officer },
    { endpoint: reportsApi.wall, give: () => house.wall },
    { endpoint: reportsApi.ledger, give: () => ({ events: [], head: { seq, hash: '' } }) },
    { endpoint: placesApi.places, give: places },
    { endpoint: placesApi.streets, give: streets },
    { endpoint: placementApi.sites, give: () => ({ sites }) },
    { endpoint: modeApi.mode, give: () => ({ mode: 'emergency', emergency: null, open: true, world }) },
  ]

  async function file(path: string, response: ServerResponse): Promise<void> {
    const asset = path.startsWith('/static/desk/')
      ? normalize(path.slice('/static/desk/'.length))
      : 'index.html'
    const content = await readFile(join(dist, asset)).catch(() => undefined)
    const type = TYPES[extname(asset)] ?? 'application/octet-stream'
    response.writeHead(content ? 200 : 404, { 'content-type': type, 'content-security-policy': CSP })
    response.end(content)
  }

  function answer(path: string, response: ServerResponse): void {
    const found = answers.find(({ endpoint }) => `/api${endpoint.path}` === path)
    const body = found
      ? found.endpoint.output.parse(found.give())
      : { code: 'not_found', message: '', details: {} }
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }

  function stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`event: hello\ndata: ${JSON.stringify({ seq, now: NOW, rate: 1 })}\n\n`)
    streams.add(response)
    response.on('close', () => streams.delete(response))
  }

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://wall.house').pathname.replace(/^\/c\/[^/]+\/w\/\d+/, '')
    asked.push(path)
    if (house.down) response.destroy()
    else if (path === '/api/live') stream(response)
    else if (path.startsWith('/api/')) answer(path, response)
    else void file(path, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  const house: WallHouse = {
    url: `http://127.0.0.1:${address.port}`,
    wall: evening(),
    down: false,
    asked,
    tell(type, data) {
      seq++
      const common = { id: id(3000), at: NOW, actor: 'x', actorKind: 'staff', area: null, mode: 'emergency' }
      const event = { ...common, seq, type, subjectKind: type.split('.')[0], subject: id(4000), data }
      for (const open of streams) open.write(`id: ${seq}\nevent: ledger\ndata: ${JSON.stringify(event)}\n\n`)
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
  return house
}
