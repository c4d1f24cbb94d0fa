/** A packet as a workbook, and as a page that prints on A4 without anything else: no script, no other file. Pure. */
import { dayClockBeijing } from '../../base/time.ts'
import { fill, type Language, type Text } from '../../base/words.ts'
import { PARTY_STATE_WORDS, WAITING_REASON_WORDS } from '../placement/words.ts'
import { SITE_KIND_WORDS, SITE_STATE_WORDS } from '../sites/words.ts'
import type { Packet } from './model.ts'
import { words } from './words.ts'

export interface Sheet {
  readonly name: string
  readonly headers: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** The four sheets: sites, who is where, who waits, blank forms. */
export function sheetsOf(packet: Packet, language: Language): Sheet[] {
  const say = (text: Text, values: Record<string, string | number> = {}) => fill(text, language, values)
  const head = (...texts: Text[]) => texts.map((text) => say(text))
  const inside = packet.parties.filter(({ site }) => site !== '')
  const waiting = packet.parties.filter(({ reason }) => reason !== null)
  return [
    {
      name: say(words.sites),
      headers: head(
        words.site,
        words.phone,
        words.free,
        words.offered,
        words.in,
        words.held,
        words.kind,
        words.state,
        words.address,
      ),
      rows: packet.sites.map((s) => [
        s.name,
        s.phone,
        s.free,
        s.offered,
        s.inside,
        s.held,
        say(SITE_KIND_WORDS[s.kind]),
        say(SITE_STATE_WORDS[s.state]),
        s.address,
      ]),
    },
    {
      name: say(words.inside),
      headers: head(words.site, words.code, words.persons, words.state, words.since),
      rows: inside.map((p) => [
        p.site,
        p.code,
        p.persons,
        say(PARTY_STATE_WORDS[p.state]),
        dayClockBeijing(p.since),
      ]),
    },
    {
      name: say(words.waiting),
      headers: head(words.code, words.persons, words.reason, words.since),
      rows: waiting.map((p) => [
        p.code,
        p.persons,
        // Which need it is stays in the system.
        fill(WAITING_REASON_WORDS[p.reason!], language, { need: '…' }),
        dayClockBeijing(p.since),
      ]),
    },
    {
      name: say(words.forms),
      headers: head(words.code, words.persons, words.needs, words.where),
      rows: packet.codes.map((code) => [code, '', '', '']),
    },
  ]
}

const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const plain = (text: string | number): string => String(text).replace(/[&<>"']/g, (mark) => MARKS[mark]!)

/** Of the sheets, in their order. */
const SECTIONS = ['sites', 'inside', 'waiting', 'forms']

const STYLE = `@page{size:A4;margin:12mm}body{font:12px/1.5 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#000;margin:0 auto;max-width:190mm}
h1{font-size:20px;margin:0}h2{font-size:15px;margin:16px 0 4px;break-after:avoid}table{width:100%;border-collapse:collapse}th,td{border:1px solid #777;padding:2px 5px;text-align:start;vertical-align:top}
th{background:#eee}thead{display:table-header-group}tr{break-inside:avoid}section.sites td:nth-child(2),section.sites td:nth-child(8),section.sites th{white-space:nowrap}section.forms{break-before:page}section.forms td{height:14mm}section.forms td:first-child{font-size:18px;font-weight:700;white-space:nowrap}`

function table({ headers, rows }: Sheet): string {
  const head = headers.map((one) => `<th scope="col">${plain(one)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((one) => `<td>${plain(one)}</td>`).join('')}</tr>`).join('')
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}

/** The page to print; of each list the number of rows stands beside its heading, so that a lost sheet is missed. */
export function pageOf(packet: Packet, language: Language): string {
  const say = (text: Text, values: Record<string, string | number> = {}) => fill(text, language, values)
  const title = `${packet.county} ${packet.emergency} ${say(words.title)}`
  const asOf = say(words.asOf, { clock: dayClockBeijing(packet.at) })
  const sections = sheetsOf(packet, language).map(
    (sheet, n) =>
      `<section class="${SECTIONS[n]}"><h2>${plain(sheet.name)} (${sheet.rows.length})</h2>${table(sheet)}</section>`,
  )
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${plain(title)} ${plain(asOf)}</title><style>${STYLE}</style></head><body><h1>${plain(title)}</h1><p>${plain(asOf)}</p><p>${plain(say(words.hint))}</p>${sections.join('')}</body></html>`
}
