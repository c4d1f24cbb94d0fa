/** 换一个: up to two other places beside the one that is held, each with all that is needed to decide. */
import type { Language } from '../../base/words.ts'
import type { Alternative, PartyView } from '../../modules/placement/model.ts'
import { html, type Markup } from './html.ts'
import { told } from './told.ts'
import { offeredWayText, offerText, priceText } from './whereto.ts'
import { type Say, DESTINATION_WORDS as W } from './words.ts'

export interface OthersView {
  readonly say: Say
  readonly language: Language
  readonly party: PartyView
  readonly alternatives: readonly Alternative[]
  /** The party's own page, with the prefix. */
  readonly here: string
  readonly newId: () => string
  /** Why the last choice was not carried out. */
  readonly message?: string | undefined
}

type Named = Pick<Alternative['site'], 'kind' | 'name' | 'nameEn'>

function nameOf({ say, language }: OthersView, { kind, name, nameEn }: Named): string {
  if (kind === 'home') return say(W.homeName)
  return language === 'en' && nameEn ? nameEn : name
}

function one(view: OthersView, other: Alternative): Markup {
  const { say, language, party, here, newId } = view
  const { site } = other
  const words = language === 'en' && site.landmarkEn ? site.landmarkEn : site.landmark
  return html`<div class="box"><h2>${nameOf(view, site)}</h2>${site.kind === 'home' && html`<p>${say(W.homeHidden)}</p>`}<p class="way">${offeredWayText(say, other)}</p>${words && html`<p class="way">${say(W.landmark, { words })}</p>`}<p><b>${priceText(say, site, party.size)}</b></p>${offerText(say, other, party.size)}<form class="act" method="post" action="${here}/change"><input type="hidden" name="command" value="${newId()}"><input type="hidden" name="to" value="${site.id}"><button>${say(W.take)}</button></form></div>`
}

export function othersMain(view: OthersView): Markup {
  const { say, party, alternatives, here, message } = view
  const now = party.placement?.state === 'held' ? W.othersHeld : W.othersAt
  const held = party.placement && html`<p>${say(now, { name: nameOf(view, party.placement.site) })}</p>`
  const hint = alternatives.length > 0 ? W.othersHint : W.othersNone
  return html`${told(message, 'err')}<h1>${say(W.others)}</h1>${held}<p>${say(hint)}</p>${alternatives.map((other) => one(view, other))}<p><a class="b" href="${here}">${say(W.keep)}</a></p>`
}
