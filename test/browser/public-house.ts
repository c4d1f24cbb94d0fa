/**
 * A small house for the public pages alone: the contracts in memory behind node:http, with a strict content security
 * policy. Every input and output is parsed by the endpoint's own schema. One county, one site list, no database.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { z } from 'zod'
import type { Endpoint, InputOf, OutputOf } from '../../src/base/contract.ts'
import { partyCode } from '../../src/base/ids.ts'
import { Refusal } from '../../src/base/refusal.ts'
import { HOUR, MINUTE } from '../../src/base/time.ts'
import type { Language } from '../../src/base/words.ts'
import {
  type Alternative,
  type PartyView,
  type PlacementView,
  Registration,
} from '../../src/modules/placement/model.ts'
import type { EntryView } from '../../src/modules/places/model.ts'
import type { roadApi } from '../../src/modules/road/api.ts'
import type { Mode } from '../../src/web/public/band.ts'
import { offered } from '../../src/web/public/languages.ts'
import { publicPage, troublePage } from '../../src/web/public/pages.ts'
import type { PublicCall, PublicRequest } from '../../src/web/public/request.ts'

/** 2024-02-17 22:00 北京时间. */
export const NOW = Date.UTC(2024, 1, 17, 14, 0)

export const ENTRIES: readonly EntryView[] = [
  {
    id: 'exit-east',
    kind: 'motorway_exit',
    name: { zh: '瓜州东出口', en: 'Guazhou East exit' },
    lon: 95.86,
    lat: 40.53,
    landmark: true,
  },
  {
    id: 'exit-west',
    kind: 'motorway_exit',
    name: { zh: '瓜州西出口', en: 'Guazhou West exit' },
    lon: 95.72,
    lat: 40.51,
    landmark: true,
  },
  {
    id: 'bus',
    kind: 'station',
    name: { zh: '瓜州汽车站', en: 'Guazhou bus station' },
    lon: 95.78,
    lat: 40.52,
    landmark: true,
  },
  {
    id: 'square',
    kind: 'landmark',
    name: { zh: '张芝公园', en: 'Zhang Zhi Park' },
    lon: 95.785,
    lat: 40.518,
    landmark: true,
  },
  {
    id: 'liuyuan',
    kind: 'station',
    name: { zh: '柳园站', en: 'Liuyuan station' },
    lon: 95.46,
    lat: 41.05,
    landmark: true,
  },
  {
    id: 'xingxingxia',
    kind: 'queue',
    name: { zh: '星星峡方向', en: 'towards Xingxingxia' },
    lon: 95.1,
    lat: 41.7,
    landmark: true,
  },
  {
    id: 'desk-7',
    kind: 'landmark',
    name: { zh: '7 号服务台', en: 'Desk 7' },
    lon: 95.79,
    lat: 40.52,
    landmark: false,
  },
]

const SITE: PlacementView['site'] = {
  id: '018f0000-0000-7000-8000-000000000001',
  name: '渊泉小学',
  nameEn: 'Yuanquan Primary School',
  kind: 'school',
  state: 'open',
  lon: 95.7861,
  lat: 40.5203,
  address: '瓜州县渊泉街 128 号',
  landmark: '过加油站左转，门口有红旗',
  landmarkEn: 'left after the petrol station, red flag at the gate',
  phone: '0937-5500128',
  priceClass: 'free',
  priceFen: null,
  features: ['heated', 'separate_areas', 'charging'],
}

export const HOME: PlacementView['site'] = {
  ...SITE,
  id: '018f0000-0000-7000-8000-000000000002',
  name: '李家（渊泉社区）',
  nameEn: 'The Li family',
  kind: 'home',
  address: '瓜州县榆林路 9 号 2 单元 301',
  landmark: '单元门口有红灯笼',
  landmarkEn: 'red lantern at the door',
  phone: '13900000001',
  features: ['heated', 'shower'],
}

export const HALL: PlacementView['site'] = {
  ...SITE,
  id: '018f0000-0000-7000-8000-000000000003',
  name: '县体育馆',
  nameEn: 'County Sports Hall',
  kind: 'gym',
  address: '瓜州县文化街 1 号',
  landmark: '广场北侧',
  landmarkEn: 'north of the square',
}

/** As the server offers it: a home without name and door. */
export function alternativeAt(site: PlacementView['site']): Alternative {
  const { id, kind, priceClass, priceFen, features, name, nameEn, landmark, landmarkEn } = site
  const words = kind === 'home' ? { name: '', nameEn: '', landmark: '', landmarkEn: '' } : {}
  const told = { name, nameEn, landmark, landmarkEn, ...words }
  return {
    site: { id, kind, priceClass, priceFen, features, ...told },
    kind: 'floor',
    roomClass: 'general',
    by: 'foot',
    minutes: 24,
    metres: 1810,
  }
}

