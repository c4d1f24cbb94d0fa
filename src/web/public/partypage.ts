/** GET /p/:token with /others, /data and /card, POST /p/:token/:step. The token is the key; the code opens nothing here. */
import type { Code, Refusal } from '../../base/refusal.ts'
import { placementApi } from '../../modules/placement/api.ts'
import type { PartyView } from '../../modules/placement/model.ts'
import { changesItself } from '../../modules/placement/rules.ts'
import { roadApi } from '../../modules/road/api.ts'
import { codeAddress, codeBlock, qrSvg } from './code.ts'
import { CODE_WORDS } from './code-words.ts'
import { answer, type Context, contextOf, seeOther, tried } from './context.ts'
import { html } from './html.ts'
import { lostMain } from './lost.ts'
import { correctionOf, dataMain, problemsOf } from './mydata.ts'
import { othersMain } from './others.ts'
import { isToken, type PartyPath } from './partypath.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { ageLine, reloadSeconds, statusMain } from './status.ts'
import type { Step } from './steps.ts'
import { refusalText, told } from './told.ts'
import { type Field, isUuid } from './typed.ts'
import { DESTINATION_WORDS, LOST_WORDS, MINE_WORDS } from './words.ts'

const PRIVATE = { 'x-robots-tag': 'noindex, nofollow' } as const

/** Unknown, erased, of another world: one answer for all, so that nothing can be learnt by trying. */
const GONE: readonly Code[] = ['bad_token', 'not_signed_in', 'not_found', 'wrong_world', 'erased']

/** The place chosen went to somebody else, or out of use, between the look and the choice. */
const NOT_CHANGED: readonly Code[] = ['placement.no_room', 'placement.site_not_open']

export function lost(context: Context): PublicAnswer {
  const { request, say } = context
  const main = lostMain(say, request.prefix, request.helpline)
  return answer(context, 404, say(LOST_WORDS.title), main, { headers: PRIVATE })
}

function titleOf(context: Context, party: PartyView): string {
  return context.say(party.placement ? DESTINATION_WORDS.goHere : LOST_WORDS.status)
}

async function show(
  context: Context,
  token: string,
  party: PartyView,
  status = 200,
  message?: string,
): Promise<PublicAnswer> {
  const { request, say, language, now } = context
  const { prefix, helpline } = request
  const here = `${prefix}/p/${token}`
  const still = request.query.has('still')
  const seconds = reloadSeconds(party.state)
  const site = party.placement?.site.id ?? ''
  const forms = { say, here, site, newId: () => request.newId() }
  const leaves = party.state === 'placed' || party.state === 'arrived'
  const road = leaves ? await request.call(roadApi.road, {}) : undefined
  const main = statusMain({ say, language, party, now, forms, prefix, helpline, road })
  return answer(context, status, titleOf(context, party), html`${told(message, 'err')}${main}`, {
    here: still ? `${here}?still=1` : here,
    reload: still ? undefined : seconds,
    below: ageLine(say, now, here, seconds, still),
    headers: PRIVATE,
  })
}

/** Somebody may stand at the place the page still showed: then the arrival is told for that one. */
function arrivalSite(form: URLSearchParams, party: PartyView): string | undefined {
  const seen = form.get('site') ?? ''
  return isUuid(seen) && seen !== party.placement?.site.id ? seen : undefined
}

async function deed(request: PublicRequest, token: string, party: PartyView, step: Step): Promise<PartyView> {
  const { form, call } = request
  const given = form.get('command') ?? ''
  const command = isUuid(given) ? given : request.newId()
  const [params, as] = [{ id: party.id }, { token }]
  switch (step) {
    case 'accept':
    case 'coming':
      return call(placementApi.accept, { params, body: { command } }, as)
    case 'arrive':
      return call(placementApi.arrive, { params, body: { command, site: arrivalSite(form, party) } }, as)
    case 'change':
      return call(placementApi.transfer, { params, body: { command, site: form.get('to') ?? '' } }, as)
    case 'erase':
      return call(placementApi.erase, { params, body: { command } }, as)
    case 'correct':
      return call(placementApi.correct, { params, body: { command, ...correctionOf(form, party) } }, as)
    case 'depart':
      return call(placementApi.depart, { params, body: { command } }, as)
    case 'withdraw': {
      const reason = form.get('reason') === 'self_arranged' ? 'self_arranged' : 'withdrawn'
      return call(placementApi.withdraw, { params, body: { command, reason } }, as)
    }
  }
}

