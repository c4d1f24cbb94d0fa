/** The words of the page for whoever is stuck in a vehicle and in danger. */
import type { Words } from '../../base/words.ts'

export const SOS_WORDS = {
  link: { zh: '困在车里、有危险？在这里求救', en: 'Stuck in a vehicle and in danger? Call for help here' },
  title: { zh: '车里求救', en: 'Help from a vehicle' },
  lead: {
    zh: '命要紧：能打电话，先打 110、120 或高速 12122。打不通，或打了还没人来，填这里，值班室马上看到。',
    en: 'If you can telephone, call 110, 120 or the motorway’s 12122 first. If you cannot get through, or nobody has come, fill this in: the duty room sees it at once.',
  },
  where: { zh: '您在哪里？', en: 'Where are you?' },
  whereHint: {
    zh: '哪条路、往哪个方向、桩号或刚过的出口、旁边有什么。例：G30 往乌鲁木齐，K2712，过了服务区。',
    en: 'Road, direction, kilometre post or last exit, what is near. e.g. G30 to Ürümqi, K2712, past the service area.',
  },
  persons: { zh: '车里几个人？', en: 'How many in the vehicle?' },
  marks: { zh: '现在怎么样？', en: 'How are you now?' },
  phone: {
    zh: '手机号（好给您回电话；可以不填）',
    en: 'Telephone (so that we can call back; may be left empty)',
  },
  send: { zh: '求救', en: 'Call for help' },
  whereMissing: { zh: '请写您在哪里，写大概也行。', en: 'Say where you are; roughly is enough.' },
  personsBad: { zh: '请写车里几个人，1 到 200。', en: 'Say how many are in the vehicle, 1 to 200.' },
  phoneBad: {
    zh: '手机号只能有数字、空格和短横；也可以不填。',
    en: 'Digits, spaces and dashes only; or leave it empty.',
  },
  doneTitle: { zh: '值班室收到了', en: 'The duty room has your call' },
  doneNumber: {
    zh: '您是第 {nr} 号求救。电话里说这个号。',
    en: 'Your call is number {nr}. Say this number on the telephone.',
  },
  stay: {
    zh: '留在车里，不要走散。打开双闪。',
    en: 'Stay with the vehicle and together. Put the hazard lights on.',
  },
  gas: {
    zh: '发动机每小时只开 10 分钟取暖；开之前清掉排气管周围的雪，窗留一条缝：一氧化碳没有气味，会死人。',
    en: 'Run the engine for ten minutes an hour only. Clear snow from the exhaust first and leave a window open a little: carbon monoxide has no smell and kills.',
  },
  warm: {
    zh: '挤在一起，轮流睡，动动手脚。孩子和老人坐中间。',
    en: 'Huddle, sleep in turns, move hands and feet. Children and elders in the middle.',
  },
  worse: {
    zh: '更严重了，或者换了地方：再填一次，或打 120。',
    en: 'If it gets worse or you move: fill this in again, or call 120.',
  },
  again: { zh: '再填一次', en: 'Fill it in again' },
  register: { zh: '没有危险，只要住处：登记', en: 'Not in danger and only need a place: register' },
} as const satisfies Words
