/** The words of the page on which a resident or a shop offers places. */
import type { Words } from '../../base/words.ts'

export const OFFER_WORDS = {
  link: { zh: '我家能住人，愿意接待', en: 'I can take people in' },
  title: { zh: '接待滞留旅客', en: 'Take people in' },
  lead: {
    zh: '谢谢您。写下能住几个人、怎么找到您。社区先来看一眼，再有人来住。随时可以停。',
    en: 'Thank you. Say how many you can take and how to find you. The community looks in first. You may stop at any time.',
  },
  kind: { zh: '是家里还是店里？', en: 'At home or in a shop?' },
  home: { zh: '家里', en: 'At home' },
  shop: { zh: '店里', en: 'In a shop' },
  beds: { zh: '床能睡几个人', en: 'People on beds' },
  floors: { zh: '打地铺能睡几个人', en: 'People on the floor' },
  forWhom: { zh: '接什么人？', en: 'Whom do you take?' },
  stove: { zh: '怎么取暖？', en: 'How is it heated?' },
  contact: { zh: '怎么称呼您', en: 'Your name' },
  phone: { zh: '手机号', en: 'Telephone' },
  address: { zh: '在哪里（小区、楼、门牌）', en: 'Where (street, house, door)' },
  send: { zh: '我愿意接待', en: 'I take people in' },
  notice: {
    zh: '来的人接受以后，才知道您的名字和门牌；您只知道几个人、几点到，不知道他们的病情。应急结束后 7 天内删除。',
    en: 'Guests learn your name and door only after accepting; you learn how many come and when, not their illness. All of it is deleted within 7 days after the emergency.',
  },
  placesBad: { zh: '请写能住几个人，一共 1 到 200。', en: 'Say how many you can take, 1 to 200 in all.' },
  contactBad: { zh: '请写怎么称呼您。', en: 'Say your name.' },
  phoneBad: { zh: '请写手机号：5 到 20 位数字。', en: 'Give a telephone number of 5 to 20 digits.' },
  addressBad: { zh: '请写在哪里，好让人来看。', en: 'Say where, so that somebody can look in.' },
  mineTitle: { zh: '我的接待', en: 'My offer' },
  number: {
    zh: '编号 {nr}。把这一页存下来，停止接待要用。',
    en: 'Number {nr}. Keep this page: you stop here.',
  },
  offered: {
    zh: '社区会来看一眼，打您的电话。',
    en: 'Somebody from the community will look in, and call you first.',
  },
  open: { zh: '已开放。有人来，先接到通知。', en: 'Open. You are told before anybody comes.' },
  ended: { zh: '已停止，不会再有人来。谢谢您。', en: 'Stopped. Nobody comes any more. Thank you.' },
  refused: { zh: '这次没有用上，谢谢您。', en: 'It is not needed this time. Thank you.' },
  held: { zh: '路上有', en: 'On the way' },
  inside: { zh: '住着', en: 'Staying' },
  places: { zh: '一共能住', en: 'In all' },
  persons: { zh: '{n} 人', en: '{n}' },
  stop: { zh: '停止接待', en: 'Stop' },
  stopHint: {
    zh: '住着的和路上的，马上给他们另找地方。',
    en: 'Those staying and on the way are found another place at once.',
  },
  stopConfirm: { zh: '确认停止', en: 'Yes, stop' },
} as const satisfies Words
