/** Words of the frame: header, navigation, band, lost pages. What is loaded later has its own file. */
import type { Words } from '../../base/words.ts'

export const words = {
  product: { zh: '经纬', en: 'Jingwei' },
  inForce: { zh: '现行状态', en: 'What is in force' },
  skip: { zh: '跳到内容', en: 'Skip to content' },
  navigation: { zh: '主导航', en: 'Main' },
  today: { zh: '今日', en: 'Today' },
  intake: { zh: '登记台', en: 'Intake' },
  parties: { zh: '旅客台账', en: 'Travellers' },
  sites: { zh: '安置点', en: 'Sites' },
  wall: { zh: '大屏', en: 'Wall' },
  emergency: { zh: '平急', en: 'Emergency' },
  outbox: { zh: '消息', en: 'Messages' },
  otherLanguage: { zh: 'English', en: '中文' },

  whoAmI: { zh: '我是谁', en: 'Who I am' },

  bandUnknown: { zh: '还不知道现在是平时还是应急', en: 'Not yet known whether an emergency is on' },
  bandOpen: { zh: '查看', en: 'Open' },
  closeAsked: {
    zh: '已有人申请关闭，等第二人确认',
    en: 'closing asked, waiting for a second person',
  },
  watchNote: { zh: '有旅客登记，尚未宣布', en: 'travellers register, not yet declared' },
  worldEnded: { zh: '本场已结束', en: 'this one has ended' },

  search: { zh: '查找', en: 'Find' },

  crashedTitle: { zh: '这个画面出错了', en: 'This screen broke' },
  crashedText: {
    zh: '其他画面不受影响，已送出的操作没有丢。',
    en: 'The other screens still work, and nothing already sent is lost.',
  },
  reload: { zh: '重新打开', en: 'Reload' },
  toDesk: { zh: '回到今日', en: 'Back to today' },
} as const satisfies Words
