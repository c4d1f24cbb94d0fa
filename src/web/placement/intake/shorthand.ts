/**
 * What an intake desk types in one line: `2大1小 清真 13812345678`. Everything understood is shown before Enter; what is
 * not understood is told and stops it. Pure.
 */
import { isPartyCode } from '../../../base/ids.ts'
import type { Need, Vehicle } from '../../../modules/placement/model.ts'

export interface Line {
  /** Of a returning party, or of a paper sheet that is keyed in. */
  readonly code: string | undefined
  readonly adults: number
  readonly elders: number
  readonly children: number
  readonly infants: number
  readonly needs: readonly Need[]
  readonly vehicle: Vehicle | undefined
  readonly phone: string | undefined
  readonly plate: string | undefined
  /** Words that say nothing to the desk. */
  readonly unknown: readonly string[]
}

type Count = 'adults' | 'elders' | 'children' | 'infants'

/** Whoever is counted: Chinese as it is said, English by first letters. */
const COUNTS: readonly (readonly [Count, RegExp])[] = [
  ['adults', /^(\d{1,3})(?:大人?|成人|个?人|a|adults?)$/i],
  ['elders', /^(\d{1,3})(?:老人?|e|elders?)$/i],
  ['children', /^(\d{1,3})(?:小孩?|孩子?|儿童|c|child(?:ren)?|kids?)$/i],
  ['infants', /^(\d{1,2})(?:婴儿?|宝宝|i|infants?|bab(?:y|ies))$/i],
]

const NEEDS: readonly (readonly [Need, RegExp])[] = [
  ['infant', /^(婴儿?用品|奶粉|infant)$/i],
  ['pregnant', /^(孕|孕妇|preg(nant)?)$/i],
  ['accessible', /^(行动不便|不便|轮椅|wheel(chair)?|access(ible)?)$/i],
  ['medical', /^(病|看病|要看病|生病|医|sick|med(ical)?)$/i],
  ['women', /^(女|女宾|女宾房|women)$/i],
  ['halal', /^(清真|清真饮食|halal)$/i],
  ['pets', /^(宠|宠物|带宠物|狗|猫|pets?|dog|cat)$/i],
  ['truck_park', /^(停大车|大车位|truck ?park(ing)?)$/i],
  ['quiet', /^(安静|要安静|静|quiet)$/i],
]

const VEHICLES: readonly (readonly [Vehicle, RegExp])[] = [
  ['none', /^(步行|走路|没车|无车|foot|walk)$/i],
  ['car', /^(车|小车|轿车|car)$/i],
  ['coach', /^(大巴|客车|班车|coach|bus)$/i],
  ['truck', /^(货车|卡车|truck|lorry)$/i],
]

/** A civil or new-energy plate: province, letter, five or six signs (GA 36-2018). */
const PLATE = /^[\u4e00-\u9fa5][A-Z][A-Z0-9]{4,5}[A-Z0-9挂学警港澳]$/i
/** Eleven digits of a mobile, or a number with area code. */
const PHONE = /^(?:\+?\d{2,4}-)?(?:1\d{10}|\+\d{8,15}|0\d{2,3}-?\d{7,8})$/

/** `2大1小1老` is three words. */
function split(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/[\s,，、;；]+/)
    .flatMap((word) =>
      /^(?:\d{1,3}[^\d\s]{1,3}){2,}$/.test(word) ? (word.match(/\d{1,3}[^\d]{1,3}/g) ?? [word]) : [word],
    )
    .filter((word) => word !== '')
}

function found<K>(list: readonly (readonly [K, RegExp])[], word: string): K | undefined {
  return list.find(([, sign]) => sign.test(word))?.[0]
}

/** `1孕妇`: so many, and what they need. */
function countedNeed(word: string): RegExpExecArray | undefined {
  const parts = /^(\d{1,3})(\D+)$/.exec(word)
  return parts !== null && found(NEEDS, parts[2]!) !== undefined ? parts : undefined
}

/** Reads one line. A first bare number is so many adults; a line of a code alone counts nobody. */
export function readLine(text: string): Line {
  const line = {
    code: undefined as string | undefined,
    ...{ adults: 0, elders: 0, children: 0, infants: 0 },
    needs: [] as Need[],
    vehicle: undefined as Vehicle | undefined,
    phone: undefined as string | undefined,
    plate: undefined as string | undefined,
    unknown: [] as string[],
  }
  for (const [place, word] of split(text.replace(/^(\d{3})[\s-](\d{3})(?=\s|$)/, '$1$2')).entries()) {
    const count = COUNTS.find(([, sign]) => sign.test(word))
    const need = found(NEEDS, word)
    const counted = countedNeed(word)
    const vehicle = found(VEHICLES, word)
    if (count !== undefined) line[count[0]] += Number(count[1].exec(word)![1])
    else if (place === 0 && isPartyCode(word)) line.code = word
    else if (/^\d{1,3}$/.test(word) && line.adults === 0) line.adults = Number(word)
    else if (counted !== undefined) {
      line.adults += Number(counted[1])
      line.needs.push(found(NEEDS, counted[2]!)!)
    } else if (need !== undefined) line.needs.push(need)
    else if (vehicle !== undefined) line.vehicle = vehicle
    else if (PHONE.test(word)) line.phone = word
    else if (PLATE.test(word)) line.plate = word.toUpperCase()
    else line.unknown.push(word)
  }
  return line
}

export function personsOfLine(line: Line): number {
  return line.adults + line.elders + line.children + line.infants
}

/** One party of a coach, with the row it was written in. */
export interface CoachParty {
  readonly row: number
  readonly line: Line
}

/** Parties that one coach may bring: more is another list. */
export const MOST_OF_A_COACH = 120

/** A coach's list: a row a party, `x20` behind a row for twenty of them. Rows without persons are told by `faults`. */
export function readCoach(text: string): {
  readonly parties: readonly CoachParty[]
  readonly faults: readonly number[]
} {
  const parties: CoachParty[] = []
  const faults: number[] = []
  for (const [n, written] of text.split('\n').entries()) {
    if (written.trim() === '') continue
    const times = /\s*[x×*]\s*(\d{1,3})\s*$/i.exec(written)
    const line = readLine(times === null ? written : written.slice(0, times.index))
    const copies = times === null ? 1 : Number(times[1])
    if (line.unknown.length > 0 || line.code !== undefined || personsOfLine(line) === 0 || copies === 0)
      faults.push(n + 1)
    else
      for (let i = 0; i < copies && parties.length <= MOST_OF_A_COACH; i++) parties.push({ row: n + 1, line })
  }
  return { parties, faults }
}
