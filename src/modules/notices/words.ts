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
