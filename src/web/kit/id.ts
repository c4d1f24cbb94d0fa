/** Ids of things and commands made in this browser. */
import { uuidv7 } from '../../base/ids.ts'

/** A new command id; made when a form opens, so that pressing twice is one deed. */
export function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}
