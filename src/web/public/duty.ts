/** 值守: what whoever runs a site sees and presses, on a phone, with gloves, without script. */
import { clockBeijing } from '../../base/time.ts'
import type { Language } from '../../base/words.ts'
import { MOST_HEADS, type SiteWants, WANTED, type Wanted } from '../../modules/census/model.ts'
import { WANTED_WORDS } from '../../modules/census/words.ts'
import type { PartyRow, PartyView, SiteView } from '../../modules/placement/model.ts'
import { NEED_WORDS } from '../../modules/placement/words.ts'
import { groupCode } from './code.ts'
import { DUTY_WORDS as W } from './duty-words.ts'
import { html, type Markup } from './html.ts'
import { numberField, poolFields } from './pools.ts'
import { told } from './told.ts'
import type { Say } from './words.ts'

export interface DutyView {
  readonly say: Say
  readonly language: Language
  /** The page's own address, with the prefix. */
  readonly here: string
  readonly prefix: string
  readonly site: SiteView
  readonly parties: readonly PartyRow[]
  readonly wants: SiteWants
  /** Told time, ms. */
  readonly now: number
  readonly newId: () => string
  readonly message?: string | undefined
  readonly problem?: string | undefined
}

export function pinMain(say: Say, here: string, problem?: string): Markup {
  return html`<h1>${say(W.pinTitle)}</h1><p>${say(W.pinHint)}</p>${told(problem, 'err')}<form method="post" action="${here}/pin"><label class="f">${say(W.pin)}<input type="text" name="pin" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required></label><button class="go">${say(W.enter)}</button></form>`
}

function command(view: DutyView): Markup {
  return html`<input type="hidden" name="command" value="${view.newId()}">`
}

type Rows = readonly PartyRow[]

function figures({ say, site }: DutyView, way: Rows, inside: Rows): Markup {
  const persons = (rows: Rows) => rows.reduce((n, row) => n + row.size, 0)
  const rows: readonly (readonly [string, string])[] = [
    [say(W.onTheWay), say(W.personsOf, { n: persons(way), k: way.length })],
    [say(W.here), say(W.personsOf, { n: persons(inside), k: inside.length })],
    [say(W.free), say(W.count, { n: site.free })],
    ...(site.over > 0 ? [[say(W.over), say(W.count, { n: site.over })] as const] : []),
  ]
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd class="st">${value}</dd>`)}</dl>`
}

type Checked = Pick<PartyView, 'code' | 'size' | 'placement'>

/** What is said after a check-in. */
export function takenText(say: Say, { code, size, placement }: Checked): string {
  const word = placement?.state === 'over' ? W.takenOver : W.taken
  return say(word, { code: groupCode(code), n: size })
}

/** What is said after somebody has left. */
export function leftText(say: Say, { code, size }: Checked): string {
  return say(W.leftNow, { code: groupCode(code), n: size })
}

/** Size and what a warden must know before they stand at the door. */
export function partyText(say: Say, row: PartyRow): string {
  const children = row.children + row.infants
  return [
    say(W.persons, { n: row.size }),
    children > 0 && say(W.children, { n: children }),
    row.elders > 0 && say(W.elders, { n: row.elders }),
    ...row.needs.map((need) => say(NEED_WORDS[need])),
  ]
    .filter(Boolean)
    .join(' · ')
}

function partyItem(view: DutyView, row: PartyRow, step: 'arrive' | 'depart'): Markup {
  const { say, here } = view
  const word = step === 'arrive' ? W.came : W.left
  const key =
    step === 'arrive'
      ? html`<input type="hidden" name="code" value="${row.code}">`
      : html`<input type="hidden" name="party" value="${row.id}">`
  return html`<li class="row"><span><b dir="ltr">${groupCode(row.code)}</b> · ${partyText(say, row)}</span><form method="post" action="${here}/${step}">${command(view)}${key}<button aria-label="${say(word)} ${groupCode(row.code)}">${say(word)}</button></form></li>`
}

function list(view: DutyView, rows: Rows, step: 'arrive' | 'depart', none: string): Markup {
  if (rows.length === 0) return html`<p class="dim">${none}</p>`
  return html`<ul class="nights">${rows.map((row) => partyItem(view, row, step))}</ul>`
}

