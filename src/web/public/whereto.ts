/** Pieces of the way: distance in words, price in words, why here. */

import type { Alternative, Directions, PartyView, PlacementView } from '../../modules/placement/model.ts'
import { NEED_WORDS } from '../../modules/placement/words.ts'
import { COMPASS_WORDS } from '../../modules/places/words.ts'
import { FEATURE_WORDS, PLACE_KIND_WORDS, PRICE_WORDS } from '../../modules/sites/words.ts'
import { html, type Markup } from './html.ts'
import { type Say, DESTINATION_WORDS as W } from './words.ts'

/** Tens of metres below a kilometre, tenths of a kilometre up to ten, whole ones beyond. */
export function distance(say: Say, metres: number): string {
  if (metres < 995) return say(W.metres, { n: Math.max(10, Math.round(metres / 10) * 10) })
  const km = metres / 1000
  return say(W.kilometres, { n: km < 10 ? Math.round(km * 10) / 10 : Math.round(km) })
}

export function wayText(
  say: Say,
  directions: Pick<Directions, 'by' | 'minutes' | 'metres' | 'bearing'>,
): string {
  const sentence = directions.by === 'foot' ? W.onFoot : W.byCar
  return say(sentence, {
    minutes: Math.max(1, directions.minutes),
    distance: distance(say, directions.metres),
    bearing: say(COMPASS_WORDS[directions.bearing]),
  })
}

/** The way to a place that is only offered: no bearing, no streets. */
export function offeredWayText(say: Say, { by, minutes, metres }: Alternative): string {
  const sentence = by === 'foot' ? W.onFootShort : W.byCarShort
  return say(sentence, { minutes: Math.max(1, minutes), distance: distance(say, metres) })
}

/** Names of streets in the order taken; more than four would not be remembered. */
export function streetsText(say: Say, directions: Directions): string | undefined {
  const streets = directions.streets.slice(0, 4)
  return streets.length > 0 ? say(W.along, { streets: streets.join(say(W.streetComma)) }) : undefined
}

/** 分 to 元, without a trailing `.00`. */
function yuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
}

/** What it costs and who pays; always there, before anybody accepts. */
export function priceText(
  say: Say,
  { priceClass, priceFen }: Pick<PlacementView['site'], 'priceClass' | 'priceFen'>,
  size: number,
): string {
  if (priceClass === 'free') return say(W.free)
  if (priceFen === null) return say(W.priceUnknown)
  const price = say(PRICE_WORDS.fixed, { yuan: yuan(priceFen) })
  return say(W.fixed, { price, size, total: yuan(priceFen * size) })
}

/** What is given there, and what must be known before accepting. */
export function offerText(
  say: Say,
  placement: Pick<PlacementView, 'kind' | 'roomClass'> & {
    readonly site: Pick<PlacementView['site'], 'features'>
  },
  size: number,
): Markup {
  const { features } = placement.site
  const told = features
    .filter((feature) => feature !== 'separate_areas')
    .map((feature) => say(FEATURE_WORDS[feature]))
  const place = placement.kind ? [say(W.place, { kind: say(PLACE_KIND_WORDS[placement.kind]), n: size })] : []
  return html`<p>${[...place, ...told].join(' · ')}</p>${placement.kind === 'seat' && html`<p>${say(W.seat)}</p>`}${placement.roomClass === 'women' && html`<p>${say(W.womenOnly)}</p>`}${features.includes('separate_areas') && html`<p>${say(W.separate)}</p>`}`
}

/** A proposal about a person shows its reasons (people.md, the law 5; PIPL 24). */
export function whyText(say: Say, party: PartyView): string {
  const needs = party.needs.map((need) => say(NEED_WORDS[need])).join(say(W.streetComma))
  return say(W.why, { size: party.size, needs: needs ? say(W.whyNeeds, { needs }) : '' })
}
