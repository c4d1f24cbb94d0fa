/** The server: endpoints bound to routes, who is knocking, errors told in words. It knows no module; the house tells it all. */
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Actor } from '../../base/actor.ts'
import { holds } from '../../base/actor.ts'
import type { Door, Endpoint, FileOut } from '../../base/contract.ts'
import { type Code, type Details, Refusal } from '../../base/refusal.ts'
import type { Language } from '../../base/words.ts'
import { toldAt } from '../clock.ts'
import type { Scope } from '../db/scope.ts'
import type { Metrics } from '../metrics.ts'
import type { Answer, Bound, Context, Shared } from './context.ts'
import { openApi } from './openapi.ts'
import { DOCUMENT, LIVE } from './own.ts'
import { parsePart, serialiserSchema } from './schema.ts'

/** Who holds a token, in one county and world. */
export interface Known {
  readonly actor: Actor
  readonly scope: Scope
}

export interface HouseOfHttp {
  readonly shared: Shared
  readonly bound: readonly Bound[]
  readonly metrics: Metrics
  readonly version: string
  readonly defaultCounty: () => Promise<string>
  /** @returns undefined where the token opens nothing here. @throws Refusal wrong_world, erased */
  readonly whoIs: (token: string, county: string, world: number) => Promise<Known | undefined>
  readonly modeOf: (county: string, world: number) => Promise<Actor['mode']>
  /** The sentence for a code in a language. */
  readonly say: (code: Code, language: Language, details: Details) => string
  /** Ready to take work: the database answers. */
  readonly ready: () => Promise<boolean>
  readonly https?: { readonly key: string; readonly cert: string }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before everything else by the address; county as written, empty for the default. */
    place: Place
    token: string | undefined
    known: Known | undefined
    context: Context
  }
}

export interface Place {
  county: string
  world: number
  /** `''` or `/c/<county>/w/<world>`. */
  prefix: string
}

const PREFIX = /^(\/c\/([a-z0-9][a-z0-9-]{1,30})\/w\/(\d{1,9}))(?=\/|\?|$)/

/** Takes the prefix off an address. */
export function splitAddress(url: string): { place: Place; rest: string } {
  const found = PREFIX.exec(url)
  if (found === null) return { place: { county: '', world: 0, prefix: '' }, rest: url }
  const rest = url.slice(found[1]!.length)
  return {
    place: { county: found[2]!, world: Number(found[3]), prefix: found[1]! },
    rest: rest.startsWith('/') ? rest : `/${rest}`,
  }
}

/**
 * The name of a session cookie: one a county and world, so that a drill's session is no session of the county.
 * @param duty the session of a site's duty link
 */
export function cookieName(county: string, world: number, duty = false): string {
  return `jingwei_${county}_${world}${duty ? '_duty' : ''}`
}

/** Largest body of an ordinary request, in bytes; files have routes of their own. */
const BODY = 1_000_000
/** Requests a minute from one address without a session: a whole town may stand behind one. */
const ANONYMOUS_A_MINUTE = 3000

