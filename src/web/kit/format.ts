/** Figures, clocks and durations in the language of the screens; clocks are 北京时间. */
import { clockBeijing, dayClockBeijing, HOUR, MINUTE, type Moment } from '../../base/time.ts'
import { fill, type Language } from '../../base/words.ts'
import { useLanguage } from './t.tsx'
import { words } from './words.ts'

/** `3 分钟`, `2 小时 5 分`, `1 天 4 小时`: the two greatest units, whole. */
export function tellDuration(milliseconds: number, language: Language): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE))
  if (minutes < 1) return fill(words.underAMinute, language)
  if (minutes < 60) return fill(words.minutes, language, { m: minutes })
  const hours = Math.floor(milliseconds / HOUR)
  if (hours < 24) return fill(words.hoursMinutes, language, { h: hours, m: minutes % 60 })
  return fill(words.daysHours, language, { d: Math.floor(hours / 24), h: hours % 24 })
}

export interface Format {
  number(value: number): string
  /** `22:05` */
  clock(moment: Moment): string
  /** `02-17 22:05` */
  dayClock(moment: Moment): string
  duration(milliseconds: number): string
  /** 0–1 as whole percent. */
  percent(share: number): string
}

export function formatIn(language: Language, tag: string): Format {
  const numbers = new Intl.NumberFormat(tag)
  const shares = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 })
  return {
    number: (value) => numbers.format(value),
    clock: clockBeijing,
    dayClock: dayClockBeijing,
    duration: (milliseconds) => tellDuration(milliseconds, language),
    percent: (share) => shares.format(share),
  }
}

const formats = new Map<Language, Format>()

export function useFormat(): Format {
  const { language, tag } = useLanguage()
  let format = formats.get(language)
  if (!format) {
    format = formatIn(language, tag)
    formats.set(language, format)
  }
  return format
}
