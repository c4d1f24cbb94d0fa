/** The night's report in lines of text, both languages beside each other. */
import { dayClockBeijing } from '../base/time.ts'
import type { Text } from '../base/words.ts'
import { NEED_WORDS, WAITING_REASON_WORDS } from '../modules/placement/words.ts'
import type { NightReport } from '../modules/reports/api.ts'

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
} as const satisfies Record<string, Text>

function line(text: Text, value: string): string {
  return `  ${`${text.zh} · ${text.en}`.padEnd(56)} ${value}`
}

/** The lines of a report; figures in persons, parties in brackets. */
export function reportLines(report: NightReport): string[] {
  const heads = (h: { persons: number; parties: number }): string => `${h.persons} (${h.parties})`
  const { minutesToArrival: m, registration: r } = report
  return [
    ...report.moments.flatMap((moment) => [
      `\n${dayClockBeijing(moment.at)}  人 persons (组 parties)`,
      line(ROWS.registered, heads(moment.registered)),
      line(ROWS.holding, heads(moment.holding)),
      line(ROWS.arrived, heads(moment.arrived)),
      line(ROWS.waiting, heads(moment.waiting)),
      ...moment.waitingBy.map((why) => `      ${reason(why.reason, why.need)}: ${heads(why)}`),
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
