/** Pages for a link that leads nowhere and for trouble. Unknown and erased look the same, so that nothing can be guessed. */
import { html, type Markup } from './html.ts'
import { callButton } from './tel.ts'
import { told } from './told.ts'
import { type Say, LOST_WORDS as W } from './words.ts'

function help(say: Say, prefix: string, helpline: string | undefined): Markup {
  return html`<h2>${say(W.helpTitle)}</h2><ul><li>${say(W.desk)}</li></ul>${helpline && html`<p>${callButton(helpline, say(W.helpline, { phone: helpline }))}</p>`}<p><a class="b" href="${prefix}/r">${say(W.again)}</a></p>`
}

export function lostMain(say: Say, prefix: string, helpline: string | undefined): Markup {
  return html`<h1>${say(W.title)}</h1><p>${say(W.text)}</p>${help(say, prefix, helpline)}`
}

/** @param back where to try again; absent: nothing to try */
export function troubleMain(say: Say, message: string, back: string): Markup {
  return html`<h1>${say(W.trouble)}</h1>${told(message, 'err')}<p><a class="b go" href="${back}">${say(W.retry)}</a></p>`
}
