/**
 * The 31 other declared sites: schools with and without dormitories, the sports centre, halls, service centres, a
 * care home, offices. 1,700 dormitory beds (瓜州发布), the rest cots, floors and a few seats; those numbers are ours.
 */

import { officePhone, personName } from './names.ts'
import { dormitory, open, placesOf, present } from './pools.ts'
import type { Random } from './random.ts'
import { random } from './random.ts'
import type { Ground } from './spots.ts'
import { spotBy, spotInCommunity } from './spots.ts'
import type { CommunitySeed, PoolSeed, SiteFeature, SiteKind, SiteSeed } from './types.ts'

interface Plan {
  readonly zh: string
  readonly en: string
  readonly kind: SiteKind
  /** A landmark's key or a community's short English name. */
  readonly where: string
  readonly cot?: number
  readonly floor?: number
  readonly seat?: number
  readonly accessible?: number
  readonly medical?: number
  readonly women?: number
  readonly rooms?: readonly PoolSeed[]
  readonly also: string
  readonly parking: number
  /** Wardens short of what the places need. */
  readonly short?: number
}

/** Letters for features, so that a plan stays on one line. */
const LETTERS: Readonly<Record<string, SiteFeature>> = {
  s: 'step_free',
  f: 'family_rooms',
  a: 'separate_areas',
  h: 'halal_kitchen',
  q: 'quiet',
  c: 'charging',
  m: 'medical_nearby',
  p: 'pets',
  w: 'shower',
  i: 'infant',
  t: 'truck_park',
}

/** 8-bed rooms, but for one four-bed sick room, since 1,700 is no multiple of eight. */
const SECOND = [dormitory('general', 8, 114), dormitory('women', 8, 6)]
const FOURTH = [dormitory('general', 8, 86), dormitory('women', 8, 6), dormitory('medical', 4, 1)]

// biome-ignore format: one site a line reads as the table that it is.
const PLANS: readonly Plan[] = [
  { zh: '瓜州县第二中学', en: 'Guazhou No. 2 Middle School', kind: 'school', where: 'school-gate', rooms: SECOND, floor: 560, accessible: 24, also: 'sfahcwpit', parking: 260 },
  { zh: '瓜州县第四中学', en: 'Guazhou No. 4 Middle School', kind: 'school', where: 'Changle', rooms: FOURTH, floor: 420, accessible: 16, also: 'sfahcwit', parking: 220 },
  { zh: '瓜州县第一中学', en: 'Guazhou No. 1 Middle School', kind: 'school', where: 'Zhangzhi', floor: 780, accessible: 30, women: 30, also: 'sahcpit', parking: 180 },
  { zh: '瓜州县第三中学', en: 'Guazhou No. 3 Middle School', kind: 'school', where: 'Qilian', floor: 640, women: 20, also: 'ahcit', parking: 150 },
  { zh: '渊泉小学', en: 'Yuanquan Primary School', kind: 'school', where: 'Yuanquan', floor: 520, accessible: 16, also: 'saci', parking: 60 },
  { zh: '疏勒小学', en: 'Shule Primary School', kind: 'school', where: 'Shule', floor: 480, also: 'ahcip', parking: 60 },
  { zh: '榆林小学', en: 'Yulin Primary School', kind: 'school', where: 'Yulin', floor: 460, also: 'acit', parking: 70, short: 1 },
  { zh: '职业技术学校', en: 'Vocational School', kind: 'school', where: 'brick-kiln', floor: 900, cot: 60, accessible: 20, medical: 20, women: 20, also: 'sahcmwpit', parking: 240 },
  { zh: '县第一幼儿园', en: 'County Kindergarten No. 1', kind: 'school', where: 'park', cot: 40, floor: 160, also: 'fqicw', parking: 20 },
  { zh: '县第二幼儿园', en: 'County Kindergarten No. 2', kind: 'school', where: 'sculpture', cot: 30, floor: 150, also: 'fqih', parking: 20 },
  { zh: '县体育中心', en: 'County Sports Centre', kind: 'gym', where: 'stadium', cot: 200, floor: 1080, seat: 60, accessible: 80, medical: 70, women: 50, also: 'sahcmwpit', parking: 420 },
  { zh: '疏勒社区党群服务中心', en: 'Shule Community Service Centre', kind: 'service_centre', where: 'Shule', floor: 170, accessible: 8, also: 'shci', parking: 20 },
  { zh: '榆林社区党群服务中心', en: 'Yulin Community Service Centre', kind: 'service_centre', where: 'Yulin', floor: 150, accessible: 8, also: 'scip', parking: 20 },
  { zh: '渊泉社区党群服务中心', en: 'Yuanquan Community Service Centre', kind: 'service_centre', where: 'Yuanquan', floor: 190, accessible: 8, women: 20, also: 'shci', parking: 16 },
  { zh: '祁连社区党群服务中心', en: 'Qilian Community Service Centre', kind: 'service_centre', where: 'Qilian', floor: 180, accessible: 8, also: 'scit', parking: 24 },
  { zh: '常乐社区党群服务中心', en: 'Changle Community Service Centre', kind: 'service_centre', where: 'Changle', floor: 150, accessible: 8, also: 'shcip', parking: 18 },
  { zh: '张芝社区党群服务中心', en: 'Zhangzhi Community Service Centre', kind: 'service_centre', where: 'Zhangzhi', floor: 180, accessible: 8, women: 20, also: 'shci', parking: 16 },
  { zh: '县党群服务中心', en: 'County Service Centre', kind: 'service_centre', where: 'red-flag', cot: 30, floor: 240, accessible: 14, also: 'sahci', parking: 60 },
  { zh: '县影剧院', en: 'County Theatre', kind: 'hall', where: 'cinema', floor: 330, seat: 60, also: 'ach', parking: 60, short: 2 },
  { zh: '县文化馆', en: 'County Cultural Centre', kind: 'hall', where: 'clock', floor: 300, accessible: 16, women: 20, also: 'sahcip', parking: 50 },
  { zh: '县图书馆', en: 'County Library', kind: 'hall', where: 'Yuanquan', floor: 230, also: 'sqci', parking: 30 },
  { zh: '会议中心', en: 'Conference Centre', kind: 'hall', where: 'market', cot: 60, floor: 480, accessible: 20, medical: 40, women: 20, also: 'sahcmpit', parking: 180 },
  { zh: '青少年活动中心', en: 'Youth Centre', kind: 'hall', where: 'tv-tower', floor: 270, also: 'faciph', parking: 40 },
  { zh: '老年大学', en: 'University of the Third Age', kind: 'hall', where: 'water-tower', cot: 50, floor: 140, accessible: 20, also: 'sqcihm', parking: 30 },
  { zh: '客运站候车厅', en: 'Coach Station Waiting Hall', kind: 'hall', where: 'bus-station', floor: 220, seat: 60, also: 'schpt', parking: 120, short: 1 },
  { zh: '县中心敬老院', en: 'County Care Home', kind: 'care_home', where: 'hospital', cot: 40, accessible: 30, medical: 150, also: 'sqhcmwi', parking: 30 },
  { zh: '县卫生健康综合楼', en: 'County Health Building', kind: 'office', where: 'hospital', cot: 20, floor: 120, medical: 150, also: 'sqchmit', parking: 60 },
  { zh: '交通运输综合楼', en: 'Transport Building', kind: 'office', where: 'petrol-north', floor: 300, medical: 10, also: 'achpt', parking: 260 },
  { zh: '农机服务中心', en: 'Farm Machinery Centre', kind: 'office', where: 'poplars', floor: 330, also: 'aptch', parking: 240, short: 1 },
  { zh: '水务综合楼', en: 'Water Board Building', kind: 'office', where: 'post-office', floor: 170, also: 'sci', parking: 40 },
  { zh: '政务服务大厅', en: 'Government Service Hall', kind: 'office', where: 'melon', floor: 260, accessible: 20, women: 20, also: 'sahcip', parking: 90 },
]

