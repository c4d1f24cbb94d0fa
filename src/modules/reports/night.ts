/** A night told from its ledger alone: events in, figures out. Pure, so that the same replay serves report and tests. */

export interface NightEvent {
  readonly seq: number
  readonly at: number
  readonly type: string
  readonly actorKind: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
}

type State =
  | 'registered'
  | 'waiting'
  | 'placed'
  | 'arrived'
  | 'over'
  | 'departed'
  | 'withdrawn'
  | 'merged'
  | 'cleared'

interface Party {
  size: number
  readonly registeredAt: number
  state: State
  arrivedAt: number | undefined
  site: string | undefined
  blocked: number
  reason: string | undefined
  need: string | null
}

interface Site {
  /** Places offered in all. */
  offered: number
  /** Places given and blocked now. */
  given: number
  /** Suspended, closing or closed. */
  outOfUse: boolean
}

export interface Heads {
  readonly parties: number
  readonly persons: number
}

export interface Snapshot {
  readonly at: number
  readonly registered: Heads
  readonly holding: Heads
  /** Whoever has ever arrived. */
  readonly arrived: Heads
  /** Whoever is under a roof at the moment, those beyond the places among them. */
  readonly inside: Heads
  readonly over: Heads
  readonly departed: Heads
  readonly waiting: Heads
  readonly waitingBy: readonly (Heads & { readonly reason: string; readonly need: string | null })[]
}

/** Where one party stands, and why it waits. */
export interface Stand {
  readonly state: string
  readonly reason: string | undefined
}

export interface Night {
  /** Feeds events in order of seq. */
  feed(events: readonly NightEvent[]): void
  /** What the events leave every party in. */
  states(): ReadonlyMap<string, string>
  /** The same with the reason for which a party waits. */
  stands(): ReadonlyMap<string, Stand>
  /** The figures at the end, and those at the moments asked for. */
  tell(): {
    readonly moments: readonly Snapshot[]
    readonly minutesToArrival: { mean: number; p50: number; p95: number; worst: number }
    readonly doublePromises: number
    readonly movedAnyway: number
    readonly lostParties: number
    readonly over: Heads
    readonly departed: Heads
  }
}

/** Nobody has seen them, or they were taken out with their burst. */
function isUnseen({ state, reason }: Party): boolean {
  return state === 'cleared' || (state === 'waiting' && reason === 'unconfirmed')
}

/** What an event says of its site: taking people, or out of use. */
const IN_USE: Readonly<Record<string, boolean>> = {
  'site.opened': true,
  'site.suspended': false,
  'site.closing': false,
  'site.closed': false,
}

/** Whether an event leaves its site open; undefined where it says nothing of that. One may be declared open already. */
export function opens({ type, data }: Pick<NightEvent, 'type' | 'data'>): boolean | undefined {
  return type === 'site.declared' && data['state'] === 'open' ? true : IN_USE[type]
}

/**
 * Replays a night.
 * @param offered places each site declares, by id; what the counters may give
 * @param moments told moments (ms) at which the situation is wanted, ascending
 */
