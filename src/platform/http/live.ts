/** `GET /api/live`: server-sent events by seq. What a listener is told carries ids, codes and counts, never a person. */
import type { FastifyInstance } from 'fastify'
import type { Actor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import type { SealedEvent } from '../ledger/read.ts'
import type { LiveHub } from '../live/hub.ts'
import { LIVE } from './own.ts'
import type { HouseOfHttp } from './server.ts'

const PING = 15_000
/** A listener that does not read is cut off once this much waits for it; it comes back by Last-Event-ID. */
const BACKLOG = 4_000_000

/** May the actor be told of an event: county-wide posts of all, others of their own areas, a warden of its own site. */
function seesFor(actor: Actor): (event: SealedEvent) => boolean {
  const whole = actor.posts.some((post) => post.area === actor.county && post.site === undefined)
  if (whole) return () => true
  const areas = new Set(actor.posts.flatMap((post) => (post.site === undefined ? [post.area] : [])))
  const sites = new Set<unknown>(actor.posts.flatMap((post) => post.site ?? []))
  return (event) =>
    (event.area !== null && areas.has(event.area)) ||
    sites.has(event.subject) ||
    sites.has(event.data['site'])
}

export function addLive(app: FastifyInstance, house: HouseOfHttp, hub: LiveHub): void {
  const open = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const close of open) close()
  })
  app.get(`/api${LIVE.path}`, async (request, reply) => {
    const { actor } = request.context
    if (actor.kind !== 'staff' || actor.posts.length === 0)
      throw new Refusal(actor.kind === 'public' ? 'not_signed_in' : 'not_allowed')
    const after = positionOf(request.headers['last-event-id'], request.query)
    reply.hijack()
    const out = reply.raw
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    })
    const write = (text: string): void => {
      if (out.writableLength > BACKLOG) out.destroy()
      else out.write(text)
    }
    // Held back until the greeting has told where the stream begins.
    const early: string[] = []
    let greeted = false
    const listening = await hub.listen(actor.county, actor.world, after, {
      sees: seesFor(actor),
      send: (events) => {
        const text = events.map(message).join('')
        if (greeted) write(text)
        else early.push(text)
      },
    })
    const world = await house.shared.clock.world(actor.county, actor.world)
    const hello = { seq: listening.from, now: request.context.now, rate: world.rate }
    write(`retry: 1000\nevent: hello\ndata: ${JSON.stringify(hello)}\n\n`)
    greeted = true
    for (const text of early) write(text)
    const ping = setInterval(() => write('event: ping\ndata: {}\n\n'), PING)
    const close = (): void => {
      clearInterval(ping)
      listening.close()
      open.delete(close)
      out.end()
    }
    open.add(close)
    request.raw.on('close', close)
    // Gone already while the first events were read.
    if (out.destroyed) close()
  })
}

function message(event: SealedEvent): string {
  const { recorded: _, ...told } = event
  return `id: ${event.seq}\nevent: ledger\ndata: ${JSON.stringify(told)}\n\n`
}

function positionOf(header: string | string[] | undefined, query: unknown): number | undefined {
  const text = typeof header === 'string' ? header : (query as { after?: string }).after
  if (text === undefined) return undefined
  const seq = Number(text)
  if (!Number.isSafeInteger(seq) || seq < 0) throw new Refusal('bad_input', { part: 'last-event-id' })
  return seq
}
