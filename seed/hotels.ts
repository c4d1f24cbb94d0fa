/** 62 hotels and guest houses with 6,000 beds in rooms. Sizes follow real hotels; names and prices are invented. */

import { mobile, officePhone, personName } from './names.ts'
import { present, rooms } from './pools.ts'
import type { Random } from './random.ts'
import { random } from './random.ts'
import type { Quantiles } from './share.ts'
import { drawn } from './share.ts'
import type { Ground } from './spots.ts'
import { spotAnywhere } from './spots.ts'
import type { PoolSeed, SiteFeature, SiteSeed } from './types.ts'

/** 瓜州发布: 6,000 hotel beds. The number of hotels among the 93 sites is ours. */
export const HOTEL_BEDS = 6_000
export const HOTELS = 62

/** Persons a hotel takes (Atout France, mountain hotels); the largest tail is left out for a town of this size. */
const SIZES: Quantiles = [
  [0, 14],
  [0.05, 20],
  [0.1, 27],
  [0.25, 43],
  [0.5, 68],
  [0.75, 122],
  [0.9, 196],
  [0.95, 269],
  [1, 330],
]

const FIRST: readonly (readonly [zh: string, en: string])[] = [
  ['疏勒河', 'Shule River'],
  ['锁阳', 'Suoyang'],
  ['榆林', 'Yulin'],
  ['渊泉', 'Yuanquan'],
  ['常乐', 'Changle'],
  ['丝路驿', 'Silk Road Post'],
  ['戈壁春', 'Gobi Spring'],
  ['蜜乡', 'Melon Country'],
  ['西域', 'Western Lands'],
  ['风城', 'Wind Town'],
  ['草圣', 'Master of Script'],
  ['双塔湖', 'Shuangta Lake'],
  ['玉关', 'Jade Gate'],
  ['红柳', 'Tamarisk'],
  ['胡杨', 'Desert Poplar'],
  ['大漠', 'Great Desert'],
  ['驼铃', 'Camel Bell'],
  ['平安', "Ping'an"],
  ['迎宾', 'Welcome'],
  ['金穗', 'Golden Ear'],
  ['阳关', 'Yangguan'],
]
const LAST: readonly (readonly [zh: string, en: string])[] = [
  ['宾馆', 'Guest House'],
  ['酒店', 'Hotel'],
  ['商务宾馆', 'Business Hotel'],
]

/** Beds by room size: mean 2.2 persons a room, as in the real hotels. */
function generalRooms(beds: number, r: Random): PoolSeed[] {
  const fours = Math.floor((beds * (0.1 + r.next() * 0.1)) / 4)
  const threes = Math.floor((beds * (0.15 + r.next() * 0.12)) / 3)
  const left = beds - fours * 4 - threes * 3
  const some = Math.floor(left * (0.04 + r.next() * 0.06))
  const ones = (left - some) % 2 === 0 ? some : some + 1
  return [
    rooms('general', 1, ones),
    rooms('general', 2, (left - ones) / 2),
    rooms('general', 3, threes),
    rooms('general', 4, fours),
  ]
}

function pools(beds: number, r: Random): PoolSeed[] {
  const accessible = beds >= 40 && r.chance(0.7) ? 1 + Math.floor(beds / 110) : 0
  const medical = beds >= 60 && r.chance(0.4) ? 1 + Math.floor(beds / 160) : 0
  const women = beds >= 40 && r.chance(0.5) ? 1 + Math.floor(beds / 90) : 0
  const general = beds - (accessible + medical + women) * 2
  return present([
    ...generalRooms(general, r),
    rooms('accessible', 2, accessible),
    rooms('medical', 2, medical),
    rooms('women', 2, women),
  ])
}

function features(beds: number, own: readonly PoolSeed[], r: Random): SiteFeature[] {
  const maybe: readonly (readonly [SiteFeature, number])[] = [
    ['family_rooms', own.some((p) => p.roomSize >= 3) ? 0.8 : 0],
    ['halal_kitchen', 0.32],
    ['quiet', 0.5],
    ['charging', 0.5],
    ['pets', 0.2],
    ['shower', 0.96],
    ['infant', beds > 60 ? 0.75 : 0.45],
    ['truck_park', beds > 90 ? 0.4 : 0.2],
    ['medical_nearby', own.some((p) => p.roomClass === 'medical') ? 1 : 0],
    ['step_free', own.some((p) => p.roomClass === 'accessible') ? 1 : 0],
  ]
  return ['heated', ...maybe.filter(([, p]) => r.chance(p)).map(([f]) => f)]
}

function hotel(ground: Ground, n: number, beds: number, r: Random): SiteSeed {
  const own = pools(beds, r)
  const first = FIRST[n % FIRST.length]!
  const last = LAST[Math.floor(n / FIRST.length)]!
  const { street: _, ...spot } = spotAnywhere(ground, r, true)
  const able = features(beds, own, r)
  const yuan = r.int(5, 14) * 10
  return {
    key: `hotel-${String(n + 1).padStart(3, '0')}`,
    name: `${first[0]}${last[0]}`,
    nameEn: `${first[1]} ${last[1]}`,
    kind: 'hotel',
    ...spot,
    phone: r.chance(0.8) ? officePhone(100 + n) : mobile('host', 9_000 + n),
    contact: personName(r),
    priceClass: 'fixed',
    priceFen: yuan * 100,
    features: able,
    parking: Math.round((beds / 2.2) * (able.includes('truck_park') ? 1.2 : 0.5)),
    wardens: Math.max(1, Math.ceil(beds / 40)),
    personsPerWarden: 40,
    intakePerSlot: Math.max(10, Math.round(beds * 0.4)),
    pools: own,
  }
}

export function hotels(ground: Ground): SiteSeed[] {
  const r = random('hotels')
  return drawn(HOTELS, HOTEL_BEDS, 12, SIZES, r).map((beds, n) => hotel(ground, n, beds, r))
}
