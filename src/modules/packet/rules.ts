import { BEIJING, type Moment } from '../../base/time.ts'

/** Blank forms in a packet. Ours: half an hour of one desk by hand. */
export const FORMS = 40
/** As few unused codes as this, and a new sheet is issued. */
export const FORMS_LEFT = 20
/** Packets kept of an emergency: two days of them. */
export const KEPT = 96

const NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(\d{12})$/

/** `<emergency>-<YYYYMMDDHHmm>`, in 北京时间. */
export function nameOf(emergency: string, at: Moment): string {
  return `${emergency}-${new Date(at + BEIJING).toISOString().slice(0, 16).replace(/[-T:]/g, '')}`
}

/** What a name tells; undefined where it is none. */
export function readName(name: string): { readonly emergency: string; readonly at: Moment } | undefined {
  const found = NAME.exec(name)
  if (found === null) return undefined
  const [year, month, day, hour, minute] = [0, 4, 6, 8, 10].map((from, n) =>
    Number(found[2]!.slice(from, n === 0 ? 4 : from + 2)),
  )
  return { emergency: found[1]!, at: Date.UTC(year!, month! - 1, day!, hour!, minute!) - BEIJING }
}
