/** Languages a page can be written in, with their direction. Only those with `live` are offered. */
import type { Language } from '../../base/words.ts'

export type Direction = 'ltr' | 'rtl'

interface Tongue {
  /** In its own script, as its speakers look for it. */
  readonly name: string
  readonly tag: string
  readonly direction: Direction
  /** people.md: `ug` goes live only when a native reader has signed its words. */
  readonly live: boolean
}

export const TONGUES = {
  zh: { name: '中文', tag: 'zh-CN', direction: 'ltr', live: true },
  en: { name: 'English', tag: 'en', direction: 'ltr', live: true },
  ug: { name: 'ئۇيغۇرچە', tag: 'ug', direction: 'rtl', live: false },
  ar: { name: 'العربية', tag: 'ar', direction: 'rtl', live: false },
} as const satisfies Readonly<Record<string, Tongue>>
export type TongueCode = keyof typeof TONGUES

/** Languages offered to readers now, in the order shown. */
export const OFFERED: readonly Language[] = ['zh', 'en']

/** The offered language that a `lang` value names, if any. */
export function offered(value: string | null | undefined): Language | undefined {
  return OFFERED.find((language) => language === value)
}

/** `lang` and `dir` of a page in that language. */
export function attributesOf(code: TongueCode): { lang: string; dir: Direction } {
  return { lang: TONGUES[code].tag, dir: TONGUES[code].direction }
}