/** What else there is; only for whoever has a place and is not in it yet, or is where there is none. */
async function others(
  context: Context,
  token: string,
  party: PartyView,
  status = 200,
  message?: string,
): Promise<PublicAnswer> {
  const { request, say, language } = context
  const here = `${request.prefix}/p/${token}`
  if (!party.placement || !changesItself(party.placement).includes(party.state)) return seeOther(here)
  const found = await tried(request.call(placementApi.alternatives, { params: { id: party.id } }, { token }))
  if ('refusal' in found) return unless(context, found.refusal)
  const { alternatives } = found.done
  const newId = () => request.newId()
  const main = othersMain({ say, language, party, alternatives, here, newId, message })
  return answer(context, status, say(DESTINATION_WORDS.others), main, { headers: PRIVATE })
}

/** All that is kept, to be put right or erased. */
function data(
  context: Context,
  token: string,
  party: PartyView,
  more: { status?: number; problems?: ReadonlySet<Field>; refusal?: Refusal } = {},
): PublicAnswer {
  const { request, say } = context
  const here = `${request.prefix}/p/${token}`
  const { status = 200, problems = new Set<Field>(), refusal } = more
  const form = request.method === 'POST' ? request.form : undefined
  const message =
    refusal && (refusal.code === 'placement.no_room' ? say(MINE_WORDS.noRoom) : refusalText(say, refusal))
  const newId = () => request.newId()
  const main = dataMain({ say, party, here, newId, form, problems, message })
  return answer(context, status, say(MINE_WORDS.correctTitle), main, { headers: PRIVATE })
}

/** The code for a camera. It opens nothing for whoever is not on duty, and does not hold the token. */
function card(context: Context, token: string, party: PartyView): PublicAnswer {
  const { request, say } = context
  const here = `${request.prefix}/p/${token}`
  const qr = qrSvg(request.origin + codeAddress(request.prefix, party.code), say(CODE_WORDS.card))
  const main = html`<h1>${say(CODE_WORDS.card)}</h1>${qr}${codeBlock(party.code, say(DESTINATION_WORDS.yourCode))}<p><a class="b" href="${here}">${say(CODE_WORDS.cardBack)}</a></p>`
  return answer(context, 200, say(CODE_WORDS.card), main, { headers: PRIVATE })
}

/** True where the place has changed since the page was shown: nobody accepts what they have not seen. */
function isMoved(request: PublicRequest, party: PartyView, step: Step): boolean {
  if (step !== 'accept' && step !== 'coming') return false
  const site = party.placement?.site.id
  return site !== undefined && request.form.has('site') && request.form.get('site') !== site
}

function unless(context: Context, refusal: Refusal): PublicAnswer {
  if (GONE.includes(refusal.code)) return lost(context)
  throw refusal
}

async function press(context: Context, token: string, party: PartyView, step: Step): Promise<PublicAnswer> {
  const { request, say } = context
  if (step === 'correct') {
    const problems = problemsOf(request.form)
    if (problems.size > 0) return data(context, token, party, { status: 422, problems })
  }
  if (isMoved(request, party, step)) return show(context, token, party, 409, say(DESTINATION_WORDS.moved))
  const result = await tried(deed(request, token, party, step))
  if ('done' in result) return seeOther(`${request.prefix}/p/${token}`)
  const { refusal } = result
  if (GONE.includes(refusal.code)) return lost(context)
  if (step === 'correct') return data(context, token, party, { status: refusal.status, refusal })
  if (step === 'change' && NOT_CHANGED.includes(refusal.code))
    return others(context, token, party, refusal.status, say(DESTINATION_WORDS.taken))
  return show(context, token, party, refusal.status, refusalText(say, refusal))
}

export async function partyPage(
  request: PublicRequest,
  { token, step, others: isOthers, data: isData, card: isCard }: PartyPath,
): Promise<PublicAnswer> {
  const context = await contextOf(request)
  if (!isToken(token)) return lost(context)
  if (step && request.method === 'GET') return seeOther(`${request.prefix}/p/${token}`)
  const found = await tried(request.call(placementApi.mine, {}, { token }))
  if ('refusal' in found) return unless(context, found.refusal)
  if (step && request.method === 'POST') return press(context, token, found.done, step)
  if (isOthers) return others(context, token, found.done)
  if (isData) return data(context, token, found.done)
  if (isCard) return card(context, token, found.done)
  return show(context, token, found.done)
}
