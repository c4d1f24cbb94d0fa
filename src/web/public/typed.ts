/** What somebody typed into the registration form, kept as typed; and its reading into a Registration or problems. */
import type { Language } from '../../base/words.ts'
import { type NEEDS, Registration, VEHICLES, type Vehicle } from '../../modules/placement/model.ts'
import type { EntryView } from '../../modules/places/model.ts'

/** Marks asked on the page (people.md, Traveller); the others are set at a desk. */
export const MARKS = [
  'infant',
  'pregnant',
  'accessible',
  'medical',
  'halal',
  'pets',
] as const satisfies readonly (typeof NEEDS)[number][]

export const COUNTS = ['adults', 'children', 'infants', 'elders'] as const
export type CountField = (typeof COUNTS)[number]
export const MOST: Readonly<Record<CountField, number>> = {
  adults: 200,
  children: 200,
  infants: 50,
  elders: 200,
}

export type Field = CountField | 'entry' | 'phone' | 'plate'

export interface Typed {
  readonly id: string
  readonly command: string
  /** The entry point of the QR that was scanned. */
  readonly e: string
  /** The token of that QR. */
  readonly t: string
  readonly entry: string
  readonly counts: Readonly<Record<CountField, string>>
  readonly marks: readonly string[]
  readonly vehicle: Vehicle
  readonly phone: string
  readonly plate: string
}

/** Whatever longer somebody writes into the address is no token. */
const LONGEST_TOKEN = 80

/** People arrive at a station on foot, everywhere else by car. */
function likelyVehicle(entry: EntryView | undefined): Vehicle {
  return entry?.kind === 'station' ? 'none' : 'car'
}

/** An empty form, filled in with what the QR tells. */
export function blank(entries: readonly EntryView[], e: string, t: string, newId: () => string): Typed {
  const scanned = entries.find((entry) => entry.id === e)
  return {
    id: newId(),
    command: newId(),
    e: scanned?.id ?? '',
    t: t.slice(0, LONGEST_TOKEN),
    entry: scanned?.id ?? '',
    counts: { adults: '1', children: '0', infants: '0', elders: '0' },
    marks: [],
    vehicle: likelyVehicle(scanned),
    phone: '',
    plate: '',
  }
}

/** Full-width digits and signs, as Chinese keyboards give them, become plain ones. */
function plain(text: string): string {
  return text.normalize('NFKC').trim()
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i

export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** The form as sent. An id that is none (somebody changed the page) is made anew. */
export function typedFrom(form: URLSearchParams, newId: () => string): Typed {
  const text = (name: string) => plain(form.get(name) ?? '')
  const id = (name: string) => (isUuid(text(name)) ? text(name) : newId())
  return {
    id: id('id'),
    command: id('command'),
    e: text('e'),
    t: text('t').slice(0, LONGEST_TOKEN),
    entry: text('entry'),
    counts: {
      adults: text('adults'),
      children: text('children'),
      infants: text('infants'),
      elders: text('elders'),
    },
    marks: MARKS.filter((mark) => form.getAll('need').includes(mark)),
    vehicle: VEHICLES.find((vehicle) => vehicle === text('vehicle')) ?? 'car',
    phone: text('phone'),
    plate: text('plate'),
  }
}

export type Reading = { readonly registration: Registration } | { readonly problems: ReadonlySet<Field> }

export const FIELDS: readonly Field[] = ['entry', ...COUNTS, 'phone', 'plate']

function count(text: string): number {
  return text === '' ? 0 : /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
}

/** Reads what was typed; every problem is named at once. An empty count is nobody. */
export function readTyped(typed: Typed, language: Language): Reading {
  const problems = new Set<Field>()
  if (typed.entry === '') problems.add('entry')
  const counts = {
    adults: count(typed.counts.adults),
    children: count(typed.counts.children),
    infants: count(typed.counts.infants),
    elders: count(typed.counts.elders),
  }
  if (COUNTS.every((field) => counts[field] === 0)) problems.add('adults')
  const parsed = Registration.safeParse({
    id: typed.id,
    command: typed.command,
    ...counts,
    needs: typed.marks,
    vehicle: typed.vehicle,
    entry: typed.entry || undefined,
    entryToken: typed.t || undefined,
    phone: typed.phone || undefined,
    plate: typed.plate || undefined,
    language,
  })
  for (const issue of parsed.error?.issues ?? []) {
    const field = FIELDS.find((name) => name === issue.path[0])
    if (field) problems.add(field)
  }
  if (problems.size > 0) return { problems }
  return { registration: Registration.parse(parsed.data) }
}
