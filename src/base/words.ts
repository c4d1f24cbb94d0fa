/** How words are kept: one catalogue a module, both languages complete by type. */
import type { Code } from './refusal.ts'

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text in both languages. `{name}` marks a value filled in by `fill`. */
export type Text = Readonly<Record<Language, string>>
export type Words = Readonly<Record<string, Text>>
export type RefusalWords<Prefix extends string> = Readonly<Record<Extract<Code, `${Prefix}.${string}`>, Text>>

/** Codes without a module in front, shared by all. */
export type SharedCode = Exclude<Code, `${string}.${string}`>

/**
 * Fills `{name}` marks of a text.
 * @param text a text of a words catalogue
 * @param values values by mark; numbers are grouped by the language's own rules
 */
export function fill(
  text: Text,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return text[language].replace(/\{(\w+)\}/g, (mark, name: string) => {
    const value = values[name]
    if (value === undefined) return mark
    return typeof value === 'number'
      ? value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en', { useGrouping: true })
      : value
  })
}
