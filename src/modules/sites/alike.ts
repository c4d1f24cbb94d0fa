/** Whether two entries may be one and the same place: offered to a person for merging, never joined by itself. */
import { metresBetween } from '../../base/geo.ts'

export interface Named {
  readonly name: string
  readonly address: string
  readonly position: { readonly lon: number; readonly lat: number } | undefined
}

/** Farther apart than this, two of one name are two (every town has its 第一小学). */
const SAME_NAME_METRES = 300
/** Nearer than this, two of half a name are likely one. */
const SAME_DOOR_METRES = 60
/** Share of letter pairs that two names have in common (Dice), from which they count as half a name. */
const HALF_A_NAME = 0.5

/** Case, width, blanks, signs, and the words that every firm carries do not count. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/有限责任公司|有限公司|股份公司|\bltd\b|\bco\b/g, '')
    .replace(/[\s\p{P}\p{S}]/gu, '')
}

function pairs(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  const letters = [...text]
  for (let i = 0; i + 1 < letters.length; i++) {
    const pair = `${letters[i]}${letters[i + 1]}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}

/** Dice's coefficient over letter pairs, 0–1. */
export function nameLikeness(a: string, b: string): number {
  const [x, y] = [plainName(a), plainName(b)]
  if (x === y) return x === '' ? 0 : 1
  const [one, other] = [pairs(x), pairs(y)]
  let both = 0
  let all = 0
  for (const n of one.values()) all += n
  for (const n of other.values()) all += n
  for (const [pair, n] of one) both += Math.min(n, other.get(pair) ?? 0)
  return all === 0 ? 0 : (2 * both) / all
}

/** A town or street alone is where many are; with a number in it, it is a door. */
const isDoor = (address: string): boolean => /\d/.test(address.normalize('NFKC'))

const numbersIn = (text: string): string => (text.normalize('NFKC').match(/\d+/g) ?? []).map(Number).join(' ')

/** Whether both carry numbers, and not the same: 7号楼 and 2号楼, 文化街1号 and 文化街5号. */
function areNumberedApart(a: string, b: string): boolean {
  const [one, other] = [numbersIn(a), numbersIn(b)]
  return one !== '' && other !== '' && one !== other
}

/** Whether they may be one place. Without both positions, an equal name or one door with half a name decides. */
export function areAlike(a: Named, b: Named): boolean {
  const metres = a.position && b.position ? metresBetween(a.position, b.position) : undefined
  if (metres !== undefined && metres > SAME_NAME_METRES) return false
  const likeness = nameLikeness(a.name, b.name)
  if (likeness === 1) return true
  if (likeness < HALF_A_NAME) return false
  if (areNumberedApart(a.name, b.name) || areNumberedApart(a.address, b.address)) return false
  if (metres !== undefined) return metres <= SAME_DOOR_METRES
  return isDoor(a.address) && plainName(a.address) === plainName(b.address)
}

/**
 * Cells of about 100 m (wider than SAME_DOOR_METRES up to 55° north), so that a row is held against its neighbours and
 * not against the town; farther off only equal names are alike, and those are found by name.
 */
const CELL = 0.001

const cellsNear = (at: { readonly lon: number; readonly lat: number }): string[] => {
  const [x, y] = [Math.floor(at.lon / CELL), Math.floor(at.lat / CELL)]
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${x + dx}/${y + dy}`))
}

/**
 * Finds what is alike among many.
 * @returns functions that name the first entry alike and all of them, and one that adds an entry
 */
export function alikeIndex<T extends Named>(): {
  readonly find: (entry: Named) => T | undefined
  readonly all: (entry: Named) => T[]
  readonly add: (entry: T) => void
} {
  const byName = new Map<string, T[]>()
  const byCell = new Map<string, T[]>()
  const byAddress = new Map<string, T[]>()
  const keep = (map: Map<string, T[]>, key: string, entry: T): void => {
    const there = map.get(key)
    if (there === undefined) map.set(key, [entry])
    else there.push(entry)
  }
  const around = (entry: Named): T[] => {
    const near = entry.position ? cellsNear(entry.position).flatMap((cell) => byCell.get(cell) ?? []) : []
    const named = byName.get(plainName(entry.name)) ?? []
    const housed = isDoor(entry.address) ? (byAddress.get(plainName(entry.address)) ?? []) : []
    return [...named, ...near, ...housed]
  }
  return {
    find: (entry) => around(entry).find((one) => areAlike(entry, one)),
    all: (entry) => [...new Set(around(entry))].filter((one) => areAlike(entry, one)),
    add(entry) {
      keep(byName, plainName(entry.name), entry)
      if (isDoor(entry.address)) keep(byAddress, plainName(entry.address), entry)
      if (entry.position)
        keep(
          byCell,
          `${Math.floor(entry.position.lon / CELL)}/${Math.floor(entry.position.lat / CELL)}`,
          entry,
        )
    },
  }
}
