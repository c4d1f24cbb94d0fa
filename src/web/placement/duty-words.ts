/** Words of the duty link on the site board. */
import type { Text } from '../../base/words.ts'

export const dutyWords = {
  title: { zh: '值守链接', en: 'Duty link' },
  hint: {
    zh: '发给今晚管这里的人，没有账号也能用：来了、走了、还能接多少。随事件结束自动停用。',
    en: 'For whoever runs this place tonight, without an account: arrivals, departures, how many more. It ends with the emergency.',
  },
  none: { zh: '还没有人值守。', en: 'Nobody has a link yet.' },
  notTaken: { zh: '已发出 {age}，还没有人上岗', en: 'given {age} ago, not taken up yet' },
  taken: { zh: '{age}前上岗', en: 'taken up {age} ago' },
  locked: { zh: '口令错了太多次，已锁；请换新链接', en: 'locked after too many wrong PINs; give a new one' },
  give: { zh: '发链接', en: 'Give a link' },
  giveNew: { zh: '换新链接', en: 'New link' },
  giveNewHint: {
    zh: '旧链接和已上岗的手机会立刻失效。',
    en: 'The old link and the phones on duty stop working at once.',
  },
  end: { zh: '停用', en: 'End' },
  once: {
    zh: '只显示这一次。链接用短信或群发给他，口令打电话说。',
    en: 'Shown this once. Send the link by message, and tell the PIN by telephone.',
  },
  pin: { zh: '口令 {pin}', en: 'PIN {pin}' },
  copy: { zh: '复制链接', en: 'Copy link' },
  copied: { zh: '已复制', en: 'Copied' },
  copyFailed: { zh: '没能复制，请选中后复制', en: 'Could not copy; select it and copy' },
} as const satisfies Record<string, Text>