export async function createServer(house: HouseOfHttp): Promise<FastifyInstance> {
  const places = new WeakMap<object, Place>()
  const app = Fastify({
    logger: false,
    bodyLimit: BODY,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    ...(house.https === undefined ? {} : { https: house.https }),
    rewriteUrl(request) {
      const { place, rest } = splitAddress(request.url ?? '/')
      places.set(request, place)
      return rest
    },
  }) as unknown as FastifyInstance

  app.decorateRequest('place', null as unknown as Place)
  app.decorateRequest('token', undefined)
  app.decorateRequest('known', undefined)
  app.decorateRequest('context', null as unknown as Context)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 100_000 })
  await app.register(helmet, {
    contentSecurityPolicy: false,
    hsts: house.https !== undefined,
    crossOriginEmbedderPolicy: false,
  })

  app.addHook('onRequest', async (request) => {
    request.place = places.get(request.raw) ?? { county: '', world: 0, prefix: '' }
    if (isOfMachine(request.url)) return
    await whoKnocks(house, request)
  })
  await app.register(rateLimit, {
    max: ANONYMOUS_A_MINUTE,
    timeWindow: 60_000,
    allowList: (request) => request.known !== undefined || isOfMachine(request.url),
    errorResponseBuilder: () => new Refusal('too_many'),
  })
  // A connection kept alive after its last answer would hold the end of the server up until it is tired of waiting.
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async (request, reply) => {
    house.metrics.request({
      method: request.method,
      route: request.routeOptions.url ?? '(none)',
      status: reply.statusCode,
      ms: reply.elapsedTime,
    })
  })
  app.setErrorHandler((error, request, reply) => sendError(house, error, request, reply))
  app.setNotFoundHandler((request, reply) =>
    sendError(house, new Refusal('not_found', { what: 'address' }), request, reply),
  )

  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    const ready = await house.ready().catch(() => false)
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await house.metrics.text()),
  )
  const document = openApi([...house.bound.map((b) => b.endpoint), LIVE, DOCUMENT], house.version)
  app.get(`/api${DOCUMENT.path}`, async () => document)
  for (const bound of house.bound) addRoute(app, bound)
  return app
}

function isOfMachine(url: string): boolean {
  return url === '/healthz' || url === '/readyz' || url === '/metrics' || url.startsWith('/static/')
}

/** Fills `known` and `context`: county and world from the address, the actor from bearer or cookie. */
async function whoKnocks(house: HouseOfHttp, request: FastifyRequest): Promise<void> {
  const { shared } = house
  const county = (await shared.clock.county(request.place.county || (await house.defaultCounty()))).code
  const world = await shared.clock.world(county, request.place.world)
  const { token, fromCookie } = tokenOf(request, county, world.id)
  const known = token === undefined ? undefined : await house.whoIs(token, county, world.id)
  // A stale cookie is the same as none; a bearer that opens nothing is told so.
  if (token !== undefined && known === undefined && !fromCookie) throw new Refusal('bad_token')
  if (fromCookie && known !== undefined) refuseForeignWrite(request)
  request.token = token
  request.known = known
  const mode = await house.modeOf(county, world.id)
  const realNow = shared.clock.real()
  const language = languageOf(request)
  const nobody: Actor = {
    kind: 'public',
    id: '',
    county,
    world: world.id,
    posts: [],
    simulator: false,
    mode,
    language,
  }
  request.context = {
    ...shared,
    actor: known === undefined ? nobody : { ...known.actor, mode, language },
    scope: known?.scope ?? { county, world: world.id, kind: 'public', areas: [], sites: [] },
    now: toldAt(world, world.endedAt ?? realNow),
    realNow,
  }
}

function tokenOf(
  request: FastifyRequest,
  county: string,
  world: number,
): { token: string | undefined; fromCookie: boolean } {
  const header = request.headers.authorization
  if (header !== undefined) {
    const found = /^Bearer ([A-Za-z0-9_-]{16,200})$/.exec(header)
    if (found === null) throw new Refusal('bad_token')
    return { token: found[1], fromCookie: false }
  }
  return { token: request.cookies[cookieName(county, world)], fromCookie: true }
}

/** A cookie travels by itself, so a write with a cookie must show that our own page made it. */
function refuseForeignWrite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (!request.url.startsWith('/api/')) return
  if (request.headers['x-jingwei'] !== '1') throw new Refusal('not_allowed', { reason: 'x-jingwei' })
}

/** `?lang`, then the cookie `lang`, then the browser's wish; Chinese where nothing is said. */
export function languageOf(request: FastifyRequest): Language {
  const asked = (request.query as Record<string, unknown> | undefined)?.['lang'] ?? request.cookies['lang']
  if (asked === 'en' || asked === 'zh') return asked
  const wish = request.headers['accept-language'] ?? ''
  const first = wish.split(',').find((part) => /^\s*(zh|en)\b/i.test(part))
  return first !== undefined && /^\s*en/i.test(first) ? 'en' : 'zh'
}

