/** Sentences of the code for a camera, and of what a warden's camera opens. */

export const CODE_WORDS = {
  card: { zh: '请工作人员扫这个码', en: 'Let the staff scan this' },
  cardBack: { zh: '回去', en: 'Go back' },
  title: { zh: '扫到的码', en: 'The code scanned' },
  forStaff: {
    zh: '这个码由安置点的工作人员来扫。请把手机给他们看。',
    en: 'This code is scanned by the people who run the shelter. Show them your phone.',
  },
  forStaffMore: {
    zh: '您是值守人：请先在这部手机上打开值守链接，输一次口令，再扫。',
    en: 'If you are on duty: open your duty link on this phone and enter the PIN once, then scan again.',
  },
  elsewhere: {
    zh: '没有安排到这里。来了就收下。',
    en: 'Not told to come here. Whoever comes is taken in.',
  },
  expected: { zh: '在等他们来。', en: 'Expected here.' },
  inside: { zh: '已经在这里。', en: 'Already here.' },
  next: { zh: '扫下一个，或回到值守页。', en: 'Scan the next one, or go back to the duty page.' },
} as const
