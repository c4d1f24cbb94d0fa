/**
 * Lines of a chat group become drafts of offers. The text stays in this browser and is gone when the last draft is
 * decided; nothing is kept of a line that nobody confirms (people.md, host and guest). Pure.
 */
import type { ForWhom, OfferKind } from '../../modules/offers/model.ts'

export interface GroupDraft {
  /** Number of the line that was pasted, from 1. */
  readonly line: number
  readonly text: string
  readonly contact: string
  readonly phone: string
  readonly beds: number
  readonly floors: number
  readonly kind: OfferKind
  readonly forWhom: ForWhom
}

/** Lines read at once: what a person can look through. */
export const MOST_LINES = 200

const DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}

const NUMBER = '(\\d{1,3}|[一两二三四五六七八九十])'
const PHONE = /(?<!\d)(1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)/
/** Somebody has room, rather than asks for it. */
const OFFERS =
  /能住|可住|可以住|能接|可以接|接待|有空|空房|空床|空着|来我家|住我家|免费住|腾出|有地方|can (?:take|host)|have room/i
const ASKS = /求|哪里有|有没有|在哪|谁知道|吗\s*$|[?？]/
/** `李大姐：` or `李大姐 21:04` in front of what is said. */
const SPEAKER = /^\s*(?:\[[^\]]*\]\s*)?([^\s:：]{1,20})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[:：]\s*/

function count(text: string, pattern: string): number | undefined {
  const found = new RegExp(pattern, 'i').exec(text)
  const n = found?.[1]
  if (n === undefined) return undefined
  return DIGITS[n] ?? Number(n)
}

function readLine(written: string, line: number): GroupDraft | undefined {
  const speaker = SPEAKER.exec(written)
  const said = (speaker === null ? written : written.slice(speaker[0].length)).trim()
  if (!OFFERS.test(said) || ASKS.test(said)) return undefined
  const floors =
    count(said, `地铺[^\\d一两二三四五六七八九十]{0,3}${NUMBER}`) ??
    count(said, `${NUMBER}\\s*(?:个|人)?地铺`)
  const beds = count(said, `${NUMBER}\\s*张(?:床|空床)`)
  const persons = count(said, `${NUMBER}\\s*(?:个人|人|位|口人|people)`)
  const places = persons ?? (beds ?? 0) + (floors ?? 0)
  return {
    line,
    text: said.slice(0, 300),
    contact: (speaker?.[1] ?? '').slice(0, 60),
    phone: PHONE.exec(said)?.[1] ?? '',
    ...(floors === undefined || floors > places
      ? { beds: places, floors: 0 }
      : { beds: places - floors, floors }),
    kind: /店|商铺|超市|饭馆|餐馆|shop/i.test(said) ? 'shop' : 'home',
    forWhom: /只.{0,2}女|女生|女士|女宾|women/i.test(said) ? 'women' : /一家/.test(said) ? 'family' : 'any',
  }
}

/** Drafts of the lines that offer something, each once: chats repeat what they say. */
export function readGroup(text: string): { readonly drafts: readonly GroupDraft[]; readonly lines: number } {
  const lines = text
    .split('\n')
    .map((written, n) => [written, n + 1] as const)
    .filter(([written]) => written.trim() !== '')
    .slice(0, MOST_LINES)
  const seen = new Set<string>()
  const drafts: GroupDraft[] = []
  for (const [written, line] of lines) {
    const draft = readLine(written, line)
    if (draft === undefined) continue
    const key = draft.phone || `${draft.contact} ${draft.text}`
    if (seen.has(key)) continue
    seen.add(key)
    drafts.push(draft)
  }
  return { drafts, lines: lines.length }
}
