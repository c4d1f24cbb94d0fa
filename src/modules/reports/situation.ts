/** 上报: the situation at a moment out of the ledger's events, and the ten lines that tell it. Pure. */
import { dayClockBeijing, type Moment } from '../../base/time.ts'
import { fill, type Language, type Text } from '../../base/words.ts'
import type { EmergencyView } from '../mode/model.ts'
import { EMERGENCY_KIND_WORDS } from '../mode/words.ts'
import type { WaitingReason } from '../placement/model.ts'
import { WAITING_REASON_WORDS } from '../placement/words.ts'
import type { RoadNews } from '../road/model.ts'
import { ROAD_STATE_WORDS } from '../road/words.ts'
import { type NightEvent, opens, replay, type Snapshot } from './night.ts'

export type RoadThen = Pick<RoadNews, 'road' | 'direction' | 'state'>

export interface Situation extends Snapshot {
  /** What was declared; a name may be changed afterwards, and would change what an hour long past has told. */
  readonly kind: EmergencyView['kind'] | undefined
  readonly openSites: number
  readonly rescues: { readonly calls: number; readonly persons: number }
}

/** @param events up to the moment, in the order they were told in */
export function situationAt(events: readonly NightEvent[], at: Moment): Situation {
  const night = replay(new Map(), [at])
  night.feed(events)
  const open = new Set<string>()
  const calls = new Map<string, number>()
  let kind: Situation['kind']
  for (const event of events) {
    const { type, subject, data } = event
    const isOpen = opens(event)
    if (isOpen === true) open.add(subject)
    else if (isOpen === false) open.delete(subject)
    else if (type === 'emergency.declared') kind = data['kind'] as Situation['kind']
    else if (type === 'rescue.called') calls.set(subject, Number(data['persons']))
    else if (type === 'rescue.reached') calls.delete(subject)
  }
  const persons = [...calls.values()].reduce((sum, n) => sum + n, 0)
  return { ...night.tell().moments[0]!, kind, openSites: open.size, rescues: { calls: calls.size, persons } }
}

const LINES = {
  title: {
    zh: '{county}{kind}，截至 {clock}（北京时间）',
    en: '{county} {kind}, as of {clock} (Beijing time)',
  },
  registered: {
    zh: '登记滞留旅客 {parties} 组 {persons} 人',
    en: 'Stranded travellers registered: {persons} in {parties} parties',
  },
  inside: {
    zh: '已经住下 {persons} 人，其中超出位置先落脚 {over} 人',
    en: 'Under a roof: {persons}, of them {over} beyond the places',
  },
  holding: { zh: '已派位、还没到 {persons} 人', en: 'With a place, not there yet: {persons}' },
  waiting: { zh: '等待安置 {persons} 人{reasons}', en: 'Waiting for a place: {persons}{reasons}' },
  reason: { zh: '{reason} {persons} 人', en: '{reason}: {persons}' },
  need: { zh: '有特别需要', en: 'a need that no free place meets' },
  departed: { zh: '已经离开 {persons} 人', en: 'Have left: {persons}' },
  sites: { zh: '开放安置点 {n} 个', en: 'Sites open: {n}' },
  rescues: {
    zh: '车里求救、还没有人到的 {calls} 起 {persons} 人',
    en: 'Calls from vehicles nobody has reached: {calls}, {persons} people',
  },
  roads: { zh: '路况：{roads}', en: 'Roads: {roads}' },
  noRoads: { zh: '没有封闭、限行的报告', en: 'none reported closed or restricted' },
  ledger: { zh: '台账第 {seq} 条，校验 {hash}', en: 'Ledger position {seq}, check {hash}' },
} as const satisfies Record<string, Text>

/** A reason of the tables in words; which need it is stays in the county. */
function reasonText(reason: string, language: Language): string {
  const words = reason === 'need' ? LINES.need : WAITING_REASON_WORDS[reason as WaitingReason]
  return words === undefined ? reason : fill(words, language, {})
}

export interface CityReport {
  readonly county: Text
  readonly roads: readonly RoadThen[]
  readonly seq: number
  readonly hash: string
  readonly situation: Situation
}

/** Ten lines. Counts only; nobody is named, and groups by need are not told. */
export function cityLines(told: CityReport, language: Language): string[] {
  const { situation: s } = told
  const say = (text: Text, values: Record<string, string | number> = {}) => fill(text, language, values)
  const comma = language === 'zh' ? '、' : ', '
  const byReason = new Map<string, number>()
  for (const { reason, persons } of s.waitingBy) byReason.set(reason, (byReason.get(reason) ?? 0) + persons)
  const reasons = [...byReason]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, persons]) => say(LINES.reason, { reason: reasonText(reason, language), persons }))
  const inBrackets = language === 'zh' ? `（${reasons.join(comma)}）` : ` (${reasons.join(comma)})`
  const roads = told.roads.map(({ road, direction, state }) =>
    [road, direction, say(ROAD_STATE_WORDS[state])].filter((part) => part !== '').join(' '),
  )
  return [
    say(LINES.title, {
      county: say(told.county),
      kind: s.kind === undefined ? '' : say(EMERGENCY_KIND_WORDS[s.kind]),
      clock: dayClockBeijing(s.at),
    }),
    say(LINES.registered, { ...s.registered }),
    say(LINES.inside, { persons: s.inside.persons, over: s.over.persons }),
    say(LINES.holding, { persons: s.holding.persons }),
    say(LINES.waiting, { persons: s.waiting.persons, reasons: reasons.length === 0 ? '' : inBrackets }),
    say(LINES.departed, { persons: s.departed.persons }),
    say(LINES.sites, { n: s.openSites }),
    say(LINES.rescues, s.rescues),
    say(LINES.roads, { roads: roads.length === 0 ? say(LINES.noRoads) : roads.join(comma) }),
    say(LINES.ledger, { seq: told.seq, hash: told.hash.slice(0, 12) }),
  ]
}
