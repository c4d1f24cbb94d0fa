/** How many more: one number a pool of places, on a site's own pages. */
import type { PoolLoad } from '../../modules/placement/model.ts'
import { samePool } from '../../modules/placement/still.ts'
import { PLACE_KIND_WORDS, ROOM_CLASS_WORDS } from '../../modules/sites/words.ts'
import { html, type Markup } from './html.ts'
import { POOL_WORDS as W } from './pool-words.ts'
import type { Say } from './words.ts'

export type AskedPool = Pick<PoolLoad, 'kind' | 'roomClass' | 'roomSize' | 'shared' | 'free'>

function poolName(say: Say, { kind, roomClass, roomSize }: AskedPool): string {
  const name = say(PLACE_KIND_WORDS[kind])
  const classed =
    roomClass === 'general' ? name : say(W.classed, { kind: name, class: say(ROOM_CLASS_WORDS[roomClass]) })
  return roomSize > 0 ? say(W.rooms, { kind: classed, size: roomSize }) : classed
}

/** A label and its number on one line. */
export function numberField(name: string, label: string, most: number, value: number | ''): Markup {
  return html`<div class="n"><label for="${name}">${label}</label><div><input type="number" id="${name}" name="${name}" min="0" max="${most}" inputmode="numeric" value="${value}"></div></div>`
}

/** The field of a pool is named for the pool itself: between the page and its posting others may come or go. */
export function poolField(pool: AskedPool): string {
  return `p-${samePool(pool).replaceAll('/', '-')}`
}

/** A field for each pool, and `wardens`. */
export function poolFields(say: Say, pools: readonly AskedPool[], wardens: number): Markup {
  const fields = pools.map((pool) =>
    numberField(poolField(pool), poolName(say, pool), 20_000, Math.max(0, pool.free)),
  )
  return html`${fields}${numberField('wardens', say(W.wardens), 500, wardens)}`
}

/** What was written into a field of `poolFields`; undefined where it is no number. */
export function typedNumber(form: URLSearchParams, name: string): number | undefined {
  const text = (form.get(name) ?? '').trim()
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined
}

/** What can still be taken, as the fields say; a field left empty names nothing, nor does one of a pool that went. */
export function typedPools<P extends AskedPool>(form: URLSearchParams, pools: readonly P[]) {
  return pools.flatMap((pool) => {
    const { kind, roomClass, roomSize, shared } = pool
    const places = typedNumber(form, poolField(pool))
    return places === undefined ? [] : [{ kind, roomClass, roomSize, shared, places }]
  })
}
