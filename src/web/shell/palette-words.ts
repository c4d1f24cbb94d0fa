/** Words of the palette. */
import type { Words } from '../../base/words.ts'

export const words = {
  paletteTitle: { zh: '查找与跳转', en: 'Find and go' },
  paletteInput: {
    zh: '输入页面名，或旅客码、姓名、电话尾号、车牌',
    en: 'A page, or a traveller’s code, name, phone tail or plate',
  },
  paletteNone: { zh: '没有找到“{text}”', en: 'Nothing found for “{text}”' },
  paletteSearching: { zh: '正在查…', en: 'Searching…' },
  paletteFailed: { zh: '旅客没有查成，页面仍可跳转', en: 'Parties could not be searched; pages still work' },
  paletteParty: { zh: '{code} · {size} 人', en: '{code} · {size} persons' },
  paletteKeys: { zh: '↑ ↓ 选择，回车打开，Esc 关闭', en: '↑ ↓ choose, Enter opens, Esc closes' },
  paletteCount: { zh: '{n} 项', en: '{n} results' },
} as const satisfies Words