function addRoute(app: FastifyInstance, bound: Bound): void {
  const e = bound.endpoint
  app.route({
    method: e.method,
    url: `/api${e.path}`,
    ...(e.file === true
      ? {}
      : { schema: { response: { [String(e.status ?? 200)]: serialiserSchema(e.output) } } }),
    ...(e.bodyBytes === undefined ? {} : { bodyLimit: e.bodyBytes }),
    ...(e.perMinute === undefined ? {} : { config: { rateLimit: { max: e.perMinute, timeWindow: 60_000 } } }),
    handler: async (request, reply) => {
      const answer: Answer = { bearer: request.token }
      const output = await run(bound, request, answer)
      if (answer.session !== undefined) setSession(request, reply, answer.session)
      reply.header('cache-control', 'no-store')
      return e.file === true ? sendFile(reply, output as FileOut) : reply.code(e.status ?? 200).send(output)
    },
  })
}

function sendFile(reply: FastifyReply, file: FileOut): FastifyReply {
  return reply
    .type(file.type)
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .header('x-content-type-options', 'nosniff')
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength))
}

async function run(bound: Bound, request: FastifyRequest, answer: Answer): Promise<unknown> {
  knock(bound.endpoint, request.context.actor)
  return bound.handle(
    request.context,
    {
      params: parsePart(bound.endpoint.params, request.params, 'params'),
      query: parsePart(bound.endpoint.query, request.query, 'query'),
      body: parsePart(bound.endpoint.body, request.body, 'body'),
    },
    answer,
  )
}

/** The coarse gate; policies decide the rest. @throws Refusal not_signed_in, not_allowed */
export function knock(e: Endpoint, actor: Actor): void {
  if (!opens(e.door, actor)) throw new Refusal(actor.kind === 'public' ? 'not_signed_in' : 'not_allowed')
}

function opens(door: Door, actor: Actor): boolean {
  if (door === 'public' || actor.kind === 'system') return true
  if (door === 'party') return actor.kind !== 'public'
  if (actor.kind !== 'staff') return false
  return door === 'staff' ? actor.posts.length > 0 : holds(actor, ...door)
}

/** Sets the session cookie of the caller's world, or of the one the session names. */
export function setSession(
  request: FastifyRequest,
  reply: FastifyReply,
  session: NonNullable<Answer['session']>,
): void {
  const { county, world } = request.context.actor
  reply.setCookie(cookieName(county, session.world ?? world, session.duty), session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    ...(session.token === ''
      ? { expires: new Date(0) }
      : session.expiresAt === undefined
        ? {}
        : { expires: new Date(session.expiresAt) }),
  })
}

/** Every error leaves as `{code, message, details}`; what is not a refusal is recorded and told as internal. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const code = (error as { code?: unknown }).code
  if (code === '40001' || code === '40P01' || code === '55P03') return new Refusal('try_again')
  if (code === '57014' || code === '57P01' || code === 'ECONNREFUSED' || code === '53300')
    return new Refusal('unavailable')
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('body_too_large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('unsupported_media')
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP'))
    return new Refusal('bad_input', { part: 'body' })
  return (error as { statusCode?: unknown }).statusCode === 400
    ? new Refusal('bad_input', { part: 'body' })
    : new Refusal('internal')
}

function sendError(
  house: HouseOfHttp,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = toRefusal(error)
  if (refusal.status >= 500)
    house.shared.log.error('http.failed', {
      err: error,
      route: request.routeOptions.url,
      method: request.method,
    })
  const language = request.context?.actor.language ?? 'zh'
  return reply.code(refusal.status).send({
    code: refusal.code,
    message: house.say(refusal.code, language, refusal.details),
    details: refusal.details,
  })
}
