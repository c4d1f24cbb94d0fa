/** The language of the screens: one context, one `t`, remembered in this browser. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { fill, LANGUAGES, type Language, type Text } from '../../base/words.ts'

export type Values = Readonly<Record<string, string | number>>
export type Say = (text: Text, values?: Values) => string

const REMEMBERED = 'jw.language'
const TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }
const DIRECTIONS: Readonly<Record<Language, 'ltr' | 'rtl'>> = { zh: 'ltr', en: 'ltr' }

/** `?lang=en` in the address wins over what was remembered; Chinese where neither says anything. */
export function chooseLanguage(search: string, remembered: string | null): Language {
  const asked = new URLSearchParams(search).get('lang')
  return LANGUAGES.find((one) => one === asked) ?? LANGUAGES.find((one) => one === remembered) ?? 'zh'
}

interface Spoken {
  readonly language: Language
  /** The BCP 47 tag for Intl and `lang`. */
  readonly tag: string
  readonly setLanguage: (language: Language) => void
}

const Spoken = createContext<Spoken>({ language: 'zh', tag: TAGS.zh, setLanguage: () => {} })

function stored(): string | null {
  try {
    return localStorage.getItem(REMEMBERED)
  } catch {
    return null
  }
}

function store(language: Language): void {
  try {
    localStorage.setItem(REMEMBERED, language)
  } catch {
    // Storage may be shut off; the choice then lasts as long as the page.
  }
}

function mark(language: Language): void {
  document.documentElement.lang = TAGS[language]
  document.documentElement.dir = DIRECTIONS[language]
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState(() => chooseLanguage(location.search, stored()))
  // Marked while rendering, so that the first call of a child already speaks the right language.
  if (document.documentElement.lang !== TAGS[language]) mark(language)
  useEffect(() => mark(language), [language])
  const setLanguage = useCallback((next: Language) => {
    store(next)
    mark(next)
    choose(next)
  }, [])
  const spoken = useMemo(() => ({ language, tag: TAGS[language], setLanguage }), [language, setLanguage])
  return <Spoken value={spoken}>{children}</Spoken>
}

export function useLanguage(): Spoken {
  return useContext(Spoken)
}

/** `t(words.title)` or `t(words.count, {n: 3})`. */
export function useT(): Say {
  const { language } = useLanguage()
  return useCallback((text, values) => fill(text, language, values), [language])
}
