/** 今晚还能接多少人: a site's own page for one answer, on any phone, without script. */
import type { AskedSite } from '../../modules/asks/model.ts'
import { PLACE_KINDS } from '../../modules/sites/model.ts'
import { ASK_WORDS as W } from './ask-words.ts'
import { html, type Markup } from './html.ts'
import { type AskedPool, poolFields } from './pools.ts'
import { told } from './told.ts'
import type { Say } from './words.ts'

export interface AskView {
  readonly say: Say
  readonly english: boolean
  /** The page's own address, with the prefix. */
  readonly here: string
  readonly site: AskedSite
  readonly command: string
  readonly done: boolean
  readonly problem?: string | undefined
}

/** What is asked about: the site's pools, or every kind of place where it has none yet. */
export function askedPools(site: AskedSite): readonly AskedPool[] {
  if (site.pools.length > 0) return site.pools
  return PLACE_KINDS.map((kind) => ({ kind, roomClass: 'general', roomSize: 0, shared: true, free: 0 }))
}

export function askMain({ say, english, here, site, command, done, problem }: AskView): Markup {
  return html`<p class="st">${english && site.nameEn ? site.nameEn : site.name}</p><h1>${say(W.title)}</h1>${done && told(say(W.done), 'ok')}${told(problem, 'err')}<p>${say(W.lead)}</p><form method="post" action="${here}/send" novalidate><input type="hidden" name="command" value="${command}">${poolFields(say, askedPools(site), site.wardens)}<button class="go">${say(W.send)}</button></form>`
}
