/** One text for one value, so that a hash of it can be compared. */
import { Refusal } from '../../base/refusal.ts'

/**
 * JSON with sorted keys and no spaces (RFC 8785 for what JSON can hold): equal values give equal texts.
 * Properties that are undefined count as absent, as they do in JSON itself.
 * @throws Refusal bad_input for what JSON cannot hold (NaN, infinities, bigint, functions, class instances)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return number(value)
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`
  if (typeof value === 'object' && isPlain(value)) return object(value)
  throw new Refusal('bad_input', { reason: 'not_json', type: typeof value })
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new Refusal('bad_input', { reason: 'not_json', type: String(value) })
  return JSON.stringify(value)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function object(value: object): string {
  const parts: string[] = []
  for (const [key, item] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (item !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(item)}`)
  return `{${parts.join(',')}}`
}