export function placementAt(site: PlacementView['site'], more: Partial<PlacementView> = {}): PlacementView {
  return {
    id: '018f0000-0000-7000-8000-0000000000aa',
    state: 'held',
    site,
    kind: 'cot',
    roomClass: 'general',
    roomSize: 0,
    places: 3,
    blocked: 0,
    acceptedAt: null,
    holdUntil: NOW + 100 * MINUTE,
    askedAt: null,
    arrivedAt: null,
    slot: null,
    directions: {
      metres: 1240,
      minutes: 17,
      by: 'foot',
      bearing: 'NE',
      from: { lon: 95.7742, lat: 40.5151 },
      line: [
        [95.7745, 40.5151],
        [95.7796, 40.5157],
        [95.7801, 40.5188],
        [95.7849, 40.5191],
        [95.7852, 40.5203],
      ],
      streets: ['县府街', '渊泉街'],
    },
    ...more,
  }
}

export function partyWith(more: Partial<PartyView> = {}): PartyView {
  return {
    id: '018f0000-0000-7000-8000-0000000000bb',
    code: partyCode(7),
    state: 'placed',
    size: 3,
    adults: 2,
    children: 1,
    infants: 0,
    elders: 0,
    needs: [],
    vehicle: 'car',
    entry: 'exit-east',
    registeredAt: NOW - 10 * MINUTE,
    changedAt: NOW - 10 * MINUTE,
    version: 1,
    placement: placementAt(SITE),
    waiting: null,
    name: null,
    phone: null,
    plate: null,
    duplicates: [],
    movedFrom: null,
    mergedInto: null,
    unconfirmed: null,
    ...more,
  }
}

export function modeOf(kind: Mode['world']['kind'], emergency = true): Mode {
  return {
    mode: emergency ? 'emergency' : 'everyday',
    emergency: emergency
      ? {
          id: '018f0000-0000-7000-8000-0000000000cc',
          name: '2·17 暴雪',
          kind: 'blizzard',
          state: 'responding',
          drill: kind !== 'county',
          declaredAt: NOW - 4.5 * HOUR,
          openedAt: NOW - 5 * HOUR,
          closedAt: null,
          closeAskedAt: null,
          closeAskedByMe: false,
        }
      : null,
    open: emergency,
    world: {
      id: kind === 'county' ? 0 : 3,
      kind,
      name: kind === 'county' ? '瓜州' : '2 月 17 日',
      rate: 1,
      now: NOW,
      endedAt: null,
    },
  }
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  return schema.parse(value)
}

/** The house's memory; tests reach in to change what it answers. */
export class PublicHouse {
  readonly parties = new Map<string, PartyView>()
  readonly erased = new Set<string>()
  readonly calls: { id: string; input: unknown }[] = []
  mode: Mode = modeOf('county')
  site: PlacementView['site'] = SITE
  /** What 换一个 offers. */
  alternatives: Alternative[] = [alternativeAt(HALL), alternativeAt(HOME)]
  /** Set: registrations wait for this reason. */
  waiting: PartyView['waiting'] = null
  /** Set: the next call of that endpoint is refused. */
  refuse: { id: string; refusal: Refusal } | undefined
  demo = true
  /** What is said of the roads. */
  road: OutputOf<typeof roadApi.road> = { now: NOW, news: [], announcedAt: null, windows: [] }
  #commands = new Map<string, string>()

