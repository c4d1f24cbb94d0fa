/** How values of the database come out: time as numbers, counts as numbers, dates as text. */
import pg from 'pg'
import type { Moment } from '../../base/time.ts'

type Parse = (text: string) => unknown

const OID = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184, numeric: 1700 } as const
const ARRAY = {
  int8: 1016,
  text: 1009,
  date: 1182,
  timestamp: 1115,
  timestamptz: 1185,
  numeric: 1231,
} as const

const asText: Parse = (text) => text

/** A number while that is exact, a bigint beyond. */
function parseInt8(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

/** `2024-02-17 14:00:00.123456+00` → milliseconds since the epoch; microseconds are cut off. */
export function parseTimestamptz(text: string): Moment {
  if (text === 'infinity') return Number.POSITIVE_INFINITY
  if (text === '-infinity') return Number.NEGATIVE_INFINITY
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?([+-]\d\d)(?::?(\d\d))?$/.exec(text)
  if (!parts) throw new Error(`not a moment the house knows: ${text}`)
  const [, day, clock, fraction = '', hours, minutes = '00'] = parts
  return Date.parse(`${day}T${clock}.${fraction.padEnd(3, '0').slice(0, 3)}${hours}:${minutes}`)
}

/** The driver knows arrays by ids that its list of types leaves out. */
const houseDriver = (oid: number): Parse => Reflect.apply(pg.types.getTypeParser, pg.types, [oid])

/** The driver's own splitting of arrays, then ours for each entry. */
function arrayOf(parse: Parse): Parse {
  const split: (text: string) => unknown = houseDriver(ARRAY.text)
  const each = (entry: unknown): unknown =>
    Array.isArray(entry) ? entry.map(each) : typeof entry === 'string' ? parse(entry) : entry
  return (text) => each(split(text))
}

const PARSERS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [OID.int8, parseInt8],
  [OID.numeric, Number],
  [OID.timestamptz, parseTimestamptz],
  [OID.date, asText],
  [OID.timestamp, asText],
  [ARRAY.int8, arrayOf(parseInt8)],
  [ARRAY.numeric, arrayOf(Number)],
  [ARRAY.timestamptz, arrayOf(parseTimestamptz)],
  [ARRAY.date, arrayOf(asText)],
  [ARRAY.timestamp, arrayOf(asText)],
])

/**
 * Type parsers of every house connection: `int8` and `numeric` → number (bigint past 2^53 for int8), `timestamptz` →
 * milliseconds since the epoch, `date` and `timestamp` → text, json → its value, the rest as the driver does it.
 */
export const houseTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    PARSERS.get(oid) ??
    (format === 'binary' ? pg.types.getTypeParser(oid, format) : pg.types.getTypeParser(oid)),
}

/** A moment as a parameter of a statement. */
export function at(moment: Moment): Date {
  return new Date(moment)
}
