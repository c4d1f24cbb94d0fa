/** 今晚还能接多少人: a site's own page for one answer, on any phone, without script. */
import type { AskedSite } from '../../modules/asks/model.ts'
import type { StillTake } from '../../modules/placement/model.ts'
import { PLACE_KINDS } from '../../modules/sites/model.ts'
import { PLACE_KIND_WORDS } from '../../modules/sites/words.ts'
import { ASK_WORDS as W } from './ask-words.ts'
import { html, type Markup } from './html.ts'
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

type Asked = Omit<StillTake['still'][number], 'places'> & { readonly free: number }

/** What is asked about: the site's pools, or every kind of place where it has none yet. */
export function askedPools(site: AskedSite): readonly Asked[] {
  if (site.pools.length > 0) return site.pools
  return PLACE_KINDS.map((kind) => ({ kind, roomClass: 'general', roomSize: 0, shared: true, free: 0 }))
}

export function askMain({ say, english, here, site, command, done, problem }: AskView): Markup {
  const fields = askedPools(site).map((pool, n) => {
    const kind = say(PLACE_KIND_WORDS[pool.kind])
    const label = pool.roomSize > 0 ? say(W.rooms, { kind, size: pool.roomSize }) : kind
    return html`<div class="n"><label for="p${n}">${label}</label><div><input type="number" id="p${n}" name="p${n}" min="0" max="20000" inputmode="numeric" value="${Math.max(0, pool.free)}"></div></div>`
  })
  const wardens = html`<div class="n"><label for="wardens">${say(W.wardens)}</label><div><input type="number" id="wardens" name="wardens" min="0" max="500" inputmode="numeric" value="${site.wardens}"></div></div>`
  return html`<p class="st">${english && site.nameEn ? site.nameEn : site.name}</p><h1>${say(W.title)}</h1>${done && told(say(W.done))}${told(problem, 'err')}<p>${say(W.lead)}</p><form method="post" action="${here}/send" novalidate><input type="hidden" name="command" value="${command}">${fields}${wardens}<button class="go">${say(W.send)}</button></form>`
}