  readonly call: PublicCall = async <E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    as?: { token?: string },
  ): Promise<OutputOf<E>> => {
    this.calls.push({ id: endpoint.id, input })
    if (this.refuse?.id === endpoint.id) {
      const { refusal } = this.refuse
      this.refuse = undefined
      throw refusal
    }
    const params: unknown = endpoint.params?.parse(input.params)
    const body: unknown = endpoint.body?.parse(input.body)
    return parsed<E['output']>(endpoint.output, this.#answer(endpoint, params, body, as?.token))
  }

  #answer(endpoint: Endpoint, _params: unknown, body: unknown, token: string | undefined): unknown {
    switch (endpoint.id) {
      case 'road.get':
        return this.road
      case 'mode.get':
        return this.mode
      case 'places.get':
        return {
          county: {
            code: '620922',
            slug: 'guazhou',
            name: { zh: '瓜州县', en: 'Guazhou County' },
            demo: this.demo,
          },
          areas: [],
          entries: ENTRIES,
        }
      case 'mode.nights':
        return {
          nights: [
            {
              world: 3,
              path: '/c/guazhou/w/3/wall',
              running: true,
              failed: false,
              speed: 120,
              now: NOW,
              registered: 12_034,
              total: 25_000,
              arrived: 9_120,
            },
          ],
        }
      case 'mode.playNight':
        return { world: 4, path: '/c/guazhou/w/4/wall' }
      case 'mode.stopNight':
        return { stopped: true }
      case 'placement.register':
        return this.#register(Registration.parse(body))
      case 'placement.alternatives':
        return { alternatives: this.alternatives }
      case 'placement.mine':
        return this.#mine(token)
      default:
        return this.#step(endpoint.id, token, body)
    }
  }

  #register(body: Registration): PartyView {
    const { command, adults, children, infants, elders, ...rest } = body
    const key = JSON.stringify(body)
    const before = this.#commands.get(command)
    if (before !== undefined && before !== key) throw new Refusal('command_reused')
    const known = [...this.parties.entries()].find(([, party]) => party.id === rest.id)
    if (known) return { ...known[1], token: known[0] }
    this.#commands.set(command, key)
    const party = partyWith({
      id: rest.id ?? command,
      code: partyCode(this.parties.size + 100),
      adults,
      children,
      infants,
      elders,
      size: adults + children + infants + elders,
      needs: rest.needs,
      vehicle: rest.vehicle,
      phone: rest.phone ?? null,
      plate: rest.plate ?? null,
      state: this.waiting ? 'waiting' : 'placed',
      waiting: this.waiting,
      placement: this.waiting ? null : placementAt(this.site),
    })
    const token = randomBytes(16).toString('base64url')
    this.parties.set(token, party)
    return { ...party, token }
  }

  #mine(token = ''): PartyView {
    if (this.erased.has(token)) throw new Refusal('erased')
    const party = this.parties.get(token)
    if (!party) throw new Refusal('bad_token')
    return party
  }

  #step(id: string, token: string | undefined, body: unknown): PartyView {
    const party = this.#mine(token)
    const placement = party.placement ?? placementAt(this.site)
    const reason = body && typeof body === 'object' && 'reason' in body ? body.reason : ''
    const next: Readonly<Record<string, Partial<PartyView>>> = {
      'placement.accept': { placement: { ...placement, acceptedAt: NOW } },
      'placement.arrive': {
        state: 'arrived',
        placement: { ...placement, state: 'arrived', acceptedAt: NOW, arrivedAt: NOW, holdUntil: null },
      },
      'placement.transfer': { placement: placementAt(HALL) },
      'placement.depart': { state: 'departed', placement: null },
      'placement.withdraw': {
        state: reason === 'self_arranged' ? 'self_arranged' : 'withdrawn',
        placement: null,
      },
    }
    const after = { ...party, ...next[id], version: party.version + 1 }
    this.parties.set(token ?? '', after)
    return after
  }
}

/** A request as the server would hand it on, for tests without one. */
export function requestTo(
  house: PublicHouse,
  path: string,
  more: Partial<PublicRequest> & { body?: Record<string, string> } = {},
): PublicRequest {
  const [bare = '/', search = ''] = path.split('?')
  const { body, ...rest } = more
  return {
    method: body ? 'POST' : 'GET',
    origin: 'http://page',
    path: bare,
    prefix: '',
    query: new URLSearchParams(search),
    form: new URLSearchParams(body),
    language: 'zh',
    nonce: 'n0nce',
    cookies: {},
    now: NOW,
    newId: () => randomUUID(),
    call: house.call,
    ...rest,
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

function cookiesOf(header = ''): Record<string, string> {
  return Object.fromEntries(
    header
      .split(';')
      .map((pair) => pair.trim().split('=', 2))
      .filter((pair) => pair.length === 2),
  )
}

function languageOf(cookies: Record<string, string>, accept = ''): Language {
  return offered(cookies.jw_lang) ?? (accept.startsWith('en') ? 'en' : 'zh')
}

async function serve(house: PublicHouse, incoming: IncomingMessage, out: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://localhost')
  const [, prefix = '', path = '/'] = /^(\/c\/[^/]+\/w\/\d+)?(\/.*)$/.exec(url.pathname) ?? []
  const cookies = cookiesOf(incoming.headers.cookie)
  const nonce = randomBytes(12).toString('base64url')
  const request: PublicRequest = {
    ...requestTo(house, path),
    method: incoming.method === 'POST' ? 'POST' : 'GET',
    prefix,
    query: url.searchParams,
    form: new URLSearchParams(await textOf(incoming)),
    language: languageOf(cookies, incoming.headers['accept-language']),
    nonce,
    cookies,
  }
  const answer = (await publicPage(request).catch(() => troublePage(request, new Refusal('internal')))) ?? {
    status: 404,
  }
  const set = [answer.headers?.['set-cookie'], answer.setLanguage && `jw_lang=${answer.setLanguage}; Path=/`]
  out.writeHead(answer.status, {
    ...answer.headers,
    'content-type': 'text/html; charset=utf-8',
    'set-cookie': set.filter((cookie) => typeof cookie === 'string'),
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    ...(answer.redirect ? { location: answer.redirect } : {}),
  })
  out.end(answer.html ?? '')
}

/** Serves the house on a free port of the loopback. */
export async function startPublicHouse(house: PublicHouse): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((incoming, out) => {
    serve(house, incoming, out).catch((error: unknown) => out.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
