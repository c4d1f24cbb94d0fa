import type { Text, Words } from '../../base/words.ts'
import type { OutboxRow } from '../../modules/notices/api.ts'

export const words = {
  title: { zh: '消息', en: 'Messages' },
  lead: {
    zh: '程序替您发出的通知，和它们的下落。收件人的号码不在这里。',
    en: 'What the program has told people for you, and what became of it. Numbers of recipients are not shown.',
  },
  all: { zh: '全部', en: 'All' },
  counted: { zh: '{state} {n}', en: '{state} {n}' },
  filter: { zh: '按结果筛选', en: 'Filter by result' },
  state: { zh: '结果', en: 'Result' },
  channel: { zh: '方式', en: 'Channel' },
  template: { zh: '内容', en: 'Message' },
  subject: { zh: '关于', en: 'About' },
  tries: { zh: '次数', en: 'Tries' },
  created: { zh: '写成', en: 'Written' },
  sent: { zh: '送出', en: 'Sent' },
  error: { zh: '没送成的原因', en: 'Why it failed' },
  party: { zh: '一组旅客', en: 'a party' },
  site: { zh: '安置点', en: 'a site' },
  account: { zh: '工作人员', en: 'a member of staff' },
  emergency: { zh: '突发事件', en: 'the emergency' },
  emptyAll: { zh: '还没有发过通知', en: 'Nothing has been sent yet' },
  emptySome: { zh: '没有这种结果的通知', en: 'No message with this result' },
  sandboxNote: {
    zh: '演练和回放里的通知只写不发，记为“沙箱”。',
    en: 'In drills and plays messages are written and never sent; they stand here as “sandboxed”.',
  },
  limited: { zh: '只列最近 {n} 条。', en: 'Only the latest {n} are listed.' },
} as const satisfies Words

export const STATE_WORDS: Readonly<Record<OutboxRow['state'], Text>> = {
  queued: { zh: '待发', en: 'queued' },
  sent: { zh: '已送出', en: 'sent' },
  failed: { zh: '没有送达', en: 'failed' },
  sandboxed: { zh: '沙箱', en: 'sandboxed' },
}

export const CHANNEL_WORDS: Readonly<Record<OutboxRow['channel'], Text>> = {
  mail: { zh: '邮件', en: 'e-mail' },
  sms: { zh: '短信', en: 'text message' },
  webhook: { zh: '网络回调', en: 'webhook' },
  push: { zh: '推送', en: 'push' },
}