/** Wards, step-free corners and women's rooms are cots where a site has cots, floor otherwise. */
function pools(plan: Plan): PoolSeed[] {
  const apart = (plan.cot ?? 0) > 0 ? 'cot' : 'floor'
  return present([
    ...(plan.rooms ?? []),
    open('cot', 'general', plan.cot ?? 0),
    open('floor', 'general', plan.floor ?? 0),
    open('seat', 'general', plan.seat ?? 0),
    open(apart, 'accessible', plan.accessible ?? 0),
    open('cot', 'medical', plan.medical ?? 0),
    open(apart, 'women', plan.women ?? 0),
  ])
}

function hall(
  ground: Ground,
  communities: readonly CommunitySeed[],
  plan: Plan,
  n: number,
  r: Random,
): SiteSeed {
  const { where, also } = plan
  const community = communities.find((c) => c.short.en === where)
  const found = community ? spotInCommunity(ground, community.code, r) : spotBy(ground, where, plan.zh, r)
  const { street: _, ...spot } = found
  const own = pools(plan)
  const places = placesOf({ pools: own })
  return {
    key: `hall-${String(n + 1).padStart(3, '0')}`,
    name: plan.zh,
    nameEn: plan.en,
    kind: plan.kind,
    ...spot,
    phone: officePhone(n + 1),
    contact: personName(r),
    priceClass: 'free',
    features: ['heated', ...[...also].map((letter) => LETTERS[letter]!)],
    parking: plan.parking,
    wardens: Math.ceil(places / 25) - (plan.short ?? 0),
    intakePerSlot: Math.round(places * 0.35),
    pools: own,
  }
}

export function halls(ground: Ground, communities: readonly CommunitySeed[]): SiteSeed[] {
  const r = random('halls')
  return PLANS.map((plan, n) => hall(ground, communities, plan, n, r))
}
