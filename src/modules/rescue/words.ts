import type { RefusalWords, Text } from '../../base/words.ts'
import type { ReachedBy, RescueMark, RescueState } from './model.ts'

export const refusals: RefusalWords<'rescue'> = {
  'rescue.step_not_possible': {
    zh: '这次救援现在是“{state}”，不能这样做；有人到了才能结束。',
    en: 'This call is “{state}” now; that step is not possible. It is closed only when somebody has reached them.',
  },
  'rescue.still_open': {
    zh: '还有 {count} 起救援没有人到达，不能结束。',
    en: 'Nobody has reached {count} callers yet, so it cannot be closed.',
  },
}

export const RESCUE_STATE_WORDS: Readonly<Record<RescueState, Text>> = {
  called: { zh: '没人接', en: 'nobody has it' },
  assigned: { zh: '已派出', en: 'on the way' },
  reached: { zh: '已到达', en: 'reached' },
  closed: { zh: '已结束', en: 'closed' },
}

export const RESCUE_MARK_WORDS: Readonly<Record<RescueMark, Text>> = {
  cold: { zh: '冷', en: 'cold' },
  no_fuel: { zh: '没油没电', en: 'out of fuel' },
  ill: { zh: '有人生病', en: 'somebody is ill' },
  children: { zh: '有孩子', en: 'children' },
  crash: { zh: '撞车', en: 'a crash' },
  dark: { zh: '看不清路', en: 'cannot see the road' },
}

export const REACHED_BY_WORDS: Readonly<Record<ReachedBy, Text>> = {
  police: { zh: '交警', en: 'police' },
  road: { zh: '高速公路', en: 'road operator' },
  medical: { zh: '急救', en: 'ambulance' },
  fire: { zh: '消防', en: 'fire service' },
  team: { zh: '突击队', en: 'shock team' },
  neighbours: { zh: '旁边的车', en: 'people nearby' },
  themselves: { zh: '自己脱险', en: 'themselves' },
}
