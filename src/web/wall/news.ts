/** Which ledger events the ticker shows, and the sentence of each. Pure; a home is never named. */
import type { Moment } from '../../base/time.ts'
import { HOUR } from '../../base/time.ts'
import { fill, type Language, type Text } from '../../base/words.ts'
import { tell as tellCensus } from '../../modules/census/events.ts'
import { tell as tellMode } from '../../modules/mode/events.ts'
import { tell as tellOffer } from '../../modules/offers/events.ts'
import { tell as tellPlacement } from '../../modules/placement/events.ts'
import { NEEDS, WAITING_REASONS } from '../../modules/placement/model.ts'
import type { LedgerEvent } from '../../modules/reports/api.ts'
import { tell as tellRescue } from '../../modules/rescue/events.ts'
import { tell as tellRoad } from '../../modules/road/events.ts'
import type { SiteKind } from '../../modules/sites/model.ts'
import { bareName } from './names.ts'
import { tellReason } from './reasons.ts'
import { words } from './words.ts'

export interface KnownSite {
  readonly name: string
  readonly nameEn: string
  readonly kind: SiteKind
}

export interface Known {
  site(id: string): KnownSite | undefined
  entry(id: string): Text | undefined
}

/** Sentences of which the party is the subject; a timeline's sentence has none. */
const PARTY_NEWS: Readonly<Record<string, Text>> = {
  'party.registered': words.newsRegistered,
  'party.placed': words.newsPlaced,
  'party.arrived': words.newsArrived,
  'party.over': words.newsOver,
  'party.waiting': words.newsWaiting,
  'party.departed': words.newsDeparted,
  'party.hold_expired': words.newsExpired,
  'party.transferred': words.newsTransferred,
}

const URGENT = ['rescue.called', 'site.suspended', 'site.closed', 'party.over', 'world.ended']
const WEIGHTY = [
  'offer.opened',
  'rescue.reached',
  'road.posted',
  'departure.announced',
  'site.opened',
  'site.closing',
  'party.waiting',
  'road.estimated',
  'world.clock_set',
  'party.hold_expired',
]

/** 3 must be seen, 2 should, 1 shows that things move, 0 is not for the wall. */
export function weight(type: string): 0 | 1 | 2 | 3 {
  if (type.startsWith('emergency.') || URGENT.includes(type)) return 3
  if (WEIGHTY.includes(type)) return 2
  return type in PARTY_NEWS ? 1 : 0
}

/** How long news of each weight is kept in sight (told ms), and how many lines it may hold. */
const KEPT = {
  3: { age: 2 * HOUR, lines: 2 },
  2: { age: HOUR, lines: 2 },
  1: { age: 12 * HOUR, lines: 4 },
} as const

/**
 * The lines of the ticker, newest first.
 * @param events in any order
 * @param lines how many at most
 */
export function choose(events: readonly LedgerEvent[], now: Moment, lines: number): LedgerEvent[] {
  const newest = [...events].sort((a, b) => b.seq - a.seq)
  const chosen: LedgerEvent[] = []
  for (const rank of [3, 2, 1] as const) {
    const room = Math.min(KEPT[rank].lines, lines - chosen.length)
    const fitting = newest.filter((e) => weight(e.type) === rank && now - e.at <= KEPT[rank].age)
    chosen.push(...fitting.slice(0, Math.max(0, room)))
  }
  return chosen.sort((a, b) => b.seq - a.seq)
}

/** What the ticker keeps in memory: enough of each weight to choose from, no more. */
export function remember(kept: readonly LedgerEvent[], fresh: readonly LedgerEvent[]): LedgerEvent[] {
  const seen = new Set<number>()
  const all = [...fresh, ...kept]
    .filter((e) => weight(e.type) > 0 && !seen.has(e.seq) && seen.add(e.seq))
    .sort((a, b) => b.seq - a.seq)
  return ([3, 2, 1] as const).flatMap((rank) => all.filter((e) => weight(e.type) === rank).slice(0, 40))
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

function tellSite(id: string | undefined, known: Known, language: Language): string {
  const site = id === undefined ? undefined : known.site(id)
  if (!site) return words.aSite[language]
  if (site.kind === 'home') return words.aHome[language]
  return language === 'en' && site.nameEn ? site.nameEn : site.name
}

function valuesOf(event: LedgerEvent, known: Known, language: Language): Record<string, string | number> {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(event.data)) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value
  }
  const size = event.data.size ?? event.data.persons
  if (typeof size === 'number') values.size = size
  values.site = tellSite(text(event.data.site), known, language)
  values.reason = tellReason(
    WAITING_REASONS.find((one) => one === event.data.reason),
    NEEDS.find((one) => one === event.data.need),
    language,
  )
  return values
}

/** Who or what the sentence is about, put before a timeline's sentence. */
function subjectOf(event: LedgerEvent, known: Known, language: Language): string {
  if (event.type.startsWith('site.')) return tellSite(event.subject, known, language)
  if (event.type === 'road.estimated')
    return bareName(known.entry(text(event.data.entry) ?? '')?.[language] ?? '')
  return ''
}

/** One line; undefined where the event cannot be told without a hole in its sentence. */
export function tellNews(event: LedgerEvent, known: Known, language: Language): string | undefined {
  const values = valuesOf(event, known, language)
  const own = PARTY_NEWS[event.type]
  const told =
    own ??
    (
      tellPlacement(event) ??
      tellMode(event) ??
      tellRescue(event) ??
      tellRoad(event) ??
      tellCensus(event) ??
      tellOffer(event)
    )?.text
  if (!told) return undefined
  const sentence = fill(told, language, values)
  if (/\{\w+\}/.test(sentence)) return undefined
  const subject = own ? '' : subjectOf(event, known, language)
  if (!subject) return sentence
  return language === 'en' ? `${subject}: ${sentence}` : `${subject}：${sentence}`
}
