import type { AreaKind } from '../../base/area.ts'
import type { Compass } from '../../base/geo.ts'
import type { RefusalWords, Text } from '../../base/words.ts'

export const refusals: RefusalWords<'places'> = {
  'places.outside_county': {
    zh: '这个位置不在本县范围内，请检查坐标。',
    en: 'This position lies outside the county. Check the coordinates.',
  },
  'places.unknown_entry': {
    zh: '没有这个入口；请从列表里选一个，或直接给出位置。',
    en: 'There is no such entry point. Choose one from the list or give a position.',
  },
}

export const AREA_KIND_WORDS: Readonly<Record<AreaKind, Text>> = {
  county: { zh: '县', en: 'county' },
  town: { zh: '镇', en: 'town' },
  community: { zh: '社区', en: 'community' },
  branch: { zh: '区域党支部', en: 'area branch' },
  grid: { zh: '网格', en: 'grid' },
}

export const COMPASS_WORDS: Readonly<Record<Compass, Text>> = {
  N: { zh: '北', en: 'north' },
  NE: { zh: '东北', en: 'north-east' },
  E: { zh: '东', en: 'east' },
  SE: { zh: '东南', en: 'south-east' },
  S: { zh: '南', en: 'south' },
  SW: { zh: '西南', en: 'south-west' },
  W: { zh: '西', en: 'west' },
  NW: { zh: '西北', en: 'north-west' },
}
