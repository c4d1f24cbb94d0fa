/**
 * The night of 17 February 2024 as a script of travellers. Times and totals are those of SOURCES; every party is
 * invented. The same for the same options, on every machine.
 */
import { HOUR } from '../src/base/time.ts'
import { momentOf, PERSONS, told } from './curve.ts'
import { leavesAt, ROAD_OPEN } from './leaving.ts'
import { foreignName, mobile, personName, plate } from './names.ts'
import { delay, needs, origin, people, SIZE_WEIGHTS, vehicle } from './parties.ts'
import type { Random } from './random.ts'
import { random } from './random.ts'
import type { Fate, NightMoment, NightSeed, RoadEstimate, SiteFailure, TravellerSeed } from './types.ts'

const MOMENTS: readonly NightMoment[] = [
  {
    at: told(17),
    key: 'requisition',
    zh: '县体育中心接到征用通知',
    en: 'The sports centre is requisitioned',
  },
  { at: told(17, 30), key: 'closure', zh: 'G30往新疆方向封闭', en: 'G30 closes towards Xinjiang' },
  {
    at: told(20),
    key: 'queues',
    zh: '星星峡排队12公里，马莲井3公里',
    en: 'Queues of 12 km at Xingxingxia, 3 km at Malianjing',
  },
  { at: told(20, 30), key: 'hotels_full', zh: '县城宾馆住满', en: 'The hotels of the town are full' },
  { at: told(22), key: 'twenty_thousand', zh: '滞留超过2万人', en: 'More than 20,000 are stranded' },
  {
    at: told(23, 25),
    key: 'stations_closed',
    zh: '公布关闭的收费站名单',
    en: 'The list of closed toll stations is published',
  },
  { at: told(8, 0, 1), key: 'morning', zh: '已安置2.5万人', en: '25,000 people are housed' },
  {
    at: told(13, 11, 1),
    key: 'sites_told',
    zh: '公布93个临时安置点',
    en: '93 temporary sites are made public',
  },
  { at: ROAD_OPEN, key: 'road_open', zh: 'G30恢复通行', en: 'G30 opens again' },
]

/** Invented: a night in which the heating of two full hotels fails. */
const HEATING: SiteFailure = {
  at: told(23),
  kind: 'hotel',
  sites: 2,
  reason: '锅炉故障，房间没有暖气（演示）',
}

/** Our own guesses (about 130 vehicles a kilometre of queue and 2.6 persons each), entered as the desk would. */
const ESTIMATES: readonly RoadEstimate[] = [
  { at: told(17, 40), entry: 'g30-guazhou', persons: 1_500, source: '收费站目测（演示）' },
  { at: told(18, 30), entry: 'on-motorway', persons: 4_800, source: '高速交警电话（演示）' },
  { at: told(20), entry: 'xingxingxia-queue', persons: 4_000, source: '排队12公里估算（演示）' },
  { at: told(20), entry: 'malianjing-queue', persons: 1_000, source: '排队3公里估算（演示）' },
  { at: told(20, 40), entry: 'liuyuan', persons: 900, source: '柳园镇电话（演示）' },
  { at: told(21), entry: 'on-motorway', persons: 2_600, source: '高速交警电话（演示）' },
  { at: told(22, 10), entry: 'g30-guazhou', persons: 700, source: '收费站目测（演示）' },
  { at: told(23, 30), entry: 'on-motorway', persons: 900, source: '高速交警电话（演示）' },
  { at: told(1, 0, 1), entry: 'xingxingxia-queue', persons: 1_200, source: '高速交警电话（演示）' },
  { at: told(6, 0, 1), entry: 'on-motorway', persons: 150, source: '路政巡查（演示）' },
]

const FATES: readonly (readonly [Fate, number])[] = [
  ['arrives', 952],
  ['late', 20],
  ['no_show', 13],
  ['self_arranged', 9],
  ['withdraws', 6],
]

const DIRECTIONS = [
  { zh: '哈密方向', en: 'towards Hami', share: 62 },
  { zh: '敦煌方向', en: 'towards Dunhuang', share: 18 },
  { zh: '嘉峪关方向', en: 'towards Jiayuguan', share: 16 },
  { zh: '马鬃山方向', en: 'towards Mazongshan', share: 4 },
] as const

/** What some parties tell of themselves and some do not. */
function toldOf(
  n: number,
  hasPlate: boolean,
  r: Random,
): Partial<TravellerSeed> & Pick<TravellerSeed, 'language'> {
  const language = r.chance(0.006) ? 'en' : 'zh'
  const name = language === 'en' ? foreignName(r) : personName(r)
  const direction = DIRECTIONS[r.weighted(DIRECTIONS.map((d) => d.share))]![language]
  return {
    language,
    ...(r.chance(0.62) ? { name } : {}),
    ...(r.chance(0.72) ? { phone: mobile('traveller', n) } : {}),
    ...(hasPlate && r.chance(0.55) ? { plate: plate(r) } : {}),
    ...(r.chance(0.8) ? { direction } : {}),
  }
}

function fate(r: Random): Fate {
  return FATES[r.weighted(FATES.map(([, share]) => share))]![0]
}

type Draft = Omit<TravellerSeed, 'n'>

function party(at: number, size: number, k: number, r: Random): Draft {
  const from = origin(r)
  const carriedBy = vehicle(from, size, r)
  const need = needs(size, carriedBy, r)
  const who = people(size, need.includes('infant'), need.includes('women'), r)
  const ends = fate(r)
  const crowded = at > told(18, 30) && at < told(21, 30)
  const late = ends === 'late' ? r.int(90, 240) : 0
  return {
    at,
    ...who,
    needs: need,
    vehicle: carriedBy,
    entry: from.entry,
    ...toldOf(k, carriedBy === 'car' || carriedBy === 'truck', r),
    travelDelay: delay(from, crowded, r) + late,
    fate: ends,
    leavesAt: leavesAt(who, need, carriedBy, r),
  }
}

function parties(scale: number, seed: number): TravellerSeed[] {
  const r = random('blizzard', seed)
  const target = Math.round(PERSONS * scale)
  const all: Draft[] = []
  for (let soFar = 0; soFar < target; ) {
    const size = Math.min(1 + r.weighted(SIZE_WEIGHTS), target - soFar)
    soFar += size
    // Within a minute nobody comes by the curve: some seconds to either side.
    const at = momentOf((soFar * PERSONS) / target) + r.int(-25, 25) * 1_000
    all.push(party(Math.max(at, told(17)), size, all.length, r))
  }
  return all.sort((a, b) => a.at - b.at).map((p, n) => ({ n, ...p }))
}

/**
 * The night.
 * @param options.scale persons as a multiple of 25,000
 * @param options.seed another night with the same totals
 */
export function blizzard(options: { scale?: number; seed?: number; hotelsFail?: boolean } = {}): NightSeed {
  return {
    told: { start: told(17), end: ROAD_OPEN + 3 * HOUR },
    moments: MOMENTS,
    parties: parties(options.scale ?? 1, options.seed ?? 20_240_217),
    roadEstimates: ESTIMATES,
    failures: options.hotelsFail ? [HEATING] : [],
  }
}
