/** The night's report in lines of text, both languages beside each other. */
import { dayClockBeijing } from '../base/time.ts'
import type { Text } from '../base/words.ts'
import { NEED_WORDS, WAITING_REASON_WORDS } from '../modules/placement/words.ts'
import type { NightReport } from '../modules/reports/api.ts'
import { BAR } from '../modules/reports/hindsight.ts'

const ROWS = {
  registered: { zh: '登记', en: 'registered' },
  holding: { zh: '已派位、未到', en: 'holding a place, not yet there' },
  arrived: { zh: '已入住', en: 'checked in' },
  waiting: { zh: '待安置', en: 'unplaced' },
  minutes: {
    zh: '登记到入住（分钟）均值 / 中位 / 95% / 最长',
    en: 'registered to checked in (minutes) mean / median / 95 % / worst',
  },
  double: { zh: '重复承诺', en: 'double promises' },
  moved: { zh: '无故被系统移动的组', en: 'parties moved by the machine out of a site in use' },
  lost: { zh: '失踪的组', en: 'lost parties' },
  over: { zh: '超员', en: 'beyond the places' },
  departed: { zh: '已离开', en: 'departed' },
  registration: {
    zh: '登记用时（毫秒）50% / 95% / 99%，次数',
    en: 'registration (ms) p50 / p95 / p99, count',
  },
  chain: { zh: '账本', en: 'ledger' },
  compared: { zh: '与事后最优比：比的人', en: 'against hindsight: compared' },
  left: {
    zh: '不比：没有动静的 / 超过 8 人的组',
    en: 'not compared: gave no sign / parties above 8',
  },
  cost: { zh: '每人分钟：实际 / 下限 / 差', en: 'minutes a person: given / bound / gap' },
  least: { zh: '没有位置：实际 / 下限 / 允许', en: 'no place: really / bound / bar' },
} as const satisfies Record<string, Text>

function line(text: Text, value: string): string {
  return `  ${`${text.zh} · ${text.en}`.padEnd(56)} ${value}`
}

const heads = (h: { persons: number; parties: number }): string => `${h.persons} (${h.parties})`

/**
 * Minutes are those of waiting, way and door and what the kind of place counts as; whoever had no place counts 5,000 on
 * both sides. The bound is certified: no placement of the same parties on the same sites costs less.
 */
function againstHindsight(one: NightReport['hindsight'][number]): string[] {
  const { persons } = one.compared
  const gap = one.bound > 0 ? (one.cost / one.bound - 1) * 100 : 0
  const bar = one.least + Math.floor(persons * BAR)
  return [
    line(ROWS.compared, heads(one.compared)),
    line(ROWS.left, `${heads(one.absent)} / ${heads(one.larger)}`),
    line(
      ROWS.cost,
      `${(one.cost / persons).toFixed(2)} / ${(one.bound / persons).toFixed(2)} / ${gap >= 0 ? '+' : ''}${gap.toFixed(2)} %`,
    ),
    line(ROWS.least, `${one.unplaced} / ${one.least} / ${bar} ${one.met ? '✓' : '✗'}`),
  ]
}

/** The lines of a report; figures in persons, parties in brackets. */
export function reportLines(report: NightReport): string[] {
  const { minutesToArrival: m, registration: r } = report
  return [
    ...report.moments.flatMap((moment) => [
      `\n${dayClockBeijing(moment.at)}  人 persons (组 parties)`,
      line(ROWS.registered, heads(moment.registered)),
      line(ROWS.holding, heads(moment.holding)),
      line(ROWS.arrived, heads(moment.arrived)),
      line(ROWS.waiting, heads(moment.waiting)),
      ...moment.waitingBy.map((why) => `      ${reason(why.reason, why.need)}: ${heads(why)}`),
      ...report.hindsight.filter(({ at }) => at === moment.at).flatMap(againstHindsight),
    ]),
    '',
    line(ROWS.minutes, [m.mean, m.p50, m.p95, m.worst].map((n) => n.toFixed(0)).join(' / ')),
    line(ROWS.double, String(report.doublePromises)),
    line(ROWS.moved, String(report.movedAnyway)),
    line(ROWS.lost, String(report.lostParties)),
    line(ROWS.over, heads(report.over)),
    line(ROWS.departed, heads(report.departed)),
    ...(r === null
      ? []
      : [
          line(
            ROWS.registration,
            `${[r.p50, r.p95, r.p99].map((n) => n.toFixed(1)).join(' / ')}, ${r.count}`,
          ),
        ]),
    line(
      ROWS.chain,
      `${report.chain.seq} ${report.chain.verified ? '✓' : '✗'} ${report.chain.head.slice(0, 16)}`,
    ),
  ]
}

function reason(code: string, need: string | null): string {
  const text = (WAITING_REASON_WORDS as Record<string, Text>)[code]
  if (text === undefined) return code
  const named = need === null ? undefined : (NEED_WORDS as Record<string, Text>)[need]
  return `${text.zh.replace('{need}', named?.zh ?? '…')} · ${text.en.replace('{need}', named?.en ?? '…')}`
}
