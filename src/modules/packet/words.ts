import type { RefusalWords, Words } from '../../base/words.ts'

export const refusals: RefusalWords<'packet'> = {
  'packet.no_emergency': {
    zh: '现在没有应急，不做断网包。',
    en: 'There is no emergency now, so no packet is made.',
  },
}

/** Words on the paper: Chinese alone, as the forms beside it. */
export const words = {
  title: { zh: '断网包', en: 'Packet for a failing network' },
  asOf: { zh: '截至 {clock}（北京时间）', en: 'as of {clock} (Beijing time)' },
  sites: { zh: '安置点', en: 'Sites' },
  inside: { zh: '谁在哪里', en: 'Who is where' },
  waiting: { zh: '等待安置', en: 'Waiting for a place' },
  forms: { zh: '空白登记', en: 'Blank forms' },
  site: { zh: '名称', en: 'Name' },
  kind: { zh: '类别', en: 'Kind' },
  state: { zh: '状态', en: 'State' },
  address: { zh: '地址', en: 'Address' },
  phone: { zh: '电话', en: 'Telephone' },
  offered: { zh: '位置', en: 'Places' },
  in: { zh: '住下', en: 'Inside' },
  held: { zh: '在路上', en: 'On the way' },
  free: { zh: '空', en: 'Free' },
  code: { zh: '码', en: 'Code' },
  persons: { zh: '人数', en: 'People' },
  reason: { zh: '原因', en: 'Reason' },
  since: { zh: '从', en: 'Since' },
  where: { zh: '去哪里', en: 'Sent to' },
  needs: { zh: '需要', en: 'Needs' },
  hint: {
    zh: '断网时：新来的每组写一格，人数必写；空位划一个少一个。恢复后在登记台输“码 人数”，一码只算一次。',
    en: 'Without a network: one box a party, with how many they are; strike out free places as they are given. Afterwards key in “code people” at the intake desk: a code counts once.',
  },
} as const satisfies Words
