/** GET /screen/:link: the code at an entry, in large, made anew every two minutes; for a screen that nobody touches. */
import { clockBeijing } from '../../base/time.ts'
import { entriesApi } from '../../modules/entries/api.ts'
import { qrSvg } from './code.ts'
import { answer, contextOf } from './context.ts'
import { html } from './html.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { SCREEN_WORDS as W } from './screen-words.ts'

/** `/screen/<link>`; undefined where the path is none. */
export function screenLink(path: string): string | undefined {
  return /^\/screen\/([a-z0-9.]{20,80})$/.exec(path)?.[1]
}

/** Seconds between looks for the next code. */
const LOOK = 15

export async function screenPage(request: PublicRequest, link: string): Promise<PublicAnswer> {
  const context = await contextOf(request)
  const { say } = context
  const screen = await request.call(entriesApi.screen, { query: { link } })
  const address = request.origin + request.prefix + screen.path
  // The clock changes with the code, which is how the page's script sees that there is a new one.
  const until = say(W.until, { clock: clockBeijing(screen.until) })
  const main = html`<h1>${say(screen.name)}</h1><p class="way">${say(W.scan)}</p>${qrSvg(address, say(W.scan))}<p>${until}</p>`
  return answer(context, 200, say(W.title), main, {
    reload: LOOK,
    below: html`<p id="age" data-s="${LOOK}" data-off="${say(W.off)}">${say(W.renews)}</p>`,
    headers: { 'x-robots-tag': 'noindex, nofollow' },
  })
}
