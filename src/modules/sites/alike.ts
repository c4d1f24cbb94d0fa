/** Whether two entries may be one and the same place: offered to a person for merging, never joined by itself. */
import { metresBetween } from '../../base/geo.ts'

interface Position {
  readonly lon: number
  readonly lat: number
}

export interface Named {
  readonly name: string
  readonly address: string
  readonly position: Position | undefined
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

/** What is compared of an entry, worked out once for all that it is held against. */
interface Looked {
  readonly name: string
  /** Letter pairs of the name, how often each, and how many in all. */
  readonly pairs: ReadonlyMap<string, number>
  readonly length: number
  readonly numbers: string
  readonly address: string
  /** A town or street alone is where many are; with a number in it, it is a door. */
  readonly door: string
}

function pairsIn(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  const letters = [...text]
  for (let i = 0; i + 1 < letters.length; i++) {
    const pair = `${letters[i]}${letters[i + 1]}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}

const numbersIn = (text: string): string => (text.normalize('NFKC').match(/\d+/g) ?? []).map(Number).join(' ')

function lookAt({ name, address }: Pick<Named, 'name' | 'address'>): Looked {
  const plain = plainName(name)
  const pairs = pairsIn(plain)
  const length = [...pairs.values()].reduce((sum, n) => sum + n, 0)
  return {
    ...{ name: plain, pairs, length, numbers: numbersIn(name) },
    ...{ address: plainName(address), door: numbersIn(address) },
  }
}

const looks = new WeakMap<Named, Looked>()

function lookOf(entry: Named): Looked {
  const known = looks.get(entry)
  if (known !== undefined) return known
  const look = lookAt(entry)
  looks.set(entry, look)
  return look
}

function likeness(a: Looked, b: Looked): number {
  if (a.name === b.name) return a.name === '' ? 0 : 1
  let both = 0
  for (const [pair, n] of a.pairs) both += Math.min(n, b.pairs.get(pair) ?? 0)
  return a.length + b.length === 0 ? 0 : (2 * both) / (a.length + b.length)
}

/** Dice's coefficient over letter pairs, 0–1. */
export function nameLikeness(a: string, b: string): number {
  return likeness(lookAt({ name: a, address: '' }), lookAt({ name: b, address: '' }))
}

/** Whether both carry numbers, and not the same: 7号楼 and 2号楼, 文化街1号 and 文化街5号. */
const areNumberedApart = (a: string, b: string): boolean => a !== '' && b !== '' && a !== b

/** Whether they may be one place. Without both positions, an equal name or one door with half a name decides. */
export function areAlike(one: Named, other: Named): boolean {
  const metres = one.position && other.position ? metresBetween(one.position, other.position) : undefined
  if (metres !== undefined && metres > SAME_NAME_METRES) return false
  const [a, b] = [lookOf(one), lookOf(other)]
  if (a.name === b.name) return a.name !== ''
  if (areNumberedApart(a.numbers, b.numbers) || areNumberedApart(a.door, b.door)) return false
  const near = metres === undefined ? a.door !== '' && a.address === b.address : metres <= SAME_DOOR_METRES
  return near && likeness(a, b) >= HALF_A_NAME
}

/**
 * Cells of about 100 m (wider than SAME_DOOR_METRES up to 55° north), so that a row is held against its neighbours and
 * not against the town; farther off only equal names are alike, and those are found by name.
 */
const CELL = 0.001

/** Where more than these share a cell, their position is that of a town or a list, and tells nothing. */
const CROWD = 300

const cellOf = ({ lon, lat }: Position, dx = 0, dy = 0): string =>
  `${Math.floor(lon / CELL) + dx}/${Math.floor(lat / CELL) + dy}`

const cellsNear = (at: Position): string[] =>
  [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => cellOf(at, dx, dy)))

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
    const { name, door, address } = lookOf(entry)
    const near = entry.position
      ? cellsNear(entry.position).flatMap((cell) => (byCell.get(cell) ?? []).slice(0, CROWD))
      : []
    return [...(byName.get(name) ?? []), ...near, ...(door === '' ? [] : (byAddress.get(address) ?? []))]
  }
  return {
    find: (entry) => around(entry).find((one) => areAlike(entry, one)),
    all: (entry) => [...new Set(around(entry))].filter((one) => areAlike(entry, one)),
    add(entry) {
      const { name, door, address } = lookOf(entry)
      keep(byName, name, entry)
      if (door !== '') keep(byAddress, address, entry)
      if (entry.position) keep(byCell, cellOf(entry.position), entry)
    },
  }
}
