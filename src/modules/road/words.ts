import type { RefusalWords, Text } from '../../base/words.ts'
import type { RoadSource, RoadState, WaveClass, WaveState } from './model.ts'

export const refusals: RefusalWords<'road'> = {
  'road.step_not_possible': {
    zh: '这份返程安排现在是“{state}”，不能这样做。',
    en: 'This departure plan is “{state}” now; that step is not possible.',
  },
  'road.times_wrong': {
    zh: '“预计到”不能早于“从”。请改一下时间。',
    en: '“Expected until” cannot be before “since”. Please correct the times.',
  },
  'road.no_emergency': {
    zh: '现在没有应急，没有要返程的人。',
    en: 'There is no emergency now, so nobody has to be sent home.',
  },
}

export const ROAD_STATE_WORDS: Readonly<Record<RoadState, Text>> = {
  closed: { zh: '封闭', en: 'closed' },
  restricted: { zh: '限行', en: 'restricted' },
  open: { zh: '通行', en: 'open' },
}

export const ROAD_SOURCE_WORDS: Readonly<Record<RoadSource, Text>> = {
  police: { zh: '交警', en: 'police' },
  road_operator: { zh: '高速公路', en: 'road operator' },
  weather: { zh: '气象', en: 'weather service' },
  county: { zh: '县应急', en: 'county duty room' },
}

export const WAVE_CLASS_WORDS: Readonly<Record<WaveClass, Text>> = {
  first: {
    zh: '有孩子、孕妇、病人或行动不便的小车',
    en: 'cars with children, or somebody pregnant, ill or not steady on their feet',
  },
  car: { zh: '其他小车', en: 'other cars' },
  coach: { zh: '客车', en: 'coaches' },
  truck: { zh: '货车', en: 'trucks' },
  none: { zh: '没有车的人', en: 'people without a vehicle' },
}

export const WAVE_STATE_WORDS: Readonly<Record<WaveState, Text>> = {
  planned: { zh: '草稿', en: 'draft' },
  announced: { zh: '已公布', en: 'announced' },
  done: { zh: '已结束', en: 'ended' },
  dropped: { zh: '已放弃', en: 'dropped' },
}
