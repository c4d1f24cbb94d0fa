/**
 * The words under which a person is found again. They are hashed with the emergency's or county's key before they are
 * kept (`search_token`), so the database holds no name, telephone or plate, and they die with the key.
 */
import { pinyin } from 'pinyin-pro'
import type { DataKey } from './datakey.ts'

export const SEARCH_KINDS = ['name', 'pair', 'pinyin', 'phone', 'phone4', 'plate'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** A search word in plain; never stored as it is. */
export interface SearchWord {
  readonly kind: SearchKind
  readonly token: string
}

export interface Findable {
  readonly name?: string | null
  readonly phone?: string | null
  readonly plate?: string | null
}

const HAN = /\p{Script=Han}/u
/** The longest spelled prefix kept; longer typing is cut to it. */
const PREFIX = 20

/** Full-width and compatibility forms folded, spaces, dots and dashes out, lower case: `阿依古丽·买买提` → one word. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')
}

/** Digits only, with a leading + kept for other countries; +86, 0086 and 86 in front of a mobile number are dropped. */
export function normalisePhone(phone: string): string {
  const text = phone.normalize('NFKC').trim()
  const digits = text.replace(/\D/g, '')
  const mobile = /^(?:0086|86)?(1\d{10})$/.exec(digits)
  if (mobile !== null) return mobile[1]!
  const foreign = text.startsWith('+') ? digits : /^00(\d+)$/.exec(digits)?.[1]
  return foreign === undefined ? digits : `+${foreign}`
}

/** `甘f·12345` → `甘F12345`. */
export function normalisePlate(plate: string): string {
  return plate
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')
}

/**
 * The words under which this person is kept: full name, pairs of neighbouring characters, beginnings (from two letters)
 * of its spelling and of its initials, whole telephone, its last four, plate. No word twice.
 */
export function searchTokens(person: Findable): SearchWord[] {
  const words: SearchWord[] = [...nameWords(person.name ?? '')]
  const phone = normalisePhone(person.phone ?? '')
  if (phone !== '') words.push({ kind: 'phone', token: phone })
  if (phone.length >= 7) words.push({ kind: 'phone4', token: phone.slice(-4) })
  const plate = normalisePlate(person.plate ?? '')
  if (plate !== '') words.push({ kind: 'plate', token: plate })
  return unique(words)
}

function nameWords(raw: string): SearchWord[] {
  const name = normaliseName(raw)
  if (name === '') return []
  const spelled = HAN.test(name) ? spellings(name) : wordSpellings(raw)
  return [
    { kind: 'name', token: name },
    ...pairs(name).map((token) => ({ kind: 'pair' as const, token })),
    ...spelled.flatMap(prefixes).map((token) => ({ kind: 'pinyin' as const, token })),
  ]
}

function pairs(name: string): string[] {
  const characters = [...name]
  return characters.slice(1).map((character, i) => characters[i]! + character)
}

function prefixes(spelling: string): string[] {
  const found: string[] = []
  for (let end = 2; end <= Math.min(spelling.length, PREFIX); end++) found.push(spelling.slice(0, end))
  return found
}

/**
 * Whole spelling and initials, with the surname read as a surname (单 shan, 曾 zeng) and also as plain words read (重 in
 * 重阳 is chong), since a desk hears a name and types either; ü also as the u that many type.
 */
function spellings(name: string): string[] {
  const readings = (['head', 'off'] as const).map((surname) =>
    pinyin(name, { toneType: 'none', type: 'array', surname, v: true }).map((s) => fold(s)),
  )
  return readings.flatMap((syllables) => {
    const whole = syllables.join('')
    return [whole, whole.replaceAll('v', 'u'), syllables.map((s) => s.slice(0, 1)).join('')]
  })
}

/** For names in other scripts: each word's own beginnings, and the whole. */
function wordSpellings(raw: string): string[] {
  const words = raw.split(/[\s\p{P}]+/u).map(fold)
  return [...words, words.join('')]
}

/** Letters only, lower case, marks off: `Aïgul` → `aigul`, `lü` → `lu`. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
}

/**
 * What a desk may have meant: any group may match, within a group all words must. Empty where nothing can be looked up
 * (a single character finds half the county, so it is not a word).
 */
export function queryTokens(text: string): SearchWord[][] {
  const groups: SearchWord[][] = []
  const name = normaliseName(text)
  const phone = normalisePhone(text)
  const plate = normalisePlate(text)
  if (/^\d{4}$/.test(phone)) groups.push([{ kind: 'phone4', token: phone }])
  if (/^\+?\d{5,}$/.test(phone) && !/\p{L}/u.test(text)) groups.push([{ kind: 'phone', token: phone }])
  if (/\d/.test(plate) && /\p{L}/u.test(plate)) groups.push([{ kind: 'plate', token: plate }])
  if ([...name].length < 2 || /^\d+$/.test(name)) return groups
  if (HAN.test(name)) groups.push(pairs(name).map((token) => ({ kind: 'pair', token })))
  else groups.push([{ kind: 'pinyin', token: fold(text).slice(0, PREFIX) }])
  return groups
}

/** The words of a person as they are stored: keyed hashes, 16 bytes each. */
export function hashedTokens(
  key: DataKey,
  words: readonly SearchWord[],
): { kind: SearchKind; hash: Uint8Array }[] {
  return words.map(({ kind, token }) => ({ kind, hash: key.searchToken(kind, token) }))
}

function unique(words: readonly SearchWord[]): SearchWord[] {
  return [...new Map(words.map((word) => [`${word.kind} ${word.token}`, word])).values()]
}
