/** The public pages by path: data in, HTML out. The server binds GET and POST to this and knows nothing else of them. */
import type { Refusal } from '../../base/refusal.ts'
import { aboutMain } from './about.ts'
import { askPage, askPath } from './askpage.ts'
import { codePage, codePath } from './codepage.ts'
import { answer, bareContext, contextOf, tried } from './context.ts'
import { dutyPage } from './dutypage.ts'
import { dutyPath } from './dutypath.ts'
import { frontPage } from './frontpage.ts'
import { troubleMain } from './lost.ts'
import { OFFER_SEND } from './offer.ts'
import { offerPage, offerPath, ownOfferPage } from './offerpage.ts'
import { lost, partyPage } from './partypage.ts'
import { partyPath } from './partypath.ts'
import { SEND } from './register.ts'
import { registerPage } from './registerpage.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { roadPage } from './roadpage.ts'
import { screenLink, screenPage } from './screenpage.ts'
import { sosPage } from './sospage.ts'
import { refusalText } from './told.ts'
import { ABOUT_WORDS, LOST_WORDS } from './words.ts'

export type { PublicAnswer, PublicCall, PublicRequest } from './request.ts'

async function aboutPage(request: PublicRequest): Promise<PublicAnswer> {
  const context = await contextOf(request)
  return answer(context, 200, context.say(ABOUT_WORDS.title), aboutMain(context.say, request.helpline))
}

function pageOf(request: PublicRequest): Promise<PublicAnswer> | undefined {
  const { path, method } = request
  if (path === '/' || path === '') return frontPage(request)
  if (path === '/r' || path === SEND) return registerPage(request)
  if (path === '/sos' || path.startsWith('/sos/')) return sosPage(request)
  if (path === '/offer' || path === OFFER_SEND) return offerPage(request)
  if (path === '/road' && method === 'GET') return roadPage(request)
  if (path === '/about-data' && method === 'GET') return aboutPage(request)
  const screen = screenLink(path)
  if (screen && method === 'GET') return screenPage(request, screen)
  const duty = dutyPath(path)
  if (duty) return dutyPage(request, duty)
  const code = codePath(path)
  if (code) return codePage(request, code)
  const ask = askPath(path)
  if (ask) return askPage(request, ask)
  const offer = offerPath(path)
  if (offer) return ownOfferPage(request, offer)
  const party = partyPath(path)
  return party && partyPage(request, party)
}

/**
 * A page about trouble, for what no page could answer; also for the server's own error handler (`new Refusal('internal')`).
 * @param refusal why; an unknown county or world reads as a page with nothing on it
 */
export function troublePage(request: PublicRequest, refusal: Refusal): PublicAnswer {
  const context = bareContext(request)
  if (refusal.status === 404 || refusal.status === 410) return lost(context)
  const back = request.prefix + request.path.replace(/^(\/p\/[^/]+)\/.*$/, '$1')
  const main = troubleMain(context.say, refusalText(context.say, refusal), back)
  return answer(context, refusal.status, context.say(LOST_WORDS.trouble), main)
}

/**
 * Answers a request to a public page.
 * @returns undefined where the path is no public page
 * @throws whatever is no Refusal; `troublePage` makes a page of it
 */
export async function publicPage(request: PublicRequest): Promise<PublicAnswer | undefined> {
  const page = pageOf(request)
  if (!page) return undefined
  const result = await tried(page)
  return 'done' in result ? result.done : troublePage(request, result.refusal)
}
