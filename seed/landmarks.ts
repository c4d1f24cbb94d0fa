/** What people point at when they tell a stranger the way. Invented, save where a street is named for it. */
import type { StreetBuilder } from './builder.ts'
import { spot } from './town.ts'
import type { LandmarkSeed, StreetNode } from './types.ts'

/** Key, words, and the lattice point at which it stands. */
const PLANS: readonly (readonly [key: string, zh: string, en: string, i: number, j: number])[] = [
  ['petrol-north', '北环加油站', 'Beihuan petrol station', 10, 28],
  ['petrol-south', '南环加油站', 'Nanhuan petrol station', 10, 4],
  ['petrol-west', '西湖路加油站', 'Xihu Road petrol station', 2, 14],
  ['petrol-east', '戈壁路加油站', 'Gebi Road petrol station', 18, 16],
  ['red-flag', '红旗广场', 'Red Flag Square', 10, 16],
  ['clock', '钟楼路口', 'Clock tower crossing', 10, 20],
  ['hospital', '县人民医院', "County People's Hospital", 8, 18],
  ['market', '农贸市场', 'Produce market', 12, 14],
  ['water-tower', '老水塔', 'Old water tower', 6, 10],
  ['park', '人民公园', "People's Park", 6, 22],
  ['bus-station', '客运站', 'Coach station', 12, 24],
  ['stadium', '县体育中心', 'County sports centre', 14, 26],
  ['post-office', '邮政局', 'Post office', 8, 22],
  ['bridge-south', '彭家桥', 'Pengjiaqiao bridge', 10, 0],
  ['bridge-north', '北大桥', 'Beidaqiao bridge', 10, 30],
  ['cinema', '影剧院', 'Theatre', 12, 18],
  ['bank', '大道储蓄所', 'Savings bank on the avenue', 10, 12],
  ['sculpture', '张芝塑像', 'Statue of Zhang Zhi', 14, 14],
  ['tv-tower', '电视塔', 'Television tower', 16, 22],
  ['melon', '蜜瓜雕塑', 'Melon sculpture', 10, 24],
  ['school-gate', '二中大门', 'Gate of No. 2 Middle School', 4, 18],
  ['brick-kiln', '老砖厂', 'Old brickworks', 6, 4],
  ['poplars', '三棵大杨树', 'Three tall poplars', 16, 8],
  ['wind-blade', '风电叶片雕塑', 'Wind turbine blade', 14, 6],
]

export function landmarks(b: StreetBuilder, nodes: readonly StreetNode[]): LandmarkSeed[] {
  return PLANS.map(([key, zh, en, i, j]) => {
    const node = b.of(spot(i, j))
    const { lon, lat } = nodes[node]!
    return { key, name: { zh, en }, node, lon, lat }
  })
}
