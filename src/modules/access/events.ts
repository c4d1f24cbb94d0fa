/** What is remembered of sign-ins and tokens. */
import { type Told, tellFrom } from '../../base/told.ts'
import type { Text } from '../../base/words.ts'

export const ACCESS_EVENTS = {
  'account.created': { zh: '新建账号', en: 'account made' },
  'account.signed_in': { zh: '登录', en: 'signed in' },
  'token.created': { zh: '新建令牌', en: 'token made' },
  'token.ended': { zh: '停用令牌', en: 'token ended' },
} as const satisfies Record<string, Text>

/** The sentence for an event of this module; undefined for others' events. */
export function tell(event: {
  readonly type: string
  readonly data: Record<string, unknown>
}): Told | undefined {
  return tellFrom(ACCESS_EVENTS, event)
}
