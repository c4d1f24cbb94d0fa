/** English of every street name in use. */
import { COLUMNS, ROWS } from './lattice.ts'
import type { Streets } from './types.ts'

const OTHERS: Readonly<Record<string, string>> = {
  G30连霍高速: 'G30 Lianyungang–Khorgos Motorway',
  G312国道: 'National Road G312',
  站前路: 'Zhanqian Road',
  瓜州收费站连接线: 'Guazhou toll station link',
  县府巷: 'Xianfu Lane',
  邮电巷: 'Youdian Lane',
  福利巷: 'Fuli Lane',
  瓜州巷: 'Guazhou Lane',
}

const MAIN: Readonly<Record<string, string>> = Object.fromEntries(
  [...COLUMNS, ...ROWS].map((s) => [s.zh, s.en]),
)
const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** `常乐三巷` → `Changle Lane 3`. */
function lane(zh: string): string | undefined {
  const parts = /^(.+?)(十[一二]?|[一二三四五六七八九]|北)巷$/.exec(zh)
  if (!parts) return undefined
  const street = ['街', '路', '大道'].map((end) => MAIN[`${parts[1]}${end}`]).find((en) => en !== undefined)
  const number = ORDINALS.indexOf(parts[2]!) + 1
  return `${street?.replace(/ (Street|Road|Avenue)$/, '')} Lane ${number === 0 ? 'North' : number}`
}

export function english(zh: string): string {
  return MAIN[zh] ?? OTHERS[zh] ?? lane(zh) ?? zh
}

export function streetNames(streets: Streets): Record<string, string> {
  const names = [...new Set(streets.edges.map((e) => e.name))]
  return Object.fromEntries(names.map((zh) => [zh, english(zh)]))
}
