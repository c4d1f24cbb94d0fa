/**
 * 1,500 offers of homes and shops, opening one by one between 18:00 and midnight as the call goes round. That night
 * people wrote "my house can take 5 more, free" and "our shop: free lodging, hot water, noodles"; one took 11.
 */

import { mobile, personName } from './names.ts'
import { open } from './pools.ts'
import type { Random } from './random.ts'
import { random } from './random.ts'
import type { Quantiles } from './share.ts'
import { draw, drawn } from './share.ts'
import type { Ground, Spot } from './spots.ts'
import { spotAnywhere } from './spots.ts'
import type { CommunitySeed, SiteFeature, SiteSeed } from './types.ts'

export const HOMES = 1_150
export const SHOPS = 350
export const HOME_PLACES = 4_000

const HOME_SIZES: Quantiles = [
  [0, 1.6],
  [0.3, 2.4],
  [0.65, 3.6],
  [0.9, 5.4],
  [0.985, 7],
  [1, 11],
]
const SHOP_SIZES: Quantiles = [
  [0, 4],
  [0.4, 6],
  [0.75, 10],
  [0.95, 18],
  [1, 36],
]
/** Minutes of the day. */
const OPENING: Quantiles = [
  [0, 1_080],
  [0.22, 1_140],
  [0.48, 1_200],
  [0.74, 1_260],
  [0.9, 1_320],
  [1, 1_435],
]

function opensFrom(r: Random): number {
  return Math.round(draw(OPENING, r) / 5) * 5
}

function chosen(maybe: readonly (readonly [SiteFeature, number])[], r: Random): SiteFeature[] {
  return ['heated', ...maybe.filter(([, p]) => r.chance(p)).map(([f]) => f)]
}

const HOME_FEATURES: readonly (readonly [SiteFeature, number])[] = [
  ['family_rooms', 0.25],
  ['halal_kitchen', 0.3],
  ['quiet', 0.5],
  ['charging', 0.9],
  ['pets', 0.25],
  ['shower', 0.6],
  ['infant', 0.45],
  ['truck_park', 0.04],
]

/** What a home and a shop have in common; `n` counts offers of both. */
function offer(spot: Spot, n: number, r: Random) {
  const { street: _, ...where } = spot
  const paid = r.chance(0.08)
  return {
    ...where,
    phone: mobile('host', n),
    contact: personName(r),
    priceClass: paid ? ('fixed' as const) : ('free' as const),
    ...(paid ? { priceFen: r.int(3, 5) * 1_000 } : {}),
    opensFrom: opensFrom(r),
    wardens: 1,
  }
}

function home(
  ground: Ground,
  areas: readonly CommunitySeed[],
  n: number,
  places: number,
  r: Random,
): SiteSeed {
  const spot = spotAnywhere(ground, r)
  const { short } = areas.find((c) => c.code === spot.community)!
  const number = String(n + 1).padStart(4, '0')
  const women = r.chance(0.04)
  return {
    key: `home-${number}`,
    name: `${short.zh}住户接待${number}`,
    nameEn: `${short.en} home ${number}`,
    kind: 'home',
    ...offer(spot, n, r),
    address: `${spot.address}${r.int(1, 6)}号楼${r.int(1, 4)}单元`,
    features: chosen(HOME_FEATURES, r),
    parking: r.chance(0.5) ? 1 : 0,
    // A host looks after as many as the home takes.
    personsPerWarden: places,
    intakePerSlot: places,
    pools: [open(r.chance(0.45) ? 'cot' : 'floor', women ? 'women' : 'general', places)],
  }
}

interface Trade {
  readonly zh: string
  readonly en: string
  readonly halal: number
  readonly more: readonly (readonly [SiteFeature, number])[]
}
const TRADES: readonly Trade[] = [
  { zh: '拉面馆', en: 'noodle house', halal: 0.9, more: [] },
  { zh: '餐厅', en: 'restaurant', halal: 0.4, more: [['infant', 0.3]] },
  { zh: '火锅店', en: 'hot pot house', halal: 0.3, more: [] },
  { zh: '超市', en: 'supermarket', halal: 0.1, more: [['infant', 0.4]] },
  { zh: '网吧', en: 'internet café', halal: 0, more: [['quiet', 0.1]] },
  { zh: '茶馆', en: 'tea house', halal: 0.3, more: [['quiet', 0.5]] },
  { zh: '浴池', en: 'bath house', halal: 0.1, more: [['shower', 1]] },
  { zh: '培训班', en: 'training room', halal: 0.1, more: [['quiet', 0.7]] },
  { zh: '家具城', en: 'furniture store', halal: 0.1, more: [['family_rooms', 0.5]] },
  { zh: '汽修厂', en: 'garage', halal: 0.2, more: [['truck_park', 0.8]] },
  { zh: '托管班', en: 'after-school club', halal: 0.1, more: [['infant', 0.9]] },
]
const SHOP_FEATURES: readonly (readonly [SiteFeature, number])[] = [
  ['charging', 0.95],
  ['pets', 0.25],
  ['infant', 0.25],
  ['truck_park', 0.12],
  ['step_free', 0.2],
]
const KEEPERS = '马王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗'
const KEEPERS_EN = 'Ma Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Luo'.split(
  ' ',
)

function shop(ground: Ground, n: number, places: number, taken: Set<string>, r: Random): SiteSeed {
  const spot = spotAnywhere(ground, r, true)
  const trade = r.pick(TRADES)
  const first = r.int(0, KEEPERS.length - 1)
  // The next keeper whose shop of this trade is not yet in this street.
  const name = (k: number) => `${KEEPERS[k % KEEPERS.length]!}记${trade.zh}（${spot.street.zh}）`
  let keeper = first
  while (taken.has(name(keeper))) keeper++
  taken.add(name(keeper))
  const seats = trade.zh === '网吧' && r.chance(0.6)
  return {
    key: `shop-${String(n + 1).padStart(4, '0')}`,
    name: name(keeper),
    nameEn: `${KEEPERS_EN[keeper % KEEPERS_EN.length]!}'s ${trade.en}, ${spot.street.en}`,
    kind: 'shop',
    ...offer(spot, HOMES + n, r),
    features: [...new Set(chosen([['halal_kitchen', trade.halal], ...trade.more, ...SHOP_FEATURES], r))],
    parking: trade.zh === '汽修厂' ? r.int(8, 20) : r.int(0, 4),
    personsPerWarden: places,
    intakePerSlot: places,
    pools: [open(seats ? 'seat' : 'floor', 'general', places)],
  }
}

/** @param places what homes and shops must take together */
export function offers(ground: Ground, areas: readonly CommunitySeed[], places: number): SiteSeed[] {
  const r = random('offers')
  const homes = drawn(HOMES, HOME_PLACES, 1, HOME_SIZES, r)
  const shops = drawn(SHOPS, places - HOME_PLACES, 3, SHOP_SIZES, r)
  const taken = new Set<string>()
  return [
    ...homes.map((size, n) => home(ground, areas, n, size, r)),
    ...shops.map((size, n) => shop(ground, n, size, taken, r)),
  ]
}
