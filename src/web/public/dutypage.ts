/** GET /s/:link and POST /s/:link/:step. The link alone opens nothing: the PIN makes this device the one on duty. */
import type { Code, Refusal } from '../../base/refusal.ts'
import { censusApi } from '../../modules/census/api.ts'
import { WANTED } from '../../modules/census/model.ts'
import { difference } from '../../modules/census/rules.ts'
import { dutyApi } from '../../modules/duty/api.ts'
import { placementApi } from '../../modules/placement/api.ts'
import type { PoolLoad, SiteView, StillTake } from '../../modules/placement/model.ts'
import { answer, type Context, contextOf, tried } from './context.ts'
import { dutyMain, leftText, pinMain, takenText } from './duty.ts'
import { DUTY_WORDS as W } from './duty-words.ts'
import type { DutyPath, DutyStep } from './dutypath.ts'
import { html } from './html.ts'
import { typedNumber, typedPools } from './pools.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { refusalText, told } from './told.ts'
import { isUuid } from './typed.ts'

const PRIVATE = { 'x-robots-tag': 'noindex, nofollow' } as const
/** This device is not the one on duty by this link. */
const OUT: readonly Code[] = ['bad_token', 'not_signed_in', 'not_allowed', 'wrong_world']
/** Most parties of one site that a page lists; a school takes 1,700. */
const LISTED = 2_000

interface Said {
  readonly status?: number
  readonly message?: string
  readonly problem?: string
}

function askPin(context: Context, here: string, said: Said = {}): PublicAnswer {
  const { say } = context
  const { status = 200, problem } = said
  return answer(context, status, say(W.pinTitle), pinMain(say, here, problem), { here, headers: PRIVATE })
}

function over(context: Context, here: string): PublicAnswer {
  const main = html`<h1>${context.say(W.title)}</h1>${told(context.say(W.ended), 'err')}`
  return answer(context, 410, context.say(W.title), main, { here, headers: PRIVATE })
}

/** @throws Refusal duty.ended, and those of whoever is not on duty by this link */
async function show(context: Context, link: string, here: string, said: Said = {}): Promise<PublicAnswer> {
  const { request, say, language, now } = context
  const as = { token: request.duty ?? '' }
  const { site: id } = await request.call(dutyApi.here, { query: { link } }, as)
  const [site, { parties }, wants] = await Promise.all([
    request.call(placementApi.site, { params: { id } }, as),
    request.call(placementApi.parties, { query: { site: id, limit: LISTED } }, as),
    request.call(censusApi.ofSite, { params: { id } }, as),
  ])
  const { status = 200, message, problem } = said
  const main = dutyMain({
    ...{ say, language, here, prefix: request.prefix, site, parties, wants, now, message, problem },
    newId: () => request.newId(),
  })
  return answer(context, status, say(W.title), main, { here, headers: PRIVATE })
}

function commandOf({ form, newId }: PublicRequest): string {
  const given = form.get('command') ?? ''
  return isUuid(given) ? given : newId()
}

/** What the form says can still be taken, by the pools the site has now. */
function stillOf(form: URLSearchParams, pools: readonly PoolLoad[]): StillTake {
  const full = form.get('full')
  const still =
    full === null
      ? typedPools(form, pools)
      : pools.map(({ kind, roomClass, roomSize, shared }) => ({
          kind,
          roomClass,
          roomSize,
          shared,
          places: 0,
        }))
  const wardens = full === null ? typedNumber(form, 'wardens') : undefined
  return {
    still,
    onTheWay: full === 'elsewhere' ? 'elsewhere' : 'keep',
    ...(wardens === undefined ? {} : { wardens }),
  }
}

/** What is said of the figures after a report. */
function savedText(context: Context, site: SiteView): string {
  const inPools = site.pools.reduce((n, pool) => n + Math.max(0, pool.free), 0)
  return context.say(site.free < inPools ? W.savedFewWardens : W.saved, { n: site.free })
}

