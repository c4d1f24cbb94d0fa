/** A message above the page: what happened to what was just pressed. */
import type { Refusal } from '../../base/refusal.ts'
import { REFUSALS, refusalValues } from '../kit/refusal-words.ts'
import { html, type Markup } from './html.ts'
import type { Say } from './words.ts'

export function refusalText(say: Say, { code, details }: Pick<Refusal, 'code' | 'details'>): string {
  return say(REFUSALS[code], refusalValues(code, details, say))
}

/** @param look `err` where something went wrong, `ok` where it was done, else something to mind */
export function told(text: string | undefined, look: '' | 'ok' | 'err' = ''): Markup | undefined {
  return text ? html`<p class="told ${look}" role="alert">${text}</p>` : undefined
}
