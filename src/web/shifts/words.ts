/** Words of the page of shifts. */
import type { Words } from '../../base/words.ts'

export const words = {
  title: { zh: '上报和交接', en: 'Report and hand-over' },
  lead: {
    zh: '整点的数报上去，手上的事交给下一班。',
    en: 'The full hour’s figures upward, what is open to the next shift.',
  },
  report: { zh: '上报（截至整点）', en: 'Report, as of the full hour' },
  reportHint: {
    zh: '只按台账数到整点，谁来点、点几次都一样。',
    en: 'Counted from the ledger up to the full hour: the same whoever asks, however often.',
  },
  copy: { zh: '复制十行', en: 'Copy ten lines' },
  copied: { zh: '已复制', en: 'Copied' },
  byHand: {
    zh: '这里复制不了，请选中上面的字复制',
    en: 'Copying is not possible here: select the lines above',
  },
  earlier: { zh: '前一小时', en: 'An hour earlier' },
  later: { zh: '后一小时', en: 'An hour later' },
  packets: { zh: '断网包', en: 'Packet for a failing network' },
  packetsHint: {
    zh: '应急中每 30 分钟自动做一份，加密存在服务器上：安置点和电话、谁在哪里、谁在等、空白登记和码。趁有网打印一份放在手边。',
    en: 'Made every 30 minutes of an emergency and kept encrypted on the server: sites and telephones, who is where, who waits, blank forms with codes. Print one while there is a network.',
  },
  noPackets: { zh: '还没有断网包', en: 'None yet' },
  packetPage: { zh: '打印页', en: 'Page to print' },
  packetBook: { zh: '表格', en: 'Workbook' },
  makePacket: { zh: '现在做一份', en: 'Make one now' },
  packetMade: { zh: '断网包已做好', en: 'The packet is ready' },
  open: { zh: '现在手上的事', en: 'What is open now' },
  remarks: { zh: '要交代的话', en: 'What the next shift has to know' },
  remarksHint: { zh: '只有值班员看得到，不进台账', en: 'Seen by duty officers only; not in the ledger' },
  handOver: { zh: '写好交接单', en: 'Hand over' },
  handed: { zh: '交接单已写好，等人接班', en: 'The sheet is waiting to be taken' },
  take: { zh: '我来接班', en: 'Take the shift' },
  taken: { zh: '已接班', en: 'Shift taken' },
  withdraw: { zh: '收回重写', en: 'Withdraw' },
  withdrawn: { zh: '已收回', en: 'Withdrawn' },
  waiting: { zh: '等人接班', en: 'Waiting to be taken' },
  sheets: { zh: '交接记录', en: 'Sheets' },
  none: { zh: '还没有交接记录', en: 'No sheets yet' },
  from: { zh: '交班：{name}，{clock}', en: 'Handed over by {name}, {clock}' },
  to: { zh: '接班：{name}，{clock}', en: 'Taken by {name}, {clock}' },
  print: { zh: '打印', en: 'Print' },
  signature: { zh: '签字', en: 'Signature' },
} as const satisfies Words
