/** 路况和返程: what is said of each road, and who leaves when. No figure, no person; the same for everybody. */

import type { OutputOf } from '../../base/contract.ts'
import { clockBeijing, dayClockBeijing } from '../../base/time.ts'
import type { roadApi } from '../../modules/road/api.ts'
import type { RoadNews, WaveClass } from '../../modules/road/model.ts'
import { closedSince, isStale } from '../../modules/road/rules.ts'
import { ROAD_SOURCE_WORDS, ROAD_STATE_WORDS, WAVE_CLASS_WORDS } from '../../modules/road/words.ts'
import { html, type Markup } from './html.ts'
import { ROAD_WORDS as W } from './road-words.ts'
import type { Say } from './words.ts'

export type Road = OutputOf<typeof roadApi.road>

/** Shape beside the word: state is never told by colour alone. */
const GLYPHS = { closed: '✕', restricted: '◐', open: '○' } as const

function item(say: Say, news: RoadNews, now: number): Markup {
  const clock = dayClockBeijing(news.since)
  const until = news.until !== null && html`，${say(W.until, { clock: dayClockBeijing(news.until) })}`
  const said = say(W.said, {
    source: say(ROAD_SOURCE_WORDS[news.source]),
    clock: clockBeijing(news.postedAt),
  })
  return html`<li class="box ${news.state === 'open' ? 'x' : 'w'}"><h2>${news.road} ${news.direction}</h2><p><strong><span aria-hidden="true">${GLYPHS[news.state]} </span>${say(ROAD_STATE_WORDS[news.state])}</strong> ${say(W.since, { clock })}${until}</p>${news.note && html`<p>${news.note}</p>`}<p class="dim">${said}</p>${isStale(news, now) && html`<p class="err">${say(W.stale)}</p>`}</li>`
}

function directionsOf({ windows }: Road): string[] {
  return [...new Set(windows.map(({ direction }) => direction))]
}

/** Windows stand until the duty room ends them; a road closed meanwhile is said beside them. */
function notYet(say: Say, { news, announcedAt }: Road): Markup | false {
  const roads = closedSince(news, announcedAt).map(({ road, direction }) => `${road} ${direction}`.trim())
  return (
    roads.length > 0 && html`<p class="err">${say(W.closedSince, { roads: roads.join(say(W.between)) })}</p>`
  )
}

function windowList(say: Say, road: Road): Markup {
  return html`${directionsOf(road).map(
    (direction) =>
      html`<h3>${direction}</h3><ul>${road.windows
        .filter((one) => one.direction === direction)
        .map(
          ({ who, from, until }) =>
            html`<li>${say(W.window, { from: dayClockBeijing(from), until: clockBeijing(until) })} · ${say(WAVE_CLASS_WORDS[who])}</li>`,
        )}</ul>`,
  )}`
}

export function roadMain(say: Say, road: Road): Markup {
  const news =
    road.news.length === 0
      ? html`<p>${say(W.none)}</p>`
      : html`<ul class="nights">${road.news.map((one) => item(say, one, road.now))}</ul>`
  const leave =
    road.windows.length === 0
      ? html`<p>${say(W.later)}</p>`
      : html`${notYet(say, road)}<p>${say(W.advice)}</p>${windowList(say, road)}`
  return html`<h1>${say(W.title)}</h1>${news}<section><h2>${say(W.leave)}</h2>${leave}</section>`
}

/** On a party's own page: from when each road is advised for whoever leaves like it. Which road it takes is its own. */
export function ownWindows(say: Say, prefix: string, road: Road, who: WaveClass): Markup {
  const own = road.windows.filter((one) => one.who === who)
  const link = html`<p><a class="b" href="${prefix}/road">${say(W.link)}</a></p>`
  if (own.length === 0) return link
  const times = own.map(
    ({ direction, from }) => html`<li>${say(W.ownOpen, { direction, from: dayClockBeijing(from) })}</li>`,
  )
  return html`<section class="box x"><h2>${say(W.own)}</h2>${notYet(say, road)}<ul>${times}</ul><p class="dim">${say(W.advice)}</p></section>${link}`
}
