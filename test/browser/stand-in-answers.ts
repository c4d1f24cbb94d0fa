/** The answers of the stand-in, made from one small situation that a test may change. */
import type { Endpoint } from '../../src/base/contract.ts'
import { uuidv7 } from '../../src/base/ids.ts'
import { Refusal } from '../../src/base/refusal.ts'
import { accessApi } from '../../src/modules/access/api.ts'
import type { Me } from '../../src/modules/access/model.ts'
import { modeApi } from '../../src/modules/mode/api.ts'
import type { EmergencyView, WorldView } from '../../src/modules/mode/model.ts'
import { noticesApi, type OutboxRow } from '../../src/modules/notices/api.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import { placesApi } from '../../src/modules/places/api.ts'
import { reportsApi } from '../../src/modules/reports/api.ts'

export const id = (n: number) => uuidv7(1_708_000_000_000, new Uint8Array(10).fill(n))

export interface Situation {
  now(): number
  /** The server hangs up on everybody. */
  down: boolean
  me: Me | undefined
  emergency: EmergencyView | null
  worlds: WorldView[]
  world: number
  messages: OutboxRow[]
  tokens: { id: string; label: string; createdAt: number; expiresAt: number | null }[]
  nights: {
    world: number
    path: string
    running: boolean
    failed: boolean
    speed: number
    now: number
    registered: number
    total: number
    arrived: number
  }[]
  /** Party codes that the search finds. */
  codes: string[]
}

interface Given {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Parsed by the endpoint's own schema. */
  // biome-ignore lint/suspicious/noExplicitAny: each answer knows its endpoint's body
  readonly body: any
}
interface Answer {
  readonly endpoint: Endpoint
  readonly give: (situation: Situation, given: Given) => unknown
}

export const OFFICER: Me = {
  account: id(1),
  name: '马晓兰',
  posts: [{ id: id(2), role: 'duty_officer', area: 'guazhou', site: null }],
  county: 'guazhou',
  world: 0,
}

const heads = (persons: number) => ({ parties: Math.ceil(persons / 3), persons })

function wall(s: Situation) {
  return {
    now: s.now(),
    seq: 40,
    emergency: null,
    rescues: { calls: 1, persons: 3, unassigned: 1, oldest: s.now() - 360_000 },
    registered: heads(17_378),
    registeredNotArrived: heads(3_184),
    arrived: heads(10_991),
    over: heads(12),
    departed: heads(0),
    waiting: heads(3_203),
    unconfirmed: { parties: 0, persons: 0 },
    waitingBy: [],
    plan: {
      state: 'none',
      at: null,
      tookMs: null,
      expected: null,
      unplaced: null,
      cost: null,
      bound: null,
    },
    roadEstimates: [],
    byKind: [
      { kind: 'hotel', sites: 46, offered: 6_000, held: 80, occupied: 5_700, blocked: 8, free: 212 },
      { kind: 'hall', sites: 9, offered: 4_100, held: 940, occupied: 1_200, blocked: 0, free: 1_960 },
    ],
    byPlaceKind: [],
    communities: [],
    curve: [],
    ages: { parties: s.now() - 20_000, sites: s.now() - 260_000, road: null },
  }
}

function row(code: string, n: number, s: Situation) {
  return {
    id: id(60 + n),
    code,
    state: 'placed',
    size: 4,
    adults: 2,
    children: 1,
    infants: 0,
    elders: 1,
    needs: [],
    vehicle: 'car',
    entry: null,
    registeredAt: s.now(),
    changedAt: s.now(),
    site: id(50),
    siteName: '城关礼堂',
    siteNameEn: 'Chengguan Hall',
    community: null,
    placementState: 'held',
    holdUntil: null,
    arrivedAt: null,
    waiting: null,
    waitingNeed: null,
    suspected: false,
  }
}

function found(s: Situation, query: URLSearchParams) {
  const code = query.get('code')
  return s.codes.filter((one) => code === null || one === code)
}

function current(s: Situation): WorldView {
  const world = s.worlds.find((one) => one.id === s.world)
  if (!world) throw new Refusal('not_found')
  return world
}

function live(s: Situation, wanted: string | undefined): EmergencyView {
  if (!s.emergency || s.emergency.id !== wanted) throw new Refusal('not_found')
  return s.emergency
}

function declare(s: Situation, { body }: Given): EmergencyView {
  s.emergency = {
    id: id(9),
    name: body.name,
    kind: body.kind,
    state: 'declared',
    drill: false,
    declaredAt: s.now(),
    openedAt: s.now(),
    closedAt: null,
    closeAskedAt: null,
    closeAskedByMe: false,
  }
  return s.emergency
}

