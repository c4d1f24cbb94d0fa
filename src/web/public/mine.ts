/** 我的信息: all that is kept of the party, for the party (PIPL 45). */
import { dayClockBeijing } from '../../base/time.ts'
import type { PartyView } from '../../modules/placement/model.ts'
import { NEED_WORDS, VEHICLE_WORDS } from '../../modules/placement/words.ts'
import { html, type Markup } from './html.ts'
import { callButton } from './tel.ts'
import { LOST_WORDS, type Say, MINE_WORDS as W } from './words.ts'

/** @param here the party's own page, with the prefix */
export function mine(say: Say, party: PartyView, here: string, helpline: string | undefined): Markup {
  const { size, adults, children, infants, elders } = party
  const needs = party.needs.map((need) => say(NEED_WORDS[need])).join(say(W.comma))
  const rows: readonly (readonly [string, string])[] = [
    [say(W.people), say(W.peopleOf, { size, adults, children, infants, elders })],
    [say(W.needs), needs],
    [say(W.vehicle), say(VEHICLE_WORDS[party.vehicle])],
    [say(W.phone), party.phone ?? ''],
    [say(W.plate), party.plate ?? ''],
    ...(party.name === null ? [] : [[say(W.name), party.name] as const]),
    [say(W.registeredAt), dayClockBeijing(party.registeredAt)],
  ]
  const list = rows.map(([term, value]) => html`<dt>${term}</dt><dd><bdi>${value || say(W.none)}</bdi></dd>`)
  const call = helpline && html`<p>${callButton(helpline, say(LOST_WORDS.helpline, { phone: helpline }))}</p>`
  return html`<details><summary>${say(W.title)}</summary><div><dl>${list}</dl><p>${say(W.change)}</p><p><a class="b" href="${here}/data">${say(W.open)}</a></p>${call}</div></details>`
}
