import type { RefusalWords, Text } from '../../base/words.ts'
import type { HandoverState, OpenThings } from './model.ts'

export const refusals: RefusalWords<'shifts'> = {
  'shifts.open': {
    zh: '已经有一张交接单等人接班，先接班或收回它。',
    en: 'A hand-over sheet is waiting already. Take it or withdraw it first.',
  },
  'shifts.not_yours': {
    zh: '接班的要是另一个人；收回的要是写的人。',
    en: 'Somebody else must take the shift; only its writer may withdraw it.',
  },
  'shifts.step_not_possible': {
    zh: '这张交接单现在是“{state}”，不能这样做。',
    en: 'This sheet is “{state}” now; that step is not possible.',
  },
}

export const HANDOVER_STATE_WORDS: Readonly<Record<HandoverState, Text>> = {
  handed: { zh: '等人接班', en: 'waiting to be taken' },
  taken: { zh: '已接班', en: 'taken' },
  withdrawn: { zh: '已收回', en: 'withdrawn' },
}

export const OPEN_THING_WORDS: Readonly<Record<keyof OpenThings, Text>> = {
  rescues: { zh: '车里求救、还没有人到（起）', en: 'Calls for help nobody has reached' },
  waiting: { zh: '等待安置（人）', en: 'People waiting for a place' },
  over: { zh: '超出位置先落脚（人）', en: 'People beyond the places' },
  suspended: { zh: '停用的安置点', en: 'Sites out of use' },
  unanswered: { zh: '没有回答能接多少人的安置点', en: 'Sites that have not answered' },
  offers: { zh: '没有人去看过的接待', en: 'Offers nobody has looked at' },
  roads: { zh: '封闭、限行的路', en: 'Roads closed or restricted' },
  messages: { zh: '没有送到的消息', en: 'Messages that failed' },
}
