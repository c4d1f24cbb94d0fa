/** Where to go: the place, the way, the price, the code, and what can be pressed. */
import { clockBeijing, MINUTE } from '../../base/time.ts'
import type { Language } from '../../base/words.ts'
import type { PartyView, PlacementView } from '../../modules/placement/model.ts'
import { isProtected, stillWaits } from '../../modules/placement/rules.ts'
import { COMPASS_WORDS } from '../../modules/places/words.ts'
import { codeBlock } from './code.ts'
import { CODE_WORDS } from './code-words.ts'
import { html, type Markup } from './html.ts'
import { mapLinks } from './maplinks.ts'
import { sketch } from './sketch.ts'
import { leaving, notNeeded, type StepForms, stepForm } from './steps.ts'
import { callButton } from './tel.ts'
import { told } from './told.ts'
import { offerText, priceText, streetsText, wayText, whyText } from './whereto.ts'
import { type Say, DESTINATION_WORDS as W } from './words.ts'

export interface DestinationView {
  readonly say: Say
  readonly language: Language
  readonly party: PartyView
  readonly placement: PlacementView
  readonly now: number
  readonly forms: StepForms
}

/** A home's name, door, telephone and position are told only after accepting (people.md, Host and guest). */
export function isHidden({ site, acceptedAt, state }: PlacementView): boolean {
  return site.kind === 'home' && state === 'held' && acceptedAt === null
}

function siteName({ say, language, placement }: DestinationView): string {
  if (isHidden(placement)) return say(W.homeName)
  const { name, nameEn } = placement.site
  return language === 'en' && nameEn ? nameEn : name
}

function landmark({ language, placement }: DestinationView): string {
  const { landmark, landmarkEn } = placement.site
  return language === 'en' && landmarkEn ? landmarkEn : landmark
}

/** Until when the place is held, in words; nothing once somebody has arrived. */
export function holdText({ say, party, placement, now }: DestinationView): string | undefined {
  if (placement.state !== 'held') return undefined
  if (placement.askedAt !== null) return say(W.asked)
  if (placement.holdUntil === null) return undefined
  const clock = clockBeijing(placement.holdUntil)
  if (placement.holdUntil <= now) return say(W.holdPast, { clock })
  const rest = isProtected(party) ? W.holdKept : placement.acceptedAt === null ? undefined : W.holdStop
  return say(W.holdUntil, { clock }) + (rest ? say(rest) : '')
}

/** Where a site checks in by half hours, theirs: whoever comes before stands in a queue. */
function slotText({ say, placement: { slot } }: DestinationView): string | undefined {
  return slot === null
    ? undefined
    : say(W.slot, { from: clockBeijing(slot), until: clockBeijing(slot + 30 * MINUTE) })
}

function stateText({ say, placement }: DestinationView): string {
  if (placement.state === 'over') return say(W.over)
  if (placement.state === 'arrived') return say(W.arrived, { clock: clockBeijing(placement.arrivedAt ?? 0) })
  return say(placement.acceptedAt === null ? W.held : W.accepted)
}

function way(view: DestinationView): Markup {
  const { say, placement } = view
  const { directions } = placement
  const words = isHidden(placement) ? '' : landmark(view)
  return html`${directions && html`<p class="way">${wayText(say, directions)}${streetsText(say, directions)}</p>`}${words && html`<p class="way">${say(W.landmark, { words })}</p>`}`
}

function picture(view: DestinationView): Markup | undefined {
  const { say, placement } = view
  if (!placement.directions || isHidden(placement)) return undefined
  const name = siteName(view)
  const bearing = say(COMPASS_WORDS[placement.directions.bearing])
  return sketch(placement.directions, placement.site, {
    here: say(W.youAreHere),
    there: name,
    north: say(W.north),
    alt: say(W.sketchAlt, { bearing, name }),
  })
}

/** The card: everything needed to decide, before the button. */
function card(view: DestinationView): Markup {
  const { say, party, placement } = view
  const staying = placement.state !== 'held'
  const [hold, slot] = [holdText(view), slotText(view)]
  return html`<div class="box"><p class="st">${staying ? say(W.youAreIn) : say(W.goHere)}</p><h1>${siteName(view)}</h1>${isHidden(placement) && html`<p>${say(W.homeHidden)}</p>`}${staying ? undefined : way(view)}<p><b>${priceText(say, placement.site, party.size)}</b></p>${offerText(say, placement, party.size)}${staying ? undefined : picture(view)}<p class="st">${stateText(view)}</p>${hold && html`<p>${hold}</p>`}${slot && html`<p>${slot}</p>`}</div>`
}

/** Address first, as text to copy; then telephone and maps. */
function reach(view: DestinationView): Markup | undefined {
  const { say, placement } = view
  if (isHidden(placement)) return undefined
  const { address, phone } = placement.site
  const links = mapLinks(placement.site, siteName(view)).map(
    (link) => html`<a class="b" rel="noreferrer" href="${link.href}">${say(link.name)}</a>`,
  )
  return html`<section>${address && html`<h2>${say(W.address)}</h2><p class="sel" id="ad" dir="auto">${address}</p><button type="button" class="copy" data-c="ad" data-ok="${say(W.copied)}">${say(W.copy)}</button>`}</section><section>${phone && html`<div class="row">${callButton(phone, say(W.call, { phone }))}</div>`}<div class="row">${links}</div></section>`
}

function buttons({ forms, placement }: DestinationView): Markup {
  if (placement.state !== 'held') return leaving(forms)
  if (placement.acceptedAt === null)
    return html`${stepForm(forms, 'accept', W.accept, { main: true })}${stepForm(forms, 'arrive', W.arrive)}`
  return html`${stepForm(forms, 'arrive', W.arrive, { main: true })}${stepForm(forms, 'coming', W.coming)}`
}

/** The site has stopped taking people: nobody should set off for it. */
function stopped({ say, placement }: DestinationView): Markup | undefined {
  const { state } = placement.site
  return state === 'suspended' || state === 'closed' ? told(say(W.closedSite), 'err') : undefined
}

/** It had not set out and was given a better place: said first, since it may remember the old one. */
function moved({ say, language, party, forms }: DestinationView): Markup | undefined {
  const from = party.movedFrom
  if (from === null) return undefined
  const name = (language === 'en' && from.nameEn) || from.name || say(W.homeName)
  return html`${told(say(W.movedFrom, { site: name }), 'err')}<p class="dim"><a href="${forms.here}/others">${say(W.movedBack)}</a></p>`
}

function scanLink({ say, forms }: DestinationView): Markup {
  return html`<p class="dim"><a href="${forms.here}/card">${say(CODE_WORDS.card)}</a></p>`
}

export function destinationMain(view: DestinationView): Markup {
  const { say, party, placement, forms } = view
  const held = placement.state === 'held'
  return html`${stopped(view)}${moved(view)}${card(view)}${buttons(view)}${codeBlock(party.code, say(held ? W.code : W.yourCode))}${scanLink(view)}${reach(view)}${(held || stillWaits(placement)) && html`<p><a class="b" href="${forms.here}/others">${say(W.others)}</a></p>`}${held && notNeeded(forms)}<p class="dim">${whyText(say, party)}</p>`
}