export function replay(offered: ReadonlyMap<string, number>, moments: readonly number[]): Night {
  const parties = new Map<string, Party>()
  const sites = new Map<string, Site>()
  const snapshots: Snapshot[] = []
  const wanted = [...moments].sort((a, b) => a - b)
  let doublePromises = 0
  let movedAnyway = 0

  const siteOf = (id: string): Site => {
    let site = sites.get(id)
    if (site === undefined) {
      site = { offered: offered.get(id) ?? 0, given: 0, outOfUse: false }
      sites.set(id, site)
    }
    return site
  }
  const leave = (party: Party): void => {
    if (party.site !== undefined && party.state !== 'over')
      siteOf(party.site).given -= party.size + party.blocked
    party.site = undefined
    party.blocked = 0
  }
  const enter = (party: Party, data: Readonly<Record<string, unknown>>): void => {
    party.site = String(data['site'])
    party.blocked = Number(data['blocked'] ?? 0)
    const site = siteOf(party.site)
    site.given += party.size + party.blocked
    if (site.given > site.offered) doublePromises++
  }

  function apply(event: NightEvent): void {
    const open = opens(event)
    if (open !== undefined) siteOf(event.subject).outOfUse = !open
    if (event.type === 'site.changed' || event.type === 'site.declared') {
      siteOf(event.subject).offered = Math.max(
        siteOf(event.subject).offered,
        Number(event.data['places'] ?? 0),
      )
      return
    }
    if (!event.type.startsWith('party.')) return
    if (event.type === 'party.registered') {
      parties.set(event.subject, {
        size: Number(event.data['size']),
        registeredAt: event.at,
        state: 'registered',
        arrivedAt: undefined,
        site: undefined,
        blocked: 0,
        reason: undefined,
        need: null,
      })
      return
    }
    const party = parties.get(event.subject)
    if (party === undefined) return
    step(party, event)
  }

  function step(party: Party, event: NightEvent): void {
    switch (event.type) {
      case 'party.placed':
      case 'party.transferred':
        // The machine moves whoever is in a site out of use, and nobody else.
        if (event.type === 'party.transferred' && event.actorKind === 'system') {
          const from = String(event.data['from'] ?? party.site)
          if (!siteOf(from).outOfUse) movedAnyway++
        }
        leave(party)
        enter(party, event.data)
        party.state = 'placed'
        break
      case 'party.waiting':
      case 'party.hold_expired':
        leave(party)
        party.state = 'waiting'
        party.reason = event.type === 'party.hold_expired' ? 'hold_expired' : String(event.data['reason'])
        party.need = typeof event.data['need'] === 'string' ? event.data['need'] : null
        break
      case 'party.arrived':
        // From over at the same site to a place there counts as given, too.
        if (party.site !== event.data['site'] || party.state === 'over') {
          leave(party)
          enter(party, event.data)
        }
        party.state = 'arrived'
        party.arrivedAt ??= event.at
        break
      case 'party.over':
        leave(party)
        party.state = 'over'
        party.site = String(event.data['site'])
        party.arrivedAt ??= event.at
        break
      case 'party.corrected': {
        const inside = event.data['site'] !== undefined
        leave(party)
        party.size = Number(event.data['size'])
        if (inside) enter(party, event.data)
        break
      }
      case 'party.cleared':
        leave(party)
        party.state = 'cleared'
        break
      case 'party.confirmed':
      case 'party.unmerged':
        party.state = 'waiting'
        party.reason = String(event.data['reason'])
        party.need = null
        break
      case 'party.merged':
        leave(party)
        party.state = 'merged'
        break
      case 'party.departed':
        leave(party)
        party.state = 'departed'
        break
      case 'party.withdrawn':
        leave(party)
        party.state = 'withdrawn'
        break
      default:
    }
  }

  function heads(which: (party: Party) => boolean): Heads {
    let count = 0
    let persons = 0
    for (const party of parties.values())
      if (which(party)) {
        count++
        persons += party.size
      }
    return { parties: count, persons }
  }

  function snapshot(at: number): Snapshot {
    const by = new Map<string, { parties: number; persons: number; reason: string; need: string | null }>()
    for (const party of parties.values()) {
      if (party.state !== 'waiting' || isUnseen(party)) continue
      const key = `${party.reason}/${party.need}`
      const row = by.get(key) ?? { parties: 0, persons: 0, reason: party.reason ?? '', need: party.need }
      row.parties++
      row.persons += party.size
      by.set(key, row)
    }
    return {
      at,
      // Whoever was registered twice is one party.
      registered: heads((p) => p.state !== 'merged' && !isUnseen(p)),
      holding: heads((p) => p.state === 'placed'),
      arrived: heads((p) => p.arrivedAt !== undefined),
      inside: heads((p) => p.state === 'arrived' || p.state === 'over'),
      over: heads((p) => p.state === 'over'),
      departed: heads((p) => p.state === 'departed'),
      waiting: heads((p) => (p.state === 'waiting' && !isUnseen(p)) || p.state === 'registered'),
      waitingBy: [...by.values()],
    }
  }

  return {
    states: () => new Map([...parties].map(([id, { state }]) => [id, state])),
    stands: () => parties,
    feed(events) {
      for (const event of events) {
        while (wanted.length > 0 && event.at > wanted[0]!) snapshots.push(snapshot(wanted.shift()!))
        apply(event)
      }
    },
    tell() {
      for (const moment of wanted.splice(0)) snapshots.push(snapshot(moment))
      const minutes = [...parties.values()]
        .flatMap((p) => (p.arrivedAt === undefined ? [] : [(p.arrivedAt - p.registeredAt) / 60_000]))
        .sort((a, b) => a - b)
      const rank = (q: number): number =>
        minutes[Math.min(minutes.length - 1, Math.floor(q * minutes.length))] ?? 0
      return {
        moments: snapshots,
        minutesToArrival: {
          mean: minutes.length === 0 ? 0 : minutes.reduce((a, b) => a + b, 0) / minutes.length,
          p50: rank(0.5),
          p95: rank(0.95),
          worst: minutes[minutes.length - 1] ?? 0,
        },
        doublePromises,
        movedAnyway,
        lostParties: heads((p) => p.state === 'registered').parties,
        over: heads((p) => p.state === 'over'),
        departed: heads((p) => p.state === 'departed'),
      }
    },
  }
}

/** State of every party in the table, `self_arranged` as `withdrawn`; undefined where an event about it is not sealed yet. */
export type TableStates = ReadonlyMap<string, string | undefined>

/** Parties of which table and ledger do not tell the same: in one and not the other, or in another state. */
export function unlike(table: TableStates, told: ReadonlyMap<string, string>): number {
  let count = 0
  for (const [id, state] of told) {
    const here = table.get(id)
    const isOpen = table.has(id) && here === undefined
    if (!isOpen && here !== (state === 'over' ? 'arrived' : state)) count++
  }
  for (const [id, state] of table) if (state !== undefined && !told.has(id)) count++
  return count
}
