/** What becomes of each site when a deed on sites is taken back. Pure: what is shown before is what is done. */
import type { UndoFate } from './model.ts'

export interface Former {
  readonly act: 'made' | 'changed'
  readonly gone: boolean
  readonly touched: boolean
  readonly placed: boolean
  readonly bound: boolean
}

/**
 * What was made goes unless people are or were placed in it or something refers to it; what was changed gets its former
 * declaration back unless somebody has declared something else since.
 */
export function fateOf({ act, gone, touched, placed, bound }: Former): UndoFate {
  if (gone) return 'gone'
  if (act === 'changed') return touched ? 'changed_since' : 'back'
  if (placed) return 'placed'
  return bound ? 'bound' : 'goes'
}
