/** Where travellers are when they register: the five landmarks of the public page, the rest from codes on posters. */
import type { StreetBuilder } from './builder.ts'
import { FINE_ROWS } from './lattice.ts'
import { spot } from './town.ts'
import type { EntrySeed, StreetNode } from './types.ts'

interface Plan {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly kind: EntrySeed['kind']
  readonly at: string
  readonly road: string
  readonly delayMinutes?: number
  readonly landmark?: true
  readonly onMotorway?: true
}

const PLANS: readonly Plan[] = [
  {
    id: 'g30-guazhou',
    zh: '瓜州收费站（G30）',
    en: 'Guazhou toll station (G30)',
    kind: 'motorway_exit',
    at: 'toll',
    road: 'G30',
    delayMinutes: 5,
    landmark: true,
  },
  {
    id: 'g312-beidaqiao',
    zh: '北大桥（G312）',
    en: 'Beidaqiao bridge (G312)',
    kind: 'landmark',
    at: spot(10, FINE_ROWS - 1),
    road: 'G312',
    delayMinutes: 3,
    landmark: true,
  },
  {
    id: 'bus-station',
    zh: '客运站',
    en: 'Coach station',
    kind: 'station',
    at: spot(12, 24),
    road: '公园街',
    landmark: true,
  },
  {
    id: 'sports-centre',
    zh: '县体育中心',
    en: 'County sports centre',
    kind: 'landmark',
    at: spot(14, 26),
    road: '团结街',
    landmark: true,
  },
  {
    id: 'pengjiaqiao',
    zh: '瓜州大道南口（彭家桥）',
    en: 'South end of Guazhou Avenue, Pengjiaqiao',
    kind: 'landmark',
    at: spot(10, 0),
    road: '瓜州大道',
    delayMinutes: 3,
    landmark: true,
  },
  {
    id: 'railway-station',
    zh: '瓜州火车站',
    en: 'Guazhou railway station',
    kind: 'station',
    at: 'railway',
    road: '站前路',
  },
  {
    id: 'g30-shuangta',
    zh: '双塔收费站（G30）',
    en: 'Shuangta toll station (G30)',
    kind: 'motorway_exit',
    at: 'shuangta',
    road: 'G30',
    delayMinutes: 10,
  },
  {
    id: 'liuyuan',
    zh: '柳园',
    en: 'Liuyuan',
    kind: 'motorway_exit',
    at: 'liuyuan',
    road: 'G30',
    delayMinutes: 15,
  },
  {
    id: 'malianjing-queue',
    zh: '马莲井排队（3公里）',
    en: 'Queue at Malianjing (3 km)',
    kind: 'queue',
    at: 'malianjing',
    road: 'G30',
    delayMinutes: 30,
  },
  {
    id: 'xingxingxia-queue',
    zh: '星星峡排队（12公里）',
    en: 'Queue at Xingxingxia (12 km)',
    kind: 'queue',
    at: 'xingxingxia',
    road: 'G30',
    delayMinutes: 60,
  },
  {
    id: 'on-motorway',
    zh: '还在高速上',
    en: 'Still on the motorway',
    kind: 'queue',
    at: 'g30-0',
    road: 'G30',
    delayMinutes: 25,
    onMotorway: true,
  },
]

export function entries(b: StreetBuilder, nodes: readonly StreetNode[]): EntrySeed[] {
  return PLANS.map(({ zh, en, at, landmark, onMotorway, ...plan }) => {
    const node = b.of(at)
    const { lon, lat } = nodes[node]!
    return {
      ...plan,
      name: { zh, en },
      node,
      lon,
      lat,
      landmark: landmark ?? false,
      onMotorway: onMotorway ?? false,
    }
  })
}
