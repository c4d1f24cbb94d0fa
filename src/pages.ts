/** What people see: public pages rendered here, the desk's files from the build, each under its own content policy. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from './base/actor.ts'
import type { Endpoint, InputOf, OutputOf } from './base/contract.ts'
import { uuidv7 } from './base/ids.ts'
import { Refusal } from './base/refusal.ts'
import type { Answer, Context } from './platform/http/context.ts'
import { parsePart } from './platform/http/schema.ts'
import {
  cookieName,
  type HouseOfHttp,
  knock,
  languageOf,
  setSession,
  toRefusal,
} from './platform/http/server.ts'
import { type PublicAnswer, type PublicRequest, publicPage, troublePage } from './web/public/pages.ts'

/** Pages rendered by the server. */
const PUBLIC = [
  '/',
  '/r',
  '/r/send',
  '/about-data',
  '/k/:code',
  '/k/:code/:step',
  '/ask/:token',
  '/ask/:token/send',
  '/offer',
  '/offer/send',
  '/offer/:token',
  '/offer/:token/stop',
  '/road',
  '/screen/:link',
  '/sos',
  '/sos/send',
  '/sos/done',
  '/p/:token',
  '/p/:token/:step',
  '/s/:link',
  '/s/:link/:step',
]
/** Pages of the desk's one build. */
const DESK = ['/sign-in', '/desk', '/desk/*', '/wall', '/dev/gallery']

const DESK_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

function publicPolicy(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`
}

export async function addPages(app: FastifyInstance, house: HouseOfHttp): Promise<void> {
  for (const url of PUBLIC)
    app.route({
      method: ['GET', 'POST'],
      url,
      handler: (request, reply) => showPublic(house, request, reply),
      errorHandler: (error, request, reply) => showTrouble(house, error, request, reply),
    })
  await addDesk(app)
}

/** Where the build has put the desk: beside this file in dist/, in dist/ when run from src/. */
function deskFolder(): string | undefined {
  const here = fileURLToPath(new URL('.', import.meta.url))
  return [join(here, 'web'), join(here, '../dist/web')].find((path) => existsSync(join(path, 'assets')))
}

async function addDesk(app: FastifyInstance): Promise<void> {
  const folder = deskFolder()
  if (folder === undefined) return
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/static/desk/',
    index: false,
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
  })
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  for (const url of DESK)
    app.get(url, async (_request, reply) =>
      reply
        .header('content-security-policy', DESK_POLICY)
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(page),
    )
}

async function showPublic(
  house: HouseOfHttp,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const nonce = nonceOf(house)
  const side: Answer = {}
  const asked = requestOf(house, request, nonce, side)
  let answer: PublicAnswer | undefined
  try {
    answer = await publicPage(asked)
  } catch (error) {
    answer = troublePage(asked, refusalOf(house, error, request))
  }
  answer ??= troublePage(asked, new Refusal('not_found'))
  return send(request, reply, answer, nonce, side)
}

function nonceOf({ shared }: HouseOfHttp): string {
  return Buffer.from(shared.random(12)).toString('base64')
}

function refusalOf({ shared }: HouseOfHttp, error: unknown, request: FastifyRequest): Refusal {
  const refusal = toRefusal(error)
  if (refusal.status >= 500) shared.log.error('page.failed', { err: error, route: request.routeOptions.url })
  return refusal
}

/** What goes wrong before a page is asked, a database that is away for a moment: told on a page all the same. */
async function showTrouble(
  house: HouseOfHttp,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const nonce = nonceOf(house)
  const refusal = refusalOf(house, error, request)
  const asked: PublicRequest = {
    ...bareOf(request, nonce),
    now: house.shared.clock.real(),
    newId: () => '',
    call: () => Promise.reject(refusal),
  }
  return send(request, reply, troublePage(asked, refusal), nonce, {})
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: PublicAnswer,
  nonce: string,
  side: Answer,
): FastifyReply {
  reply.header('content-security-policy', publicPolicy(nonce))
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value)
  if (answer.setLanguage !== undefined)
    reply.setCookie('lang', answer.setLanguage, { path: '/', sameSite: 'lax', maxAge: 31_536_000 })
  if (side.session !== undefined) setSession(request, reply, side.session)
  if (answer.redirect !== undefined) return reply.redirect(answer.redirect, answer.status)
  return reply
    .code(answer.status)
    .type('text/html; charset=utf-8')
    .send(answer.html ?? '')
}

/** What a request says by itself, before anybody knows who asks. */
function bareOf(
  request: FastifyRequest,
  nonce: string,
): Omit<PublicRequest, 'now' | 'duty' | 'newId' | 'call'> {
  const url = new URL(request.url, 'http://page')
  return {
    method: request.method === 'POST' ? 'POST' : 'GET',
    origin: `${request.protocol}://${request.host}`,
    path: url.pathname,
    prefix: request.place.prefix,
    query: url.searchParams,
    form: formOf(request.body),
    language: languageOf(request),
    nonce,
    cookies: Object.fromEntries(
      Object.entries(request.cookies).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
  }
}

function requestOf(house: HouseOfHttp, request: FastifyRequest, nonce: string, side: Answer): PublicRequest {
  const ctx = request.context
  return {
    ...bareOf(request, nonce),
    now: ctx.now,
    duty: request.cookies[cookieName(ctx.actor.county, ctx.actor.world, true)],
    newId: () => uuidv7(ctx.clock.real(), ctx.random(10)),
    call: (endpoint, input, as) => callAs(house, ctx, endpoint, input, as?.token, side),
  }
}

function formOf(body: unknown): URLSearchParams {
  const form = new URLSearchParams()
  if (typeof body !== 'object' || body === null) return form
  for (const [name, value] of Object.entries(body))
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, String(one))
  return form
}

/** Calls an endpoint without the way through HTTP, through the same door, schema and handler. */
async function callAs<E extends Endpoint>(
  house: HouseOfHttp,
  ctx: Context,
  endpoint: E,
  input: InputOf<E>,
  token: string | undefined,
  side: Answer,
): Promise<OutputOf<E>> {
  const bound = house.bound.find((one) => one.endpoint.id === endpoint.id)
  if (bound === undefined) throw new Refusal('not_found')
  const { county, world } = ctx.actor
  const known = token === undefined ? undefined : await house.whoIs(token, county, world)
  if (token !== undefined && known === undefined) throw new Refusal('bad_token')
  const actor: Actor =
    known === undefined
      ? { ...ctx.actor, kind: 'public', id: '', posts: [], simulator: false }
      : { ...known.actor, mode: ctx.actor.mode, language: ctx.actor.language }
  const scope = known?.scope ?? { county, world, kind: 'public', areas: [], sites: [] }
  knock(endpoint, actor)
  const output = await bound.handle(
    { ...ctx, actor, scope },
    {
      params: parsePart(endpoint.params, input.params, 'params'),
      query: parsePart(endpoint.query, input.query, 'query'),
      body: parsePart(endpoint.body, input.body, 'body'),
    },
    side,
  )
  // Parsed and bound by the endpoint's own schemas, so the output is what its type says.
  return output as OutputOf<E>
}
