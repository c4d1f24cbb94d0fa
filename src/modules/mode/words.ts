import type { RefusalWords, Text } from '../../base/words.ts'
import type { EMERGENCY_KINDS, EmergencyState, WorldKind } from './model.ts'

export const refusals: RefusalWords<'mode'> = {
  'mode.emergency_live': {
    zh: '已有一起突发事件在进行；请先关闭它，或给它改名。',
    en: 'An emergency is live already. Close it first, or rename it.',
  },
  'mode.step_not_possible': {
    zh: '这起突发事件现在是“{state}”，不能这样做。',
    en: 'This emergency is “{state}” now; that step is not possible.',
  },
  'mode.second_person': {
    zh: '关闭要由另一位值班员确认，请换一个人操作。',
    en: 'A second person must confirm the closing. Ask another duty officer.',
  },
  'mode.no_reason': { zh: '请写明原因。', en: 'Give a reason.' },
  'mode.world_is_county': {
    zh: '真实世界的时钟不能改，也不能结束。',
    en: 'The clock of the real world cannot be changed, and it cannot be ended.',
  },
  'mode.world_ended': { zh: '这场演练已结束。', en: 'This drill or play has ended.' },
  'mode.not_a_demo': {
    zh: '只有演示县可以播放这一夜。',
    en: 'Only a demo county can play the night.',
  },
}

export const EMERGENCY_STATE_WORDS: Readonly<Record<EmergencyState, Text>> = {
  watch: { zh: '待宣布', en: 'not yet declared' },
  declared: { zh: '已宣布', en: 'declared' },
  responding: { zh: '处置中', en: 'responding' },
  standing_down: { zh: '收尾中', en: 'standing down' },
  closed: { zh: '已关闭', en: 'closed' },
  reviewed: { zh: '已复盘', en: 'reviewed' },
}

export const EMERGENCY_KIND_WORDS: Readonly<Record<(typeof EMERGENCY_KINDS)[number], Text>> = {
  blizzard: { zh: '暴雪', en: 'blizzard' },
  sandstorm: { zh: '沙尘暴', en: 'sandstorm' },
  flood: { zh: '洪水', en: 'flood' },
  earthquake: { zh: '地震', en: 'earthquake' },
  fire: { zh: '火灾', en: 'fire' },
  traffic: { zh: '道路中断', en: 'road closure' },
  other: { zh: '其他', en: 'other' },
}

export const WORLD_KIND_WORDS: Readonly<Record<WorldKind, Text>> = {
  county: { zh: '真实世界', en: 'the county itself' },
  drill: { zh: '演练', en: 'drill' },
  play: { zh: '回放', en: 'play' },
}
