/** The party's page by its state. Each state says what holds, why, and what happens next. */
import { clockBeijing } from '../../base/time.ts'
import type { Language, Text } from '../../base/words.ts'
import type { PartyState, PartyView } from '../../modules/placement/model.ts'
import { NEED_WORDS, WAITING_REASON_WORDS } from '../../modules/placement/words.ts'
import { classOf } from '../../modules/road/rules.ts'
import { codeBlock } from './code.ts'
import { destinationMain } from './destination.ts'
import { html, type Markup } from './html.ts'
import { mapLinks } from './maplinks.ts'
import { mine } from './mine.ts'
import { ownWindows, type Road } from './road.ts'
import { notNeeded, type StepForms } from './steps.ts'
import { callButton } from './tel.ts'
import { wayText } from './whereto.ts'
import { DESTINATION_WORDS, type Say, STATUS_WORDS as W } from './words.ts'

export interface StatusView {
  readonly say: Say
  readonly language: Language
  readonly party: PartyView
  readonly now: number
  readonly forms: StepForms
  readonly prefix: string
  readonly helpline?: string
  /** Only for whoever is still to leave. */
  readonly road?: Road | undefined
}

/** Seconds between looks for news: shorter while somebody waits; nothing changes after the end. */
export function reloadSeconds(state: PartyState): number | undefined {
  if (state === 'waiting' || state === 'registered') return 30
  return state === 'placed' || state === 'arrived' ? 60 : undefined
}

/** Why the party waits, as a sentence. */
export function waitingText(say: Say, waiting: NonNullable<PartyView['waiting']>): string {
  const need = waiting.need ? say(NEED_WORDS[waiting.need]) : ''
  const reason = say(WAITING_REASON_WORDS[waiting.reason], { need })
  return say(W.waitingSince, { clock: clockBeijing(waiting.since), reason })
}

function emergencyNumbers(say: Say): Markup {
  const numbers: readonly (readonly [string, Text])[] = [
    ['120', W.medics],
    ['110', W.police],
    ['12122', W.motorway],
  ]
  return html`<section><h2>${say(W.danger)}</h2><div class="row">${numbers.map(([number, word]) => callButton(number, say(word)))}</div></section>`
}

/** Nobody has seen them yet: where the desk is, before anything else. */
function unseenMain({ say, party }: StatusView, { desk }: NonNullable<PartyView['unconfirmed']>): Markup {
  const way =
    desk === null
      ? html`<p class="st">${say(W.unseenNoDesk)}</p>`
      : html`<p class="st">${say(W.unseenDesk, { desk: say(desk.name) })}</p><p class="way">${wayText(say, desk)}</p><div class="row">${mapLinks(desk, say(desk.name)).map((link) => html`<a class="b" rel="noreferrer" href="${link.href}">${say(link.name)}</a>`)}</div>`
  return html`<div class="box w"><h1>${say(W.unseen)}</h1><p>${say(W.unseenWhy)}</p>${way}</div>${codeBlock(party.code, say(DESTINATION_WORDS.yourCode))}${emergencyNumbers(say)}`
}

function waitingMain({ say, party, forms }: StatusView): Markup {
  const { waiting } = party
  const expired = waiting?.reason === 'hold_expired' && html`<p>${say(W.nextExpired)}</p>`
  return html`<div class="box w"><h1>${say(W.waiting)}</h1><p>${waiting ? waitingText(say, waiting) : say(W.registered)}</p>${expired}<p>${say(W.next)}</p></div>${codeBlock(party.code, say(DESTINATION_WORDS.yourCode))}${party.vehicle !== 'none' && html`<p>${say(W.inCar)}</p>`}${emergencyNumbers(say)}${notNeeded(forms)}`
}

const ENDS: Readonly<Record<'departed' | 'withdrawn' | 'self_arranged' | 'merged', readonly [Text, Text]>> = {
  departed: [W.departed, W.departedNext],
  withdrawn: [W.withdrawn, W.withdrawnNext],
  self_arranged: [W.selfArranged, W.withdrawnNext],
  merged: [W.merged, W.mergedNext],
}

function endMain({ say, party, prefix }: StatusView, state: keyof typeof ENDS): Markup {
  const [title, next] = ENDS[state]
  const into = party.mergedInto
  const merged =
    into &&
    html`${codeBlock(into.code, say(W.mergedCode))}${into.token && html`<p><a class="b go" href="${prefix}/p/${into.token}">${say(W.mergedOpen)}</a></p>`}`
  return html`<div class="box x"><h1>${say(title)}</h1><p>${say(next)}</p></div>${merged}<p><a class="b" href="${prefix}/r">${say(W.again)}</a></p>`
}

function stateMain(view: StatusView): Markup {
  const { party } = view
  if (party.unconfirmed) return unseenMain(view, party.unconfirmed)
  switch (party.state) {
    case 'departed':
    case 'withdrawn':
    case 'self_arranged':
    case 'merged':
      return endMain(view, party.state)
    case 'registered':
    case 'waiting':
    case 'placed':
    case 'arrived':
      return party.placement ? destinationMain({ ...view, placement: party.placement }) : waitingMain(view)
  }
}

export function statusMain(view: StatusView): Markup {
  const { road, party, say, prefix } = view
  return html`${stateMain(view)}${road && ownWindows(say, prefix, road, classOf(party))}${mine(view.say, view.party, view.forms.here, view.helpline)}<p class="dim">${view.say(W.save)}</p>`
}

/**
 * When the page was made, and how it keeps itself fresh; a reader can stop that (WCAG 2.2.1).
 * @param seconds undefined where nothing changes any more
 * @param still the reader has stopped it
 */
export function ageLine(
  say: Say,
  now: number,
  here: string,
  seconds: number | undefined,
  still: boolean,
): Markup {
  const clock = clockBeijing(now)
  if (!seconds) return html``
  if (still) return html`<p>${say(W.ageStill, { clock })} <a href="${here}">${say(W.resume)}</a></p>`
  return html`<p><span id="age" data-s="${seconds}" data-off="${say(W.offline)}">${say(W.age, { clock, seconds })}</span> <a href="${here}?still=1">${say(W.stop)}</a></p>`
}
