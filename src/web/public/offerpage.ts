/** GET /offer, POST /offer/send, GET /offer/:token, POST /offer/:token/stop */
import { offersApi } from '../../modules/offers/api.ts'
import { FOR_WHOM, OFFER_KINDS, STOVES } from '../../modules/offers/model.ts'
import { REFUSALS } from '../kit/refusal-words.ts'
import { answer, type Context, contextOf, seeOther, tried } from './context.ts'
import { html } from './html.ts'
import {
  OFFER_FIELDS,
  OFFER_FORM,
  OFFER_SEND,
  type OfferField,
  type OfferTyped,
  offerMain,
  ownOfferMain,
} from './offer.ts'
import { OFFER_WORDS } from './offer-words.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { refusalText } from './told.ts'

/** `/offer/<token>` and `/offer/<token>/stop`; undefined where the path is none of them. */
export function offerPath(path: string): { readonly token: string; readonly stop: boolean } | undefined {
  const found = /^\/offer\/([a-z0-9]{16,64})(\/stop)?$/.exec(path)
  return found === null ? undefined : { token: found[1]!, stop: found[2] !== undefined }
}

function oneOf<K extends string>(known: readonly K[], text: string): K {
  return known.find((one) => one === text) ?? known[0]!
}

function typedOf({ form, newId }: PublicRequest): OfferTyped {
  const value = (name: string) => (form.get(name) ?? '').trim()
  return {
    command: form.get('command') || newId(),
    kind: oneOf(OFFER_KINDS, value('kind')),
    forWhom: oneOf(FOR_WHOM, value('forWhom')),
    stove: oneOf(STOVES, value('stove')),
    values: {
      beds: value('beds') || '0',
      floors: value('floors') || '0',
      contact: value('contact'),
      phone: value('phone'),
      address: value('address'),
    },
  }
}

const count = (text: string): number => (/^\d{1,3}$/.test(text) ? Number(text) : Number.NaN)

function problemsOf({ values }: OfferTyped): Set<OfferField> {
  const problems = new Set<OfferField>()
  const places = count(values.beds) + count(values.floors)
  if (!(places >= 1 && places <= 200)) problems.add('beds')
  if (values.contact === '') problems.add('contact')
  if (!/^\+?[\d\s-]{5,20}$/.test(values.phone)) problems.add('phone')
  if (values.address.length < 2) problems.add('address')
  return new Set(OFFER_FIELDS.filter((field) => problems.has(field)))
}

function show(
  context: Context,
  typed: OfferTyped,
  status = 200,
  more: { problems?: ReadonlySet<OfferField>; message?: string } = {},
): PublicAnswer {
  const { request, say, mode } = context
  // Said before anybody has written anything.
  if (!mode?.open) {
    const main = html`<h1>${say(OFFER_WORDS.title)}</h1><p>${say(REFUSALS['offers.no_emergency'])}</p>`
    return answer(context, status, say(OFFER_WORDS.title), main)
  }
  const problems = more.problems ?? new Set<OfferField>()
  const main = offerMain({ say, prefix: request.prefix, typed, problems, message: more.message })
  return answer(context, status, say(OFFER_WORDS.title), main, { form: OFFER_FORM })
}

async function send(context: Context, typed: OfferTyped): Promise<PublicAnswer> {
  const { request, say } = context
  const problems = problemsOf(typed)
  if (problems.size > 0) return show(context, typed, 422, { problems })
  const { values, command } = typed
  const { contact, phone, address } = values
  const body = {
    ...{ command, contact, phone, address, beds: count(values.beds), floors: count(values.floors) },
    kind: oneOf(OFFER_KINDS, typed.kind),
    forWhom: oneOf(FOR_WHOM, typed.forWhom),
    stove: oneOf(STOVES, typed.stove),
  }
  const result = await tried(request.call(offersApi.offer, { body }))
  if ('done' in result) return seeOther(`${request.prefix}/offer/${result.done.token}`)
  const { refusal } = result
  const anew = refusal.code === 'command_reused' ? { ...typed, command: request.newId() } : typed
  return show(context, anew, refusal.status, { message: refusalText(say, refusal) })
}

async function own(context: Context, token: string, problem?: string): Promise<PublicAnswer> {
  const { request, say } = context
  const offer = await request.call(offersApi.mine, { query: { token } })
  const here = `${request.prefix}/offer/${token}`
  const main = ownOfferMain({ say, here, offer, newId: () => request.newId(), problem })
  return answer(context, 200, say(OFFER_WORDS.mineTitle), main)
}

export async function ownOfferPage(
  request: PublicRequest,
  { token, stop }: { readonly token: string; readonly stop: boolean },
): Promise<PublicAnswer> {
  const context = await contextOf(request)
  if (!stop || request.method === 'GET') return own(context, token)
  const command = request.form.get('command') || request.newId()
  const result = await tried(request.call(offersApi.stopMine, { body: { command, token } }))
  if ('done' in result) return seeOther(`${request.prefix}/offer/${token}`)
  return own(context, token, refusalText(context.say, result.refusal))
}

export async function offerPage(request: PublicRequest): Promise<PublicAnswer> {
  const context = await contextOf(request)
  const typed = typedOf(request)
  const asks = request.method === 'POST' && request.path === OFFER_SEND && !request.form.has('lang')
  return asks ? send(context, typed) : show(context, typed)
}
