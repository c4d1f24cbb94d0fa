/** Words of the kit that every page needs; those of parts loaded later lie in `part-words.ts`. */
import type { Words } from '../../base/words.ts'

export const words = {
  underAMinute: { zh: '不到 1 分钟', en: 'less than a minute' },
  minutes: { zh: '{m} 分钟', en: '{m} min' },
  hoursMinutes: { zh: '{h} 小时 {m} 分', en: '{h} h {m} min' },
  daysHours: { zh: '{d} 天 {h} 小时', en: '{d} d {h} h' },

  loading: { zh: '正在取数据…', en: 'Fetching the data…' },
  loadingOver: { zh: '正在更新；下面是 {age}前的数据', en: 'Updating. Below: as of {age} ago' },
  failedOver: {
    zh: '更新失败；下面是 {age}前的数据',
    en: 'The update failed. Below: as of {age} ago',
  },
  unreachable: {
    zh: '连不上服务器，刚才的操作没有送达。请检查网络，再试一次。',
    en: 'The server could not be reached, so nothing was sent. Check the network and try again.',
  },
  notNow: { zh: '现在不能这样做。', en: 'This is not possible now.' },
  retry: { zh: '再试一次', en: 'Try again' },
  close: { zh: '关闭', en: 'Close' },
  cancel: { zh: '取消', en: 'Cancel' },
  messages: { zh: '操作结果', en: 'What was done' },

  bandEveryday: { zh: '平', en: '平' },
  bandEmergency: { zh: '急', en: '急' },
  bandDrill: { zh: '演', en: '演' },
  bandPlay: { zh: '播', en: '播' },
  bandEverydayWord: { zh: '平时', en: 'Everyday' },
  bandEmergencyWord: { zh: '应急', en: 'Emergency' },
  bandDrillWord: { zh: '演练，人员全部虚构', en: 'Drill: all people are invented' },
  bandPlayWord: { zh: '回放，人员全部虚构', en: 'Playback: all people are invented' },
  bandElapsed: { zh: '已 {elapsed}', en: '{elapsed} in' },
  bandClock: { zh: '现在 {clock}', en: 'now {clock}' },
  bandRate: { zh: '{rate} 倍速', en: '{rate}× speed' },
  bandHeld: { zh: '时钟已暂停', en: 'clock held' },
} as const satisfies Words
