/** The notice that stands under the button (people.md, the law 4; PIPL 17, 18). A notice, not a consent tick. */
import type { Text } from '../../base/words.ts'
import { html, type Markup } from './html.ts'
import type { Say } from './words.ts'

/** Stands where the county has given no telephone, so that the printed notice shows what is missing. */
const PHONE: Text = { zh: '县里填写', en: 'the county fills this in' }

/** Word for word as on paper and as read aloud; `{phone}` is the county's. */
export const NOTICE: Text = {
  zh: '只为今晚安置：人数、在哪里、需要什么；手机号、车牌选填。孩子只填人数，不填姓名。不要证件。只有安置人员能看，每次查看有记录。应急结束后7天内删除，备份同时失效。住处由程序按远近、人数和需要推荐，不看姓名、语言、车牌；您可以问为什么、换一个、找人工，不影响安置。查看、更正、删除：本页"我的信息"，或电话（{phone}）。',
  en: 'Only for finding you a place tonight: how many you are, where you are, what you need; telephone and plate are optional. Of children only the number, no names. No papers. Only placement staff can see it, and every look is recorded. Erased within 7 days after the emergency ends; backups become unreadable at the same time. A program suggests the place by distance, number and need, and never looks at name, language or plate; you may ask why, ask for another or ask for a person, and lose nothing. To see, correct or erase: “My data” on your page, or telephone ({phone}).',
}

/** Said before anybody decides anything (people.md, Traveller). */
export const PRICE_NOTICE: Text = {
  zh: '登记免费。住处收不收费，先告诉您，您再定。',
  en: 'Registering is free. You are told whether the place costs anything before you decide.',
}

export function notice(say: Say, helpline: string | undefined): Markup {
  return html`<p>${say(PRICE_NOTICE)}</p><p class="dim">${say(NOTICE, { phone: helpline ?? say(PHONE) })}</p>`
}