/** Asked by the person signed in; a test sets `closeAskedByMe` to false to stand for a second one. */
function close(s: Situation, { params }: Given): EmergencyView {
  const emergency = live(s, params.id)
  if (emergency.closeAskedAt === null) {
    s.emergency = { ...emergency, closeAskedAt: s.now(), closeAskedByMe: true }
    return s.emergency
  }
  if (emergency.closeAskedByMe) throw new Refusal('mode.second_person')
  s.emergency = null
  return { ...emergency, state: 'closed', closedAt: s.now() }
}

function counts(messages: readonly OutboxRow[]) {
  const by: Record<string, number> = {}
  for (const { state } of messages) by[state] = (by[state] ?? 0) + 1
  return by
}

const PEOPLE = [
  { role: 'duty_officer', name: '马晓兰', phone: '13800000001' },
  { role: 'intake_desk', name: '李建国', phone: '13800000002' },
  { role: 'site_warden', name: '赵敏', phone: '13800000003' },
  { role: 'auditor', name: '周正', phone: '13800000007' },
] as const

const text = (zh: string, en: string) => ({ zh, en })

export const answers: readonly Answer[] = [
  {
    endpoint: accessApi.me,
    give: (s) => {
      if (!s.me) throw new Refusal('not_signed_in')
      return s.me
    },
  },
  { endpoint: accessApi.demoSignIns, give: () => ({ signIns: PEOPLE }) },
  { endpoint: accessApi.sendCode, give: () => ({ sent: true, validFor: 300, demoCode: '246810' }) },
  {
    endpoint: accessApi.signIn,
    give: (s, { body }) => {
      if (body.code !== '246810') throw new Refusal('access.code_wrong')
      s.me = OFFICER
      return s.me
    },
  },
  {
    endpoint: accessApi.signOut,
    give: (s) => {
      s.me = undefined
      return { done: true }
    },
  },
  { endpoint: accessApi.tokens, give: (s) => ({ tokens: s.tokens }) },
  {
    endpoint: accessApi.createToken,
    give: (s, { body }) => {
      s.tokens.push({ id: id(30 + s.tokens.length), label: body.label, createdAt: s.now(), expiresAt: null })
      return { id: id(30), token: 'jw_0123456789abcdefghijklmnopqrstuvwxyz' }
    },
  },
  {
    endpoint: accessApi.endToken,
    give: (s, { params }) => {
      s.tokens = s.tokens.filter((token) => token.id !== params.id)
      return { done: true }
    },
  },
  {
    endpoint: placesApi.places,
    give: () => ({
      county: { code: '620922', slug: 'guazhou', name: text('瓜州县', 'Guazhou County'), demo: true },
      areas: [],
      entries: [],
    }),
  },
  {
    endpoint: modeApi.mode,
    give: (s) => ({
      mode: s.emergency ? 'emergency' : 'everyday',
      emergency: s.emergency,
      open: s.emergency !== null,
      world: current(s),
    }),
  },
  { endpoint: modeApi.emergencies, give: (s) => ({ emergencies: s.emergency ? [s.emergency] : [] }) },
  { endpoint: modeApi.declare, give: declare },
  {
    endpoint: modeApi.rename,
    give: (s, { params, body }) => {
      s.emergency = { ...live(s, params.id), name: body.name }
      return s.emergency
    },
  },
  { endpoint: modeApi.close, give: close },
  { endpoint: modeApi.worlds, give: (s) => ({ worlds: s.worlds }) },
  {
    endpoint: modeApi.setClock,
    give: (s, { params, body }) => {
      s.worlds = s.worlds.map((world) =>
        String(world.id) === params.id ? { ...world, rate: body.rate } : world,
      )
      return s.worlds.find((world) => String(world.id) === params.id)
    },
  },
  { endpoint: modeApi.nights, give: (s) => ({ nights: s.nights }) },
  {
    endpoint: modeApi.playNight,
    give: (s, { body }) => {
      const path = '/c/guazhou/w/3/wall'
      s.nights.push({
        world: 3,
        path,
        running: true,
        failed: false,
        speed: body.speed,
        now: s.now(),
        registered: 0,
        total: 25_000,
        arrived: 0,
      })
      return { world: 3, path }
    },
  },
  { endpoint: reportsApi.wall, give: wall },
  {
    endpoint: placementApi.parties,
    give: (s, { query }) => {
      const parties = found(s, query).map((code, n) => row(code, n, s))
      return { parties, next: null, total: parties.length, persons: parties.length * 4 }
    },
  },
  { endpoint: placementApi.sites, give: () => ({ sites: [] }) },
  {
    endpoint: noticesApi.outbox,
    give: (s, { query }) => ({
      messages: s.messages.filter((one) => (query.get('state') ?? one.state) === one.state),
      counts: counts(s.messages),
    }),
  },
]
