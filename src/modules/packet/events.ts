/** What is remembered of packets. Data: counts only. */
import type { Text } from '../../base/words.ts'

export const PACKET_EVENTS = {
  'packet.made': { zh: '做好断网包', en: 'packet for a failing network made' },
  'packet.opened': { zh: '打开断网包', en: 'packet for a failing network opened' },
} as const satisfies Record<string, Text>

export type PacketEvent = keyof typeof PACKET_EVENTS
