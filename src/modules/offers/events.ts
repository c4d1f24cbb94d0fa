/** What is remembered of offers. Data: numbers and codes only. */
import { type Told, tellFrom } from '../../base/told.ts'
import type { Text } from '../../base/words.ts'

export const OFFER_EVENTS = {
  'offer.offered': {
    zh: '接待 {nr}：{beds} 人睡床、{floors} 人地铺',
    en: 'offer {nr}: {beds} on beds, {floors} on the floor',
  },
  'offer.opened': { zh: '接待 {nr} 已开放', en: 'offer {nr} is open' },
  'offer.refused': { zh: '接待 {nr} 没有用上', en: 'offer {nr} is not used' },
  'offer.ended': { zh: '接待 {nr} 随事件结束', en: 'offer {nr} ended with the emergency' },
  'offer.stopped': { zh: '接待 {nr} 停止', en: 'offer {nr} is stopped' },
} as const satisfies Record<string, Text>

/** The sentence for an event of this module; undefined for others' events. */
export function tell(event: {
  readonly type: string
  readonly data: Record<string, unknown>
}): Told | undefined {
  return tellFrom(OFFER_EVENTS, event)
}
