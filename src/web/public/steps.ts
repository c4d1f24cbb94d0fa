/** What a party can press, as plain forms. Giving a place back takes two taps, since it cannot be undone. */
import type { Text } from '../../base/words.ts'
import { html, type Markup } from './html.ts'
import { type Say, DESTINATION_WORDS as W } from './words.ts'

export const STEPS = [
  'accept',
  'coming',
  'arrive',
  'depart',
  'withdraw',
  'change',
  'correct',
  'erase',
] as const
export type Step = (typeof STEPS)[number]

export interface StepForms {
  readonly say: Say
  /** The party's own page, with the prefix. */
  readonly here: string
  /** The site the reader sees: what is pressed is meant for that one. */
  readonly site: string
  readonly newId: () => string
}

export function stepForm(
  forms: StepForms,
  step: Step,
  word: Text,
  more: { main?: boolean; reason?: 'withdrawn' | 'self_arranged' } = {},
): Markup {
  const look = more.main ? html` class="go"` : undefined
  const reason = more.reason && html`<input type="hidden" name="reason" value="${more.reason}">`
  return html`<form class="act" method="post" action="${forms.here}/${step}"><input type="hidden" name="command" value="${forms.newId()}"><input type="hidden" name="site" value="${forms.site}">${reason}<button${look}>${forms.say(word)}</button></form>`
}

/** 不用了 opens to its two answers. */
export function notNeeded(forms: StepForms): Markup {
  return html`<details><summary>${forms.say(W.notNeeded)}</summary><div><p>${forms.say(W.notNeededHint)}</p>${stepForm(forms, 'withdraw', W.selfArranged, { reason: 'self_arranged' })}${stepForm(forms, 'withdraw', W.withdraw, { reason: 'withdrawn' })}</div></details>`
}

/** 我走了 opens to its confirmation. */
export function leaving(forms: StepForms): Markup {
  return html`<details><summary>${forms.say(W.leave)}</summary><div><p>${forms.say(W.leaveHint)}</p>${stepForm(forms, 'depart', W.leaveConfirm)}</div></details>`
}
