/** What is remembered of emergencies and worlds. */
import { type Told, tellFrom } from '../../base/told.ts'
import type { Text } from '../../base/words.ts'

export const MODE_EVENTS = {
  'emergency.opened': { zh: '有人登记，进入观察', en: 'a first registration opened a watch' },
  'emergency.declared': { zh: '宣布突发事件', en: 'emergency declared' },
  'emergency.renamed': { zh: '突发事件改名', en: 'emergency renamed' },
  'emergency.close_asked': {
    zh: '申请关闭，待第二人确认',
    en: 'closing asked; a second person must confirm',
  },
  'emergency.closed': { zh: '突发事件关闭', en: 'emergency closed' },
  'emergency.no_arrivals': {
    zh: '已 {hours} 小时没有人到达，请考虑关闭',
    en: 'nobody has arrived for {hours} hours; consider closing',
  },
  'emergency.identities_destroyed': {
    zh: '{parties} 组的身份信息已销毁，备份同时失效',
    en: 'the identities of {parties} parties are destroyed, in backups too',
  },
  'world.clock_set': { zh: '时钟速度改为 {rate} 倍', en: 'clock set to {rate} times' },
  'world.ended': { zh: '演练或回放结束', en: 'the drill or play has ended' },
} as const satisfies Record<string, Text>
export type ModeEvent = keyof typeof MODE_EVENTS

/** The sentence for an event of this module; undefined for others' events. */
export function tell(event: {
  readonly type: string
  readonly data: Record<string, unknown>
}): Told | undefined {
  return tellFrom(MODE_EVENTS, event)
}
