/** 接待滞留旅客: a form for the host, and the host's own page; without script. */
import type { Text } from '../../base/words.ts'
import { FOR_WHOM, type OwnOffer, STOVES } from '../../modules/offers/model.ts'
import { FOR_WHOM_WORDS, STOVE_WORDS } from '../../modules/offers/words.ts'
import { flag, html, type Markup } from './html.ts'
import { OFFER_WORDS as W } from './offer-words.ts'
import { told } from './told.ts'
import type { Say } from './words.ts'

export const OFFER_FIELDS = ['beds', 'floors', 'contact', 'phone', 'address'] as const
export type OfferField = (typeof OFFER_FIELDS)[number]

export interface OfferTyped {
  readonly command: string
  readonly kind: string
  readonly forWhom: string
  readonly stove: string
  readonly values: Readonly<Record<OfferField, string>>
}

export interface OfferView {
  readonly say: Say
  readonly prefix: string
  readonly typed: OfferTyped
  readonly problems: ReadonlySet<OfferField>
  readonly message?: string | undefined
}

/** Not the page's own address: see `SEND` of the registration. */
export const OFFER_SEND = '/offer/send'
export const OFFER_FORM = 'o'

const PROBLEMS: Readonly<Record<OfferField, Text>> = {
  beds: W.placesBad,
  floors: W.placesBad,
  contact: W.contactBad,
  phone: W.phoneBad,
  address: W.addressBad,
}

function field(view: OfferView, name: OfferField, attributes: Markup): Markup {
  const { say, typed, problems } = view
  const bad = problems.has(name)
  const problem = bad && html`<p class="err" id="${name}-e">${say(PROBLEMS[name])}</p>`
  const tie = bad && html` aria-invalid="true" aria-describedby="${name}-e"`
  return html`<div class="f ${bad ? 'bad' : ''}"><label for="${name}">${say(W[name])}</label>${problem}<input id="${name}" name="${name}" value="${typed.values[name]}"${attributes}${tie}></div>`
}

function choice(
  say: Say,
  legend: Text,
  name: string,
  chosen: string,
  options: readonly (readonly [string, Text])[],
): Markup {
  const labels = options.map(
    ([value, text]) =>
      html`<label class="opt"><input type="radio" name="${name}" value="${value}"${flag('checked', value === chosen)}><span>${say(text)}</span></label>`,
  )
  return html`<fieldset><legend>${say(legend)}</legend><div class="opts">${labels}</div></fieldset>`
}

export function offerMain(view: OfferView): Markup {
  const { say, prefix, typed, problems, message } = view
  const summary =
    problems.size > 0 &&
    html`<div class="told err" role="alert"><ul>${[...problems].map((name) => html`<li><a href="#${name}">${say(PROBLEMS[name])}</a></li>`)}</ul></div>`
  const count = html` type="number" min="0" max="200" inputmode="numeric"`
  const kinds = choice(say, W.kind, 'kind', typed.kind, [
    ['home', W.home],
    ['shop', W.shop],
  ])
  const whom = choice(
    say,
    W.forWhom,
    'forWhom',
    typed.forWhom,
    FOR_WHOM.map((one) => [one, FOR_WHOM_WORDS[one]] as const),
  )
  const stove = choice(
    say,
    W.stove,
    'stove',
    typed.stove,
    STOVES.map((one) => [one, STOVE_WORDS[one]] as const),
  )
  return html`<h1>${say(W.title)}</h1><p>${say(W.lead)}</p>${told(message, 'err')}${summary}<form method="post" action="${prefix}${OFFER_SEND}" id="${OFFER_FORM}" novalidate><input type="hidden" name="command" value="${typed.command}">${kinds}${field(view, 'beds', count)}${field(view, 'floors', count)}${whom}${stove}${field(view, 'address', html` type="text" maxlength="160" autocomplete="street-address"`)}${field(view, 'contact', html` type="text" maxlength="60" autocomplete="name"`)}${field(view, 'phone', html` type="tel" maxlength="20" autocomplete="tel" dir="ltr"`)}<button class="go">${say(W.send)}</button></form><p class="dim">${say(W.notice)}</p>`
}

export interface OwnOfferView {
  readonly say: Say
  /** The page's own address, with the prefix. */
  readonly here: string
  readonly offer: OwnOffer
  readonly newId: () => string
  readonly problem?: string | undefined
}

export function ownOfferMain({ say, here, offer, newId, problem }: OwnOfferView): Markup {
  const state = offer.state === 'withdrawn' ? W.ended : W[offer.state]
  const figures = [
    [W.places, offer.beds + offer.floors],
    [W.held, offer.held],
    [W.inside, offer.inside],
  ] as const
  const facts =
    offer.state === 'open' &&
    html`<dl>${figures.map(([word, n]) => html`<dt>${say(word)}</dt><dd class="st">${say(W.persons, { n })}</dd>`)}</dl>`
  const stop =
    (offer.state === 'open' || offer.state === 'offered') &&
    html`<details><summary>${say(W.stop)}</summary><div><p>${say(W.stopHint)}</p><form class="act" method="post" action="${here}/stop"><input type="hidden" name="command" value="${newId()}"><button>${say(W.stopConfirm)}</button></form></div></details>`
  return html`<h1>${say(W.mineTitle)}</h1>${told(problem, 'err')}<p class="told">${say(state)}</p><p>${say(W.number, { nr: offer.nr })}</p>${facts}${stop}`
}
