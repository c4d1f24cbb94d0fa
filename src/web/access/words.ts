import type { Words } from '../../base/words.ts'

export const words = {
  title: { zh: '登录', en: 'Sign in' },
  lead: {
    zh: '用登记过岗位的手机号登录。旅客不需要登录。',
    en: 'Sign in with the telephone your post is registered under. Travellers need no sign-in.',
  },
  phone: { zh: '手机号', en: 'Telephone' },
  sendCode: { zh: '获取验证码', en: 'Send me a code' },
  code: { zh: '验证码', en: 'Code' },
  codeHint: { zh: '6 位数字，{minutes} 分钟内有效', en: 'Six digits, valid for {minutes} minutes' },
  codeSent: {
    zh: '如果 {phone} 有在任岗位，验证码已发出。',
    en: 'If {phone} holds a post, a code has been sent.',
  },
  demoCode: { zh: '演示县：验证码是 {code}', en: 'Demo county: the code is {code}' },
  enter: { zh: '登录', en: 'Sign in' },
  otherPhone: { zh: '换一个手机号', en: 'Another telephone' },
  again: { zh: '再发一次', en: 'Send it again' },
  badPhone: {
    zh: '请填写手机号：5 到 20 位数字，可带区号。',
    en: 'Enter a telephone number: 5 to 20 digits, with area code if needed.',
  },
  badCode: { zh: '请填写 6 位数字的验证码。', en: 'Enter the six digits of the code.' },

  demoTitle: { zh: '演示账号', en: 'Demo sign-ins' },
  demoLead: {
    zh: '这是演示县，人员全部虚构；点一下就登录。',
    en: 'This is a demo county and everybody in it is invented. One click signs in.',
  },
  demoFailed: {
    zh: '{name}没有登录成：服务器没有给出验证码。请用左边的表单。',
    en: '{name} could not be signed in: the server gave no code. Use the form.',
  },

  tokensTitle: { zh: '接口令牌', en: 'API tokens' },
  tokensLead: {
    zh: '令牌让别的程序以您的岗位办事，只在本县的这个世界里有效。',
    en: 'A token lets another program act with your posts, in this county and world only.',
  },
  newToken: { zh: '新建令牌', en: 'New token' },
  label: { zh: '用途', en: 'What for' },
  labelHint: {
    zh: '以后认得出它，例如“酒店系统”',
    en: 'So that you know it later, for example “hotel system”',
  },
  days: { zh: '有效天数', en: 'Days it is valid' },
  make: { zh: '新建', en: 'Make it' },
  shownOnce: {
    zh: '只显示这一次，请现在复制保存。离开本页后谁也看不到它。',
    en: 'Shown this once. Copy it now; after this page nobody can see it again.',
  },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  noCopy: {
    zh: '浏览器不让自动复制，请选中后手动复制。',
    en: 'The browser does not allow copying. Select it and copy by hand.',
  },
  noLabel: { zh: '请写明用途。', en: 'Say what it is for.' },
  created: { zh: '新建时间', en: 'Made' },
  expires: { zh: '到期', en: 'Ends' },
  never: { zh: '不到期', en: 'never' },
  deed: { zh: '操作', en: 'Action' },
  end: { zh: '停用', en: 'End it' },
  endTitle: { zh: '停用“{label}”？', en: 'End “{label}”?' },
  endText: {
    zh: '用它的程序马上就不能再办事，不能恢复。',
    en: 'The program using it stops working at once. This cannot be undone.',
  },
  ended: { zh: '已停用“{label}”', en: '“{label}” has ended' },
  noTokens: { zh: '还没有令牌', en: 'No tokens yet' },
} as const satisfies Words
