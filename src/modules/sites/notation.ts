/** Places by kind in one cell that a person can read and write: `床位·2人间×60；地铺×100；床位·女宾·4人间·共用×24`. */
import { PLACE_KINDS, type Pool, ROOM_CLASSES } from './model.ts'
import { PLACE_KIND_WORDS, ROOM_CLASS_WORDS } from './words.ts'

const SHARED = { zh: '共用', en: 'shared' } as const

/** Pools as one cell, in Chinese. */
export function writePools(pools: readonly Pool[]): string {
  return pools
    .map((pool) => {
      const room = pool.roomSize === 0 ? [] : [`${pool.roomSize}人间`, ...(pool.shared ? [SHARED.zh] : [])]
      const roomClass = pool.roomClass === 'general' ? [] : [ROOM_CLASS_WORDS[pool.roomClass].zh]
      return `${[PLACE_KIND_WORDS[pool.kind].zh, ...roomClass, ...room].join('·')}×${pool.places}`
    })
    .join('；')
}

function oneOf<K extends string>(
  part: string,
  keys: readonly K[],
  words: Readonly<Record<K, { readonly zh: string; readonly en: string }>>,
): K | undefined {
  return keys.find((key) => part === key || part === words[key].zh || part === words[key].en)
}

function poolFrom(text: string): Pool | undefined {
  const [left, places, ...more] = text.split(/[×x*✕]/)
  if (left === undefined || places === undefined || more.length > 0 || !/^\s*\d{1,5}\s*$/.test(places))
    return undefined
  const parts = left.split('·').map((part) => part.trim().toLowerCase())
  const kind = oneOf(parts[0]!, PLACE_KINDS, PLACE_KIND_WORDS)
  if (kind === undefined) return undefined
  let roomSize = 0
  let shared = false
  let roomClass: Pool['roomClass'] = 'general'
  for (const part of parts.slice(1)) {
    const room = /^(\d{1,2})\s*(?:人间|-?person room)$/.exec(part)
    const named = oneOf(part, ROOM_CLASSES, ROOM_CLASS_WORDS)
    if (room !== null) roomSize = Number(room[1])
    else if (part === SHARED.zh || part === SHARED.en) shared = true
    else if (named !== undefined) roomClass = named
    else return undefined
  }
  return { kind, roomClass, roomSize, shared: shared || roomSize === 0, places: Number(places) }
}

/** What such a cell says; undefined where a part of it cannot be read, so that no part is lost. */
export function poolsFrom(text: string): Pool[] | undefined {
  const parts = text.split(/[；;\n]/).filter((part) => part.trim() !== '')
  const pools = parts.map(poolFrom)
  return pools.every((pool) => pool !== undefined) ? pools : undefined
}
