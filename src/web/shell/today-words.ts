/** Words of the first page. */
import type { Words } from '../../base/words.ts'

export const words = {
  todayTitle: { zh: '今日', en: 'Today' },
  doorShift: {
    zh: '整点报上去的十行，交给下一班的单子',
    en: 'Ten lines upward, the sheet for the next shift',
  },
  doorWants: {
    zh: '哪里缺被褥、饭、人手；人数对不上的',
    en: 'Quilts, meals, hands that are lacking; counts that differ',
  },
  doorRoad: { zh: '哪条路通了，谁什么时候走', en: 'Which roads are open, and who leaves when' },
  doorRescues: { zh: '车里求救的人：谁去，谁到了', en: 'People in vehicles: who goes, who is there' },
  figureRescues: {
    zh: '{calls} 起 {persons} 人还没有人到',
    en: '{calls} calls, {persons} people not reached',
  },
  noRescues: { zh: '没有人求救', en: 'nobody is calling' },
  doorIntake: { zh: '一行一组，回车登记', en: 'A line a party, Enter registers' },
  doorParties: { zh: '查人、派位、入住、离开', en: 'Find people, place them, check them in and out' },
  doorSites: { zh: '谁有空位，谁满了，谁停用', en: 'Who has room, who is full, who is out of use' },
  doorWaiting: { zh: '谁在等、等什么、怎么解决', en: 'Who waits, for what, and what would help' },
  doorOutlook: { zh: '预计来多少人，够不够住', en: 'How many are expected, and whether there is room' },
  doorGrids: { zh: '由程序划网格，上手改，再公布', en: 'Drawn by the program, moved by hand, published' },
  doorEntries: {
    zh: '扫码登记的海报和屏幕；一下子来得太多的登记',
    en: 'Posters and screens to scan; registrations that come too fast',
  },
  figureShort: { zh: '计划里 {n} 人没有位置', en: '{n} people without a place in the plan' },
  figureUnconfirmed: { zh: '待核实 {n} 组', en: 'not seen yet: {n} parties' },
  doorOffers: { zh: '居民和商铺愿意接的人', en: 'What residents and shops offer' },
  doorWall: { zh: '给大厅看的全县一张图', en: 'The whole county on the hall’s screen' },
  doorEmergency: {
    zh: '宣布、改名、两人关闭；演练和回放',
    en: 'Declare, rename, close by two; drills and plays',
  },
  doorOutbox: { zh: '通知了谁，送到没有', en: 'Who was told, and whether it reached them' },
  doorRegister: { zh: '替旅客登记，或给他们看的网页', en: 'Register for a traveller, or show them the page' },
  figureWaiting: { zh: '{n} 人待安置', en: '{n} waiting for a place' },
  figureNotArrived: { zh: '{n} 人已登记未到', en: '{n} registered, not arrived' },
  figureFree: { zh: '{n} 个空位', en: '{n} places free' },
  figureArrived: { zh: '{n} 人已入住', en: '{n} checked in' },
  modeEveryday: { zh: '现在是平时', en: 'Everyday at present' },
  noFigures: { zh: '您的岗位不看全县数字。', en: 'Your post does not see the county’s figures.' },
} as const satisfies Words
