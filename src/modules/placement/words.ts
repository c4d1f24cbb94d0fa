import type { RefusalWords, Text } from '../../base/words.ts'
import type { EndReason, Need, PartyState, PlacementState, Vehicle, WaitingReason } from './model.ts'
import type { WhyNotCode } from './why.ts'

export const refusals: RefusalWords<'placement'> = {
  'placement.empty_party': { zh: '至少要有一个人。', en: 'There must be at least one person.' },
  'placement.step_not_possible': {
    zh: '这一组现在是“{state}”，不能这样做。',
    en: 'This party is “{state}” now; that step is not possible.',
  },
  'placement.no_room': {
    zh: '那里已没有合适的位置，原来的位置仍为您保留。',
    en: 'There is no suitable place left there. The place held so far stays.',
  },
  'placement.site_not_open': { zh: '那里现在不接收。', en: 'That site takes nobody now.' },
  'placement.needs_unmet': {
    zh: '那里满足不了需要：{need}。',
    en: 'That site cannot meet the need: {need}.',
  },
  'placement.not_living': {
    zh: '要保留的那一组已离开、撤回或并到别处；请另选一组。',
    en: 'The party to keep has left, withdrawn or been joined to another. Choose another one.',
  },
  'placement.people_inside': {
    zh: '里面还有 {count} 人；请先为他们找好地方。',
    en: '{count} people are still inside. Find places for them first.',
  },
  'placement.code_unknown': {
    zh: '这个登记码不在发出的登记纸里；请核对数字。',
    en: 'This code is on no sheet that was issued. Check the digits.',
  },
  'placement.code_taken': {
    zh: '这个登记码已经录入过；请按登记码查找。',
    en: 'This code has been keyed in already. Look the party up by it.',
  },
  'placement.id_taken': {
    zh: '这个编号已用于另一组，请重新提交。',
    en: 'This id belongs to another party. Send the form again.',
  },
  'placement.no_position': {
    zh: '请告诉我们您在哪里：选一个地点，或给出位置。',
    en: 'Tell us where you are: choose a place from the list, or give a position.',
  },
  'placement.unconfirmed': {
    zh: '还没有核实；请先到登记台，或请安置点的人帮您记下。',
    en: 'Nobody has seen you yet. Go to a desk first, or let the people at the site take you in.',
  },
  'placement.replan_stale': {
    zh: '算好以后情况变了，没有改派任何人；请重新算一遍再看。',
    en: 'Things have changed since this was worked out, and nobody was moved. Work it out again and look.',
  },
  'placement.replan_done': {
    zh: '这一次已经改派过；要再改，请重新算一遍。',
    en: 'This one has been carried out. To move more, work it out again.',
  },
  'placement.replan_nothing': {
    zh: '没有值得改派的组；现在的安排就是好的。',
    en: 'Nobody is worth moving; the places given are good as they are.',
  },
  'placement.replan_not_done': {
    zh: '这一次没有改派，或已经撤回。',
    en: 'Nothing of this one was carried out, or it was taken back.',
  },
}

/** Glyph, word: a state is told by shape and word, not by colour alone. */
export const PARTY_STATE_GLYPHS: Readonly<Record<PartyState, string>> = {
  registered: '○',
  waiting: '○',
  placed: '◐',
  arrived: '●',
  departed: '→',
  withdrawn: '×',
  self_arranged: '×',
  merged: '=',
}

export const PARTY_STATE_WORDS: Readonly<Record<PartyState, Text>> = {
  registered: { zh: '已登记', en: 'registered' },
  waiting: { zh: '待安置', en: 'waiting' },
  placed: { zh: '已派位', en: 'placed' },
  arrived: { zh: '已入住', en: 'checked in' },
  departed: { zh: '已离开', en: 'departed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  self_arranged: { zh: '自行解决', en: 'self-arranged' },
  merged: { zh: '已合并', en: 'merged' },
}

export const PLACEMENT_STATE_WORDS: Readonly<Record<PlacementState, Text>> = {
  held: { zh: '保留中', en: 'held' },
  arrived: { zh: '已到', en: 'arrived' },
  over: { zh: '超员', en: 'beyond the places' },
  ended: { zh: '已结束', en: 'ended' },
}

export const END_REASON_WORDS: Readonly<Record<EndReason, Text>> = {
  departed: { zh: '已离开', en: 'departed' },
  transferred: { zh: '已转移', en: 'transferred' },
  no_show: { zh: '没有到', en: 'did not come' },
  released: { zh: '已释放', en: 'released' },
  hold_expired: { zh: '保留到期', en: 'hold expired' },
  site_closed: { zh: '安置点停用', en: 'site out of use' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
}

export const NEED_WORDS: Readonly<Record<Need, Text>> = {
  infant: { zh: '婴儿', en: 'infant' },
  pregnant: { zh: '孕妇', en: 'pregnant' },
  accessible: { zh: '行动不便', en: 'step-free' },
  medical: { zh: '要看病', en: 'medical care' },
  women: { zh: '女宾房', en: 'women only' },
  halal: { zh: '清真饮食', en: 'halal food' },
  pets: { zh: '带宠物', en: 'pets' },
  truck_park: { zh: '停大车', en: 'truck parking' },
  quiet: { zh: '要安静', en: 'quiet' },
}

export const VEHICLE_WORDS: Readonly<Record<Vehicle, Text>> = {
  none: { zh: '没有车', en: 'on foot' },
  car: { zh: '小车', en: 'car' },
  coach: { zh: '大巴', en: 'coach' },
  truck: { zh: '货车', en: 'truck' },
}

export const WAITING_REASON_WORDS: Readonly<Record<WaitingReason, Text>> = {
  no_open_site: { zh: '还没有安置点开放', en: 'no site is open yet' },
  no_room: { zh: '全部住满', en: 'every place is taken' },
  need: { zh: '缺“{need}”的位置', en: 'no place left for: {need}' },
  size: { zh: '没有住得下整组的地方', en: 'no place is large enough for the whole party' },
  hold_expired: { zh: '保留已到期', en: 'the hold has expired' },
  site_closed: { zh: '原安置点停用', en: 'the former site is out of use' },
  site_smaller: { zh: '原安置点位置减少了', en: 'the former site has fewer places' },
  unconfirmed: { zh: '等登记台核实', en: 'to be seen at a desk first' },
}

/** Why a party is not told to go to a site: `{need}`, `{n}`. */
export const WHY_NOT_WORDS: Readonly<Record<WhyNotCode, Text>> = {
  not_open: { zh: '没有开放', en: 'It is not open' },
  by_agreement: {
    zh: '是外县按协议接收的，只能由人来派',
    en: 'It is another county’s, by agreement: only a person sends there',
  },
  host: { zh: '没有大人同行的孩子只去有人值守的地方', en: 'Minors alone go to staffed sites only' },
  no_places: { zh: '还没有登记位置', en: 'It has no places yet' },
  need: { zh: '没有：{need}', en: 'It lacks: {need}' },
  room_class: { zh: '没有合适的房间类别', en: 'It has no room of the kind they need' },
  room: { zh: '还差 {n} 个位置', en: '{n} places short' },
  wardens: { zh: '值守的人还差 {n} 人的份', en: 'Wardens for {n} more people are missing' },
  farther: { zh: '远 {n} 分钟', en: '{n} minutes farther' },
  dearer: {
    zh: '更近，但铺位条件差一些，或留给更需要的人',
    en: 'Nearer, but a plainer place, or kept for others who need it',
  },
  nothing: { zh: '没有妨碍，也可以去', en: 'Nothing stands against it' },
}
