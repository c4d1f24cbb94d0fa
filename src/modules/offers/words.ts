import type { RefusalWords, Text } from '../../base/words.ts'
import type { ForWhom, OfferKind, OfferState, Stove } from './model.ts'

export const refusals: RefusalWords<'offers'> = {
  'offers.step_not_possible': {
    zh: '这份接待现在是“{state}”，不能这样做。',
    en: 'This offer is “{state}” now; that step is not possible.',
  },
  'offers.stove_unchecked': {
    zh: '烧煤的炉子要先看过：烟道通不通，有没有一氧化碳报警器。',
    en: 'A coal stove has to be looked at first: is the flue open, is there a carbon-monoxide alarm.',
  },
  'offers.no_emergency': {
    zh: '现在没有应急，不收接待；需要时社区会发通知。',
    en: 'There is no emergency, so no offers are taken. The community will ask when they are needed.',
  },
}

export const OFFER_STATE_WORDS: Readonly<Record<OfferState, Text>> = {
  offered: { zh: '等人去看', en: 'to be looked at' },
  open: { zh: '可以住', en: 'open' },
  ended: { zh: '已停止', en: 'stopped' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  refused: { zh: '不用', en: 'not used' },
}

export const OFFER_KIND_WORDS: Readonly<Record<OfferKind, Text>> = {
  home: { zh: '居民家', en: 'a home' },
  shop: { zh: '商铺', en: 'a shop' },
}

export const FOR_WHOM_WORDS: Readonly<Record<ForWhom, Text>> = {
  any: { zh: '都可以', en: 'anybody' },
  family: { zh: '只接一家人', en: 'one family' },
  women: { zh: '只接女宾', en: 'women only' },
}

export const STOVE_WORDS: Readonly<Record<Stove, Text>> = {
  central: { zh: '集中供暖', en: 'central heating' },
  electric: { zh: '电暖', en: 'electric heating' },
  coal: { zh: '煤炉', en: 'a coal stove' },
  none: { zh: '没有暖气', en: 'no heating' },
}

/** The name of the site that an offer opens. */
export const SITE_NAME: Readonly<Record<OfferKind, Text>> = {
  home: { zh: '居民家 {nr}', en: 'Home {nr}' },
  shop: { zh: '商铺 {nr}', en: 'Shop {nr}' },
}
