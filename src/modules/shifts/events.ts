/** What is remembered of shifts. Data: counts only. */
import type { Text } from '../../base/words.ts'

export const SHIFT_EVENTS = {
  'shift.handed': { zh: '写好交接单', en: 'shift handed over' },
  'shift.taken': { zh: '接班', en: 'shift taken' },
  'shift.withdrawn': { zh: '收回交接单', en: 'hand-over withdrawn' },
} as const satisfies Record<string, Text>

export type ShiftEvent = keyof typeof SHIFT_EVENTS
