/** Sentences of the page for a screen at an entry. */

export const SCREEN_WORDS = {
  title: { zh: '扫码登记', en: 'Scan to register' },
  scan: { zh: '用手机扫这个码，登记住处', en: 'Scan this with a phone to register for a place' },
  until: { zh: '这个码 {clock} 更换', en: 'The next code comes at {clock}' },
  renews: { zh: '本页自己更换，请一直开着。', en: 'This page renews itself. Leave it open.' },
  off: {
    zh: '连不上，码不再更换：请看网络。旅客也可以到登记台。',
    en: 'No connection, so the code is not renewed: look at the network. Travellers may also go to the desk.',
  },
} as const
