/** Words of the page on which all sites are asked. */
import type { Words } from '../../base/words.ts'

export const words = {
  title: { zh: '今晚能接多少人', en: 'How many can they take tonight' },
  lead: {
    zh: '一次问遍所有安置点，各用自己的链接回答；15 分钟没回的排最前，打电话。',
    en: 'All sites are asked in one act and answer by a link each; who has not answered in 15 minutes is called first.',
  },
  ask: { zh: '问所有安置点', en: 'Ask all sites' },
  askTitle: { zh: '问所有安置点', en: 'Ask all sites' },
  askText: {
    zh: '备用、将开放和开放的都问。知道手机号、县里开通了短信的，自动发链接；其余的从下面复制，发给他们。',
    en: 'Every site on standby, opening or open. Those with a telephone get the link by text message where the county sends them; copy the others from the list.',
  },
  asked: {
    zh: '已问 {asked} 处，其中 {byPhone} 处有电话',
    en: '{asked} sites asked, {byPhone} with a telephone',
  },
  none: { zh: '还没有问过', en: 'Nobody has been asked yet' },
  noneText: {
    zh: '封路之前先问一遍，看板上的数就是今晚的。',
    en: 'Ask before the road closes; then the board shows tonight’s figures.',
  },
  summary: {
    zh: '{answered} / {all} 处已答，还能接 {free} 人',
    en: '{answered} of {all} answered, {free} more can be taken',
  },
  rest: { zh: '再列出其余 {n} 处', en: 'Show the other {n}' },
  site: { zh: '安置点', en: 'Site' },
  answer: { zh: '回答', en: 'Answer' },
  answered: { zh: '还能接 {free} 人，{age}前', en: '{free} more, {age} ago' },
  waiting: { zh: '等了 {age}', en: 'waited {age}' },
  late: { zh: '{age}没回，请打电话', en: 'no answer for {age}: call' },
  phone: { zh: '电话', en: 'Telephone' },
  noPhone: { zh: '没有电话', en: 'none known' },
  link: { zh: '链接', en: 'Link' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'copied' },
  copyFailed: { zh: '没复制成，请手动选取', en: 'could not copy; select it by hand' },
  open: { zh: '替他填', en: 'Fill in for them' },
} as const satisfies Words
