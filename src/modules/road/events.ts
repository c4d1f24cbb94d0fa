/** What is remembered of roads and departures. Data: codes and counts only. */
import { type Told, tellFrom } from '../../base/told.ts'
import type { Text } from '../../base/words.ts'

export const ROAD_EVENTS = {
  'road.posted': { zh: '发布路况', en: 'road news posted' },
  'road.withdrawn': { zh: '撤下一条路况', en: 'road news taken down' },
  'departure.planned': {
    zh: '拟返程安排：{vehicles} 辆车，{windows} 个时段',
    en: 'departures planned: {vehicles} vehicles in {windows} windows',
  },
  'departure.announced': { zh: '公布返程安排', en: 'departures announced' },
  'departure.dropped': { zh: '放弃返程安排', en: 'departure plan dropped' },
  'departure.ended': { zh: '返程安排结束', en: 'departure plan ended' },
} as const satisfies Record<string, Text>

/** The sentence for an event of this module; undefined for others' events. */
export function tell(event: {
  readonly type: string
  readonly data: Record<string, unknown>
}): Told | undefined {
  return tellFrom(ROAD_EVENTS, event)
}
