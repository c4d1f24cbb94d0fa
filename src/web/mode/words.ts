import type { Words } from '../../base/words.ts'

export const words = {
  title: { zh: '平急', en: 'Emergency and worlds' },
  lead: {
    zh: '宣布、改名、关闭都要写原因；关闭要第二人确认。',
    en: 'Declaring, naming and closing take a reason; closing takes a second person.',
  },

  everydayTitle: { zh: '现在是平时', en: 'Everyday at present' },
  everydayText: {
    zh: '第一位旅客登记时，系统会自动进入观察；也可以现在就宣布。',
    en: 'The first registration opens a watch by itself. You can also declare an emergency now.',
  },
  watchText: {
    zh: '已有旅客登记，系统自动进入观察。宣布并起名后，每个画面都会显示应急色带。',
    en: 'Travellers have registered, so a watch is open. Once it is declared and named, every screen shows the emergency band.',
  },
  state: { zh: '状态', en: 'State' },
  kind: { zh: '种类', en: 'Kind' },
  opened: { zh: '开始', en: 'Opened' },
  declaredAt: { zh: '宣布', en: 'Declared' },
  closedAt: { zh: '关闭', en: 'Closed' },
  elapsed: { zh: '已持续', en: 'Running for' },
  drill: { zh: '演练', en: 'drill' },
  real: { zh: '实战', en: 'real' },

  declare: { zh: '宣布突发事件', en: 'Declare an emergency' },
  declareTitle: { zh: '宣布突发事件', en: 'Declare an emergency' },
  changes: { zh: '宣布后会怎样', en: 'What changes' },
  changeBand: {
    zh: '所有画面换成应急色带，写明名称和已过时间',
    en: 'Every screen shows the emergency band with name and elapsed time',
  },
  changeSame: {
    zh: '网址、台账、操作都不变，不用学新东西',
    en: 'Addresses, lists and steps stay as they are; there is nothing new to learn',
  },
  changeKeep: {
    zh: '已登记的旅客和已派的位置全部保留',
    en: 'Every registered party and every place given is kept',
  },
  changeClose: {
    zh: '以后要两位值班员才能关闭；旅客身份在关闭后 7 天内销毁',
    en: 'Closing will take two duty officers; identities of travellers are destroyed within 7 days after',
  },
  name: { zh: '名称', en: 'Name' },
  nameHint: {
    zh: '在每个画面上显示，例如“2·17 暴雪滞留响应”',
    en: 'Shown on every screen, for example “Blizzard of 17 February”',
  },
  reason: { zh: '原因', en: 'Reason' },
  reasonHint: { zh: '记入台账，以后能查', en: 'Kept in the ledger, where it can be looked up' },
  tooShort: { zh: '请至少写两个字。', en: 'Write at least two characters.' },

  rename: { zh: '改名', en: 'Rename' },
  renameTitle: { zh: '给突发事件改名', en: 'Rename the emergency' },

  askClose: { zh: '申请关闭', en: 'Ask to close' },
  confirmClose: { zh: '作为第二人确认关闭', en: 'Confirm the closing as second person' },
  askCloseTitle: { zh: '申请关闭“{name}”', en: 'Ask to close “{name}”' },
  confirmCloseTitle: { zh: '确认关闭“{name}”', en: 'Confirm the closing of “{name}”' },
  askCloseText: {
    zh: '现在不会关闭。另一位值班员确认后才关闭；还有人住着时不能关闭。',
    en: 'Nothing closes yet. Another duty officer must confirm, and it cannot close while people are inside.',
  },
  confirmCloseText: {
    zh: '确认后立即关闭，所有画面回到平时。',
    en: 'It closes at once and every screen returns to everyday.',
  },
  closeAskedByMe: {
    zh: '您已在 {clock} 申请关闭，等另一位值班员确认。',
    en: 'You asked to close at {clock}; another duty officer must confirm.',
  },
  closeAskedByOther: {
    zh: '一位值班员在 {clock} 申请关闭，请您核对后确认。',
    en: 'A duty officer asked to close at {clock}. Check, then confirm.',
  },
  done: { zh: '已办：{name}', en: 'Done: {name}' },

  history: { zh: '历次突发事件', en: 'Emergencies so far' },
  noHistory: { zh: '还没有过突发事件', en: 'There has been no emergency' },

  worlds: { zh: '演练和回放', en: 'Drills and plays' },
  worldsLead: {
    zh: '每场有自己的旅客、安置点和时钟，不碰真实世界。',
    en: 'Each has its own travellers, sites and clock, and never touches the real world.',
  },
  world: { zh: '名称', en: 'Name' },
  worldKind: { zh: '种类', en: 'Kind' },
  clock: { zh: '时钟', en: 'Clock' },
  speed: { zh: '速度', en: 'Speed' },
  speedOf: { zh: '{name}的速度', en: 'Speed of {name}' },
  held: { zh: '暂停', en: 'held' },
  times: { zh: '{rate} 倍', en: '{rate}×' },
  realTime: { zh: '实时', en: 'real time' },
  deed: { zh: '操作', en: 'Action' },
  enter: { zh: '进入', en: 'Enter' },
  enterWall: { zh: '看大屏', en: 'Its wall' },
  thisWorld: { zh: '正在这里', en: 'you are here' },
  endWorld: { zh: '结束', en: 'End' },
  endTitle: { zh: '结束“{name}”？', en: 'End “{name}”?' },
  endText: {
    zh: '时钟停下，不能再登记和入住；内容留着可以查看。',
    en: 'Its clock stops and nothing more can be registered; what happened stays to be looked at.',
  },
  ended: { zh: '已结束', en: 'ended' },
  noWorlds: { zh: '还没有演练或回放', en: 'No drill or play yet' },
  startDrill: { zh: '开始一场演练', en: 'Start a drill' },
  startText: {
    zh: '安置点照搬，旅客为空；通知只写不发。',
    en: 'Sites are copied, travellers are none; messages are written and never sent.',
  },
  started: { zh: '已开始“{name}”', en: '“{name}” has started' },
  drillName: { zh: '演练名称', en: 'Name of the drill' },

  night: { zh: '播放 2 月 17 日那一夜', en: 'Play the night of 17 February' },
  nightText: {
    zh: '17:30 封路到次日 17:00 通车，25,000 名虚构旅客经真实接口登记、入住、离开。',
    en: 'From the closure at 17:30 until the road opens next day at 17:00: 25,000 invented travellers register, arrive and leave through the real API.',
  },
  nightSpeed: { zh: '播放速度', en: 'Speed' },
  nightLasts: { zh: '{rate} 倍，约 {duration}', en: '{rate}×, about {duration}' },
  play: { zh: '开始播放', en: 'Play it' },
  stop: { zh: '停止', en: 'Stop' },
  nightOf: { zh: '第 {world} 场', en: 'Night no. {world}' },
  nightNow: { zh: '那一夜的 {clock}', en: '{clock} of that night' },
  preparing: {
    zh: '正在铺设安置点和旅客，几秒后开始。',
    en: 'Laying out sites and travellers; it begins in a few seconds.',
  },
  running: { zh: '播放中', en: 'playing' },
  failed: { zh: '中断了', en: 'broke off' },
  failedHint: {
    zh: '播放程序意外结束，这一场停在这里；它的世界还可以看。请再播放一次。',
    en: 'The process that played it ended unexpectedly; its world stays to be looked at. Play it again.',
  },
  stopped: { zh: '已停', en: 'stopped' },
  registered: { zh: '已登记', en: 'Registered' },
  arrived: { zh: '已入住', en: 'Checked in' },
  toWall: { zh: '看这一夜的大屏', en: 'Watch its wall' },
  noNights: { zh: '还没有播放过', en: 'No night has been played yet' },
} as const satisfies Words
