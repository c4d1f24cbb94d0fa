/** 车里求救: the fewest questions a rescuer can find them by, on a phone with cold hands, without script. */
import { RESCUE_MARKS } from '../../modules/rescue/model.ts'
import { RESCUE_MARK_WORDS } from '../../modules/rescue/words.ts'
import { flag, html, type Markup } from './html.ts'
import { SOS_WORDS as W } from './sos-words.ts'
import { told } from './told.ts'
import type { Say } from './words.ts'

export interface SosTyped {
  readonly command: string
  readonly place: string
  readonly persons: string
  readonly marks: readonly string[]
  readonly phone: string
}

export type SosProblem = 'place' | 'persons' | 'phone'

export interface SosView {
  readonly say: Say
  readonly prefix: string
  readonly typed: SosTyped
  readonly problems: ReadonlySet<SosProblem>
  readonly message?: string | undefined
}

const PROBLEMS = { place: W.whereMissing, persons: W.personsBad, phone: W.phoneBad } as const

function problem({ say, problems }: SosView, field: SosProblem): Markup | undefined {
  return problems.has(field) ? html`<p class="err" id="${field}-e">${say(PROBLEMS[field])}</p>` : undefined
}

function tied({ problems }: SosView, field: SosProblem): Markup | undefined {
  return problems.has(field) ? html` aria-invalid="true" aria-describedby="${field}-e"` : undefined
}

/** Not the page's own address: see `SEND` of the registration. */
export const SOS_SEND = '/sos/send'

/** The id that the language switch refers to. */
export const SOS_FORM = 's'

export function sosMain(view: SosView): Markup {
  const { say, prefix, typed, problems } = view
  const bad = (field: SosProblem) => (problems.has(field) ? 'bad' : '')
  const marks = RESCUE_MARKS.map(
    (mark) =>
      html`<label class="opt"><input type="checkbox" name="mark" value="${mark}"${flag('checked', typed.marks.includes(mark))}><span>${say(RESCUE_MARK_WORDS[mark])}</span></label>`,
  )
  const summary =
    problems.size > 0 &&
    html`<div class="told err" role="alert"><ul>${[...problems].map((field) => html`<li><a href="#${field}">${say(PROBLEMS[field])}</a></li>`)}</ul></div>`
  return html`<h1>${say(W.title)}</h1><p>${say(W.lead)}</p>${told(view.message, 'err')}${summary}<form method="post" action="${prefix}${SOS_SEND}" id="${SOS_FORM}" novalidate><input type="hidden" name="command" value="${typed.command}"><div class="f ${bad('place')}"><label for="place">${say(W.where)}</label><p class="dim" id="place-h">${say(W.whereHint)}</p>${problem(view, 'place')}<input type="text" id="place" name="place" maxlength="160" aria-describedby="place-h" value="${typed.place}"${problems.has('place') && html` aria-invalid="true"`}></div><div class="f ${bad('persons')}"><label for="persons">${say(W.persons)}</label>${problem(view, 'persons')}<input type="number" id="persons" name="persons" min="1" max="200" inputmode="numeric" value="${typed.persons}"${tied(view, 'persons')}></div><fieldset><legend>${say(W.marks)}</legend><div class="opts">${marks}</div></fieldset><div class="f ${bad('phone')}"><label for="phone">${say(W.phone)}</label>${problem(view, 'phone')}<input type="tel" id="phone" name="phone" autocomplete="tel" maxlength="20" dir="ltr" value="${typed.phone}"${tied(view, 'phone')}></div><button class="go">${say(W.send)}</button></form><p><a href="${prefix}/r">${say(W.register)}</a></p>`
}

export function sosDoneMain(say: Say, prefix: string, nr: number): Markup {
  const advice = [W.stay, W.gas, W.warm, W.worse]
  return html`<h1>${say(W.doneTitle)}</h1><p class="told">${say(W.doneNumber, { nr })}</p><ul>${advice.map((one) => html`<li>${say(one)}</li>`)}</ul><p><a class="b" href="${prefix}/sos">${say(W.again)}</a></p>`
}
