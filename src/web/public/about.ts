/** The notice in full, with the rights it speaks of. */
import { html, type Markup } from './html.ts'
import { notice } from './notice.ts'
import { callButton } from './tel.ts'
import { LOST_WORDS, type Say, ABOUT_WORDS as W } from './words.ts'

export function aboutMain(say: Say, helpline: string | undefined): Markup {
  const rights = [W.see, W.correct, W.erase, W.why, W.who, W.term].map((text) => html`<li>${say(text)}</li>`)
  const call = helpline && html`<p>${callButton(helpline, say(LOST_WORDS.helpline, { phone: helpline }))}</p>`
  return html`<h1>${say(W.title)}</h1>${notice(say, helpline)}<h2>${say(W.rights)}</h2><ul>${rights}</ul><p>${say(W.not)}</p><p class="dim">${say(W.ground)}</p>${call}`
}
