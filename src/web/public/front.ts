/** The front page: a door for travellers, one for staff, and in a demo county the night to be played. */
import type { OutputOf } from '../../base/contract.ts'
import { clockBeijing } from '../../base/time.ts'
import type { modeApi } from '../../modules/mode/api.ts'
import { html, type Markup } from './html.ts'
import { OFFER_WORDS } from './offer-words.ts'
import { ROAD_WORDS } from './road-words.ts'
import { SOS_WORDS } from './sos-words.ts'
import { told } from './told.ts'
import { type Say, FRONT_WORDS as W } from './words.ts'

export type Night = OutputOf<typeof modeApi.nights>['nights'][number]

export interface FrontView {
  readonly say: Say
  readonly prefix: string
  readonly county: string
  /** Absent where no night may be played. */
  readonly nights?: readonly Night[]
  readonly message?: string
  readonly newId: () => string
}

/** Speeds offered; 120 is the API's own default. The night told is 15 hours, 17:30 to 08:30. */
export const SPEEDS = [60, 120, 300, 600, 1200] as const
const NIGHT_MINUTES = 15 * 60

/** A path of this server and no other. */
export function local(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : '/'
}

function nightRow({ say, prefix, newId }: FrontView, night: Night): Markup {
  const stop = html`<form method="post" action="${prefix}/"><input type="hidden" name="do" value="stop"><input type="hidden" name="world" value="${night.world}"><input type="hidden" name="command" value="${newId()}"><button>${say(W.stop)}</button></form>`
  const text = say(W.nightRow, {
    world: String(night.world),
    clock: clockBeijing(night.now),
    registered: night.registered,
    total: night.total,
    arrived: night.arrived,
  })
  return html`<li class="night"><span>${text}${!night.running && ` · ${say(W.ended)}`}</span><a class="b" href="${local(night.path)}">${say(W.open)}</a>${night.running && stop}</li>`
}

function nightDoor(view: FrontView, nights: readonly Night[]): Markup {
  const { say, prefix, newId } = view
  const speeds = SPEEDS.map((n) => {
    const text = say(W.speedOf, { n: String(n), minutes: Math.round((NIGHT_MINUTES / n) * 10) / 10 })
    return html`<option value="${n}"${n === 120 && html` selected`}>${text}</option>`
  })
  const running =
    nights.length > 0 &&
    html`<h2>${say(W.running)}</h2><ul class="nights">${nights.map((night) => nightRow(view, night))}</ul>`
  return html`<section class="box x"><h2>${say(W.night)}</h2><p>${say(W.nightHint)}</p><form method="post" action="${prefix}/"><input type="hidden" name="do" value="play"><input type="hidden" name="command" value="${newId()}"><p><label for="speed">${say(W.speed)}</label><select id="speed" name="speed">${speeds}</select></p><button>${say(W.play)}</button></form></section>${running}`
}

export function frontMain(view: FrontView): Markup {
  const { say, prefix, nights } = view
  return html`<h1>${say(W.title, { county: view.county })}</h1>${told(view.message, 'err')}<section><p>${say(W.travellerHint)}</p><p><a class="b go" href="${prefix}/r">${say(W.traveller)}</a></p><p><a class="b" href="${prefix}/sos">${say(SOS_WORDS.link)}</a> <a class="b" href="${prefix}/road">${say(ROAD_WORDS.link)}</a></p></section><section class="row"><a class="b" href="${prefix}/desk/">${say(W.staff)}</a><a class="b" href="${prefix}/wall">${say(W.wall)}</a><a class="b" href="${prefix}/offer">${say(OFFER_WORDS.link)}</a></section>${nights && nightDoor(view, nights)}`
}
