/** What is said to people outside: short, since a text message is paid by length and read in the cold. */
import type { RefusalWords, Text } from '../../base/words.ts'

/** Notices refuse nothing of their own. */
export const refusals: RefusalWords<'notices'> = {}

/** Titles go with mail only. */
export const TEMPLATES = {
  asked: {
    zh: '{county}安置：给您留的位置到时间了，还来吗？请打开 {link} 回答，登记码 {code}。{hours} 小时没有回答，位置会让给别人。',
    en: '{county}: the time of the place held for you is up. Are you still coming? Please answer at {link} (code {code}). Without an answer it is given on after {hours} hours.',
  },
  askedWithoutLink: {
    zh: '{county}安置：给您留的位置到时间了，还来吗？请打开您的登记页面回答，登记码 {code}。{hours} 小时没有回答，位置会让给别人。',
    en: '{county}: the time of the place held for you is up. Are you still coming? Please answer on your page (code {code}). Without an answer it is given on after {hours} hours.',
  },
  moved: {
    zh: '{county}安置：您还没出发，给您换了更合适的地方：{site}，原来那里不要去了。请打开 {link} 看路线，登记码 {code}。',
    en: '{county}: you had not set out, so you were given a better place: {site}. Do not go to the former one. The way: {link} (code {code}).',
  },
  movedWithoutLink: {
    zh: '{county}安置：您还没出发，给您换了更合适的地方：{site}，原来那里不要去了。登记码 {code}，有登记页面的请打开看路线。',
    en: '{county}: you had not set out, so you were given a better place: {site}. Do not go to the former one. Code {code}; your page shows the way.',
  },
  movedBack: {
    zh: '{county}安置：刚才换的地方撤回了，请仍去{site}。登记码 {code}。',
    en: '{county}: the change of place was taken back. Please go to {site} after all. Code {code}.',
  },
  aHome: { zh: '一户居民家（接受后告诉门牌）', en: 'a home (its door is told once you accept)' },
  siteAsked: {
    zh: '{county}安置：“{site}”今晚能接多少人？请打开 {link} 回答，一分钟。',
    en: '{county}: how many can “{site}” take tonight? Please answer at {link}; it takes a minute.',
  },
  signInCode: {
    zh: '经纬登录验证码 {code}，5 分钟内有效。不要告诉任何人。',
    en: 'Your Jingwei sign-in code is {code}, valid for 5 minutes. Tell it to nobody.',
  },
  head: {
    zh: '台账链头 {county} {seq}',
    en: 'Head of the ledger {county} {seq}',
  },
} as const satisfies Record<string, Text>