type Deed = Exclude<DutyStep, 'pin'>

/** Does what was pressed. @returns what to say above the page */
async function deed(context: Context, link: string, step: Deed): Promise<string | undefined> {
  const { request, say } = context
  const { form, call } = request
  const as = { token: request.duty ?? '' }
  const { site: id } = await call(dutyApi.here, { query: { link } }, as)
  const [command, params] = [commandOf(request), { id }]
  switch (step) {
    case 'arrive': {
      const code = (form.get('code') ?? '').trim()
      const party = await call(placementApi.arriveByCode, { params, body: { command, code } }, as)
      return takenText(say, party)
    }
    case 'leave': {
      const code = (form.get('code') ?? '').trim()
      const party = await call(placementApi.departByCode, { params, body: { command, code } }, as)
      return leftText(say, party)
    }
    case 'depart': {
      const party = form.get('party') ?? ''
      await call(placementApi.depart, { params: { id: party }, body: { command } }, as)
      return undefined
    }
    case 'still': {
      const { pools } = await call(placementApi.site, { params }, as)
      const site = await call(
        placementApi.stillTake,
        { params, body: { command, ...stillOf(form, pools) } },
        as,
      )
      return savedText(context, site)
    }
    case 'count': {
      const heads = typedNumber(form, 'heads')
      if (heads === undefined) return undefined
      const census = await call(censusApi.count, { params, body: { command, heads } }, as)
      const n = difference(census)
      const word = n === 0 ? W.countSame : n > 0 ? W.countMore : W.countFewer
      return say(word, { heads: census.heads, recorded: census.recorded, n: Math.abs(n) })
    }
    case 'wants': {
      const wants = WANTED.map((item) => ({ item, quantity: typedNumber(form, item) ?? 0 }))
      const told = await call(censusApi.want, { params, body: { command, wants } }, as)
      return say(told.wants.length === 0 ? W.wantsNone : W.wantsTold)
    }
    case 'hand-over': {
      const { pin } = await call(dutyApi.handOver, { body: { command } }, as)
      return say(W.newPin, { pin })
    }
  }
}

function problemText(context: Context, step: Deed, refusal: Refusal): string {
  const isCode =
    (step === 'arrive' || step === 'leave') && (refusal.code === 'not_found' || refusal.code === 'bad_input')
  return isCode ? context.say(W.unknownCode) : refusalText(context.say, refusal)
}

async function take(context: Context, link: string, here: string): Promise<PublicAnswer> {
  const { request, say } = context
  const pin = (request.form.get('pin') ?? '').replace(/\s/g, '')
  const result = await tried(request.call(dutyApi.take, { body: { link, pin } }))
  if ('done' in result) return { status: 303, redirect: here }
  const { refusal } = result
  if (refusal.code === 'duty.ended') return over(context, here)
  const problem = refusal.code === 'bad_input' ? say(W.pinHint) : refusalText(say, refusal)
  return askPin(context, here, { status: refusal.status, problem })
}

export async function dutyPage(request: PublicRequest, { link, step }: DutyPath): Promise<PublicAnswer> {
  const context = await contextOf(request)
  const here = `${request.prefix}/s/${link}`
  if (step !== undefined && request.method === 'GET') return { status: 303, redirect: here }
  if (step === 'pin') return take(context, link, here)
  let said: Said = {}
  if (step !== undefined) {
    const result = await tried(deed(context, link, step))
    if ('done' in result) said = { message: result.done }
    else if (!OUT.includes(result.refusal.code) && result.refusal.code !== 'duty.ended')
      said = { status: result.refusal.status, problem: problemText(context, step, result.refusal) }
  }
  const shown = await tried(show(context, link, here, said))
  if ('done' in shown) return shown.done
  if (shown.refusal.code === 'duty.ended') return over(context, here)
  if (OUT.includes(shown.refusal.code)) return askPin(context, here)
  throw shown.refusal
}
