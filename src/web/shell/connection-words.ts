/** Words for a connection that failed. */
import type { Words } from '../../base/words.ts'

export const words = {
  serverSilent: {
    zh: '连不上服务器，上次有回应是 {age}前。画面上是旧数据，新的操作送不出去。',
    en: 'The server does not answer; it last did {age} ago. The figures are old and nothing can be sent.',
  },
  serverNever: {
    zh: '连不上服务器，还没有取到数据。请检查网络和地址。',
    en: 'The server does not answer and no data has come yet. Check the network and the address.',
  },
  streamLost: {
    zh: '实时推送断了，正在重连；数字改为每 30 秒更新一次，操作照常送达。',
    en: 'Live updates have stopped; reconnecting. Figures renew every 30 s, and what you do is still sent.',
  },
} as const satisfies Words