function still(view: DutyView): Markup {
  const { say, site, here } = view
  const full = html`<form class="act" method="post" action="${here}/still">${command(view)}<input type="hidden" name="full" value="keep"><button>${say(W.full)}</button></form><p class="dim">${say(W.fullHint)}</p>`
  const all =
    site.held > 0 &&
    html`<details><summary>${say(W.fullForAll)}</summary><div><p>${say(W.fullForAllHint, { n: site.held })}</p><form class="act" method="post" action="${here}/still">${command(view)}<input type="hidden" name="full" value="elsewhere"><button>${say(W.fullForAllConfirm)}</button></form></div></details>`
  return html`<section><h2>${say(W.stillTitle)}</h2><p>${say(W.stillHint)}</p><form method="post" action="${here}/still">${command(view)}${poolFields(say, site.pools, site.wardens)}<button>${say(W.save)}</button></form></section><section>${full}</section>${all}`
}

/** 点名: how many there really are, and what is lacking until it is brought. */
function count(view: DutyView): Markup {
  const { say, here, wants } = view
  const { census } = wants
  const last =
    census &&
    html`<p class="dim">${say(W.counted, { clock: clockBeijing(census.at), heads: census.heads, recorded: census.recorded })}</p>`
  return html`<section><h2>${say(W.countTitle)}</h2><p>${say(W.countHint)}</p>${last}<form method="post" action="${here}/count">${command(view)}<label class="f">${say(W.heads)}<input type="number" name="heads" min="0" max="${MOST_HEADS}" inputmode="numeric" required></label><button>${say(W.countSend)}</button></form></section>`
}

function lacking(view: DutyView): Markup {
  const { say, here, wants } = view
  const asked = (item: Wanted) => wants.wants.find((want) => want.item === item)?.quantity
  const rows = WANTED.map((item) => numberField(item, say(WANTED_WORDS[item]), MOST_HEADS, asked(item) ?? ''))
  const open =
    wants.wants.length > 0 &&
    html`<p>${wants.wants.map(({ item, quantity }) => html`<b>${say(WANTED_WORDS[item])} ${quantity}</b> `)}</p>`
  return html`<details><summary>${say(W.wantsTitle)}</summary><div><p>${say(W.wantsHint)}</p>${open}<form method="post" action="${here}/wants">${command(view)}${rows}<button>${say(W.save)}</button></form></div></details>`
}

export function dutyMain(view: DutyView): Markup {
  const { say, language, site, parties, here, prefix, now, message, problem } = view
  const way = parties.filter((row) => row.placementState === 'held')
  const inside = parties.filter((row) => row.placementState !== 'held')
  const name = language === 'en' && site.nameEn ? site.nameEn : site.name
  const came = html`<form method="post" action="${here}/arrive">${command(view)}<label class="f">${say(W.code)}<input type="text" name="code" inputmode="numeric" autocomplete="off" maxlength="10" required></label><div class="row"><button class="go">${say(W.came)}</button><button formaction="${here}/leave">${say(W.left)}</button></div><p class="dim">${say(W.scanHint)} ${say(W.codeHint)} <a href="${prefix}/r">${say(W.register)}</a></p></form>`
  const handOver = html`<details><summary>${say(W.handOver)}</summary><div><p>${say(W.handOverHint)}</p><form class="act" method="post" action="${here}/hand-over">${command(view)}<button>${say(W.handOverConfirm)}</button></form></div></details>`
  return html`<h1>${name}</h1>${told(message, 'ok')}${told(problem, 'err')}<p>${say(W.age, { clock: clockBeijing(now) })} <a href="${here}">${say(W.refresh)}</a></p>${figures(view, way, inside)}${came}<section><h2>${say(W.waitFor, { k: way.length })}</h2>${list(view, way, 'arrive', say(W.nobodyExpected))}</section><details><summary>${say(W.inside, { k: inside.length })}</summary><div>${list(view, inside, 'depart', say(W.nobodyInside))}</div></details>${still(view)}${count(view)}${lacking(view)}${handOver}`
}
