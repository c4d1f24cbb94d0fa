/** Words of the road page, and of what a party's page says of the way home. */
export const ROAD_WORDS = {
  link: { zh: '路况和返程', en: 'Roads, and when to leave' },
  title: { zh: '路况和返程', en: 'Roads, and when to leave' },
  none: {
    zh: '现在没有发布路况。问路况打 12122，出发前再看一次这里。',
    en: 'No road news has been posted. Call 12122 about roads, and look here again before you leave.',
  },
  since: { zh: '{clock} 起', en: 'since {clock}' },
  until: { zh: '预计到 {clock}', en: 'expected until {clock}' },
  said: { zh: '{source}，{clock} 发布', en: '{source}, said at {clock}' },
  stale: {
    zh: '已超过 3 小时没有更新，先打 12122 问一下。',
    en: 'Not confirmed for over 3 hours: call 12122 first.',
  },
  leave: { zh: '什么时候出发', en: 'When to leave' },
  advice: {
    zh: '这是建议，不是通行证：分批走，路上和加油站就不堵。您可以晚走，住处照样留着，走的时候说一声就行。',
    en: 'This is advice, not a permit: in waves the road and the petrol stations stay clear. You may leave later; your place stays yours until you say that you go.',
  },
  window: { zh: '{from} 至 {until}', en: '{from} to {until}' },
  between: { zh: '、', en: ', ' },
  closedSince: {
    zh: '出发时间公布以后，{roads} 又封闭了：先别出发，等这里更新。',
    en: 'Closed since these times were announced: {roads}. Do not set out yet; look here again.',
  },
  later: {
    zh: '还没有安排出发时间，通了就在这里说。',
    en: 'No times to leave yet; they will stand here when the road opens.',
  },
  own: { zh: '您的出发时间（建议）', en: 'When to leave (advice)' },
  ownOpen: { zh: '{direction}：{from} 以后', en: '{direction}: from {from}' },
} as const
