/**
 * The night of 17 February 2024 played by its travellers: each registers through the real HTTP API at its told moment,
 * travels, arrives, sleeps and leaves. What the road and the snow cost is in the script; where to go, the house says.
 */
import { createHash } from 'node:crypto'
import type { NightSeed, SiteFailure, TravellerSeed } from '../../seed/types.ts'
import { uuidv7 } from '../base/ids.ts'
import { MINUTE } from '../base/time.ts'
import { modeApi } from '../modules/mode/api.ts'
import { placementApi } from '../modules/placement/api.ts'
import type { PartyView } from '../modules/placement/model.ts'
import { openAgenda } from './agenda.ts'
import { Answered, type Client } from './client.ts'

export interface Progress {
  /** Told now. */
  readonly now: number
  readonly registered: number
  readonly arrived: number
  readonly departed: number
  readonly total: number
  /** Registrations that the server refused for good; 0 where nobody is lost. */
  readonly refused: number
  /** Told minutes by which the play runs behind its clock. */
  readonly behind: number
}

export interface NightOptions {
  readonly client: Client
  readonly night: NightSeed
  /** The world's clock: told moment now. */
  readonly told: () => number
  /** Real milliseconds until a told moment. */
  readonly until: (told: number) => number
  /** Requests under way at once at most. */
  readonly atOnce: number
  readonly onProgress: (progress: Progress) => void
  readonly stopped: () => boolean
}

type Deed = () => Promise<void>
/** A party acts with its own token, as a traveller does; undefined where the answer gave none. */
type Token = string | undefined

/** Told minutes after which a party that waits looks at its page again, and after which one accepts. */
const LOOK_AGAIN = 10 * MINUTE
const ACCEPT_AFTER = 3 * MINUTE

/** An id that the same deed of the same traveller always has, so that a night played twice into one world is one night. */
export function commandOf(n: number, deed: string, at: number): string {
  return uuidv7(at, createHash('sha256').update(`${n}/${deed}`).digest().subarray(0, 10))
}

/** Plays until the script is over or `stopped`. */
export async function playNight(options: NightOptions): Promise<Progress> {
  const { client, night, told } = options
  const agenda = openAgenda<Deed>()
  /** Whoever is told to go somewhere else looks at their page. */
  const people = new Map<string, { traveller: TravellerSeed; token: Token }>()
  const seen = { registered: 0, arrived: 0, departed: 0, refused: 0 }
  /** A party whose hotel fails arrives twice, and is one party still. */
  const counted = { arrived: new Set<string>(), departed: new Set<string>() }
  /** Whoever has set off home goes to no other site, though it was told of one while it packed. */
  const homeward = new Set<string>()
  let failure: unknown

  const give = (n: number, deed: string, at: number) => ({ command: commandOf(n, deed, at) })

  function count(deed: 'arrived' | 'departed', { id, size }: PartyView): void {
    if (counted[deed].has(id)) return
    counted[deed].add(id)
    seen[deed] += size
  }

  function plan(at: number, deed: Deed): void {
    agenda.add(at, deed)
  }

  async function register(traveller: TravellerSeed): Promise<void> {
    const party = await client
      .call(placementApi.register, { body: bodyOf(traveller) })
      .catch((error: unknown) => {
        if (error instanceof Answered) seen.refused++
        throw error
      })
    seen.registered += party.size
    people.set(party.id, { traveller, token: party.token })
    travel(traveller, party, party.token, traveller.at)
  }

  /** What a party does once it knows where to go, or that it must wait. */
  function travel(traveller: TravellerSeed, party: PartyView, token: Token, since: number): void {
    const id = party.id
    if (homeward.has(id)) return
    const { n } = traveller
    const now = Math.max(told(), since)
    if (party.placement === null) {
      if (party.state === 'waiting') plan(now + LOOK_AGAIN, () => look(traveller, token))
      return
    }
    if (traveller.fate === 'no_show') return
    if (traveller.fate === 'withdraws' || traveller.fate === 'self_arranged') {
      const reason = traveller.fate === 'withdraws' ? 'withdrawn' : 'self_arranged'
      plan(now + 15 * MINUTE, async () => {
        const body = { ...give(n, 'withdraw', since), reason } as const
        await client.call(placementApi.withdraw, { params: { id }, body }, token)
      })
      return
    }
    plan(now + ACCEPT_AFTER, async () => {
      await client.call(placementApi.accept, { params: { id }, body: give(n, 'accept', since) }, token)
    })
    const minutes = party.placement.directions?.minutes ?? 10
    plan(now + (minutes + traveller.travelDelay) * MINUTE, () => arrive(traveller, id, token, since))
  }

  async function look(traveller: TravellerSeed, token: Token): Promise<void> {
    const party = await client.call(placementApi.mine, {}, token)
    travel(traveller, party, token, told())
  }

  async function arrive(traveller: TravellerSeed, id: string, token: Token, since: number): Promise<void> {
    if (homeward.has(id)) return
    const party = await client
      .call(placementApi.arrive, { params: { id }, body: give(traveller.n, 'arrive', since) }, token)
      .catch((error: unknown) => {
        // Its hold ran out on the way, or its site was closed: it asks again where to go.
        if (error instanceof Answered && error.code === 'placement.step_not_possible') return undefined
        throw error
      })
    if (party === undefined) return look(traveller, token)
    count('arrived', party)
    if (traveller.leavesAt < night.told.end)
      plan(traveller.leavesAt, async () => {
        homeward.add(id)
        const deed = { params: { id }, body: give(traveller.n, 'depart', since) }
        count('departed', await client.call(placementApi.depart, deed, token))
      })
  }

  /** The fullest sites of a kind fail; everybody told to be there learns of it within a quarter of an hour. */
  async function fail({ at, kind, sites, reason }: SiteFailure): Promise<void> {
    const found = await client.call(placementApi.sites, { query: { kind, state: 'open' } })
    const fullest = [...found.sites].sort((a, b) => b.occupied + b.held - a.occupied - a.held).slice(0, sites)
    for (const [n, { id }] of fullest.entries()) {
      const { parties } = await client.call(placementApi.parties, { query: { site: id, limit: 5000 } })
      const body = { command: commandOf(n, 'suspend', at), reason }
      await client.call(placementApi.suspendSite, { params: { id }, body })
      for (const [k, party] of parties.entries()) {
        const one = people.get(party.id)
        if (one) plan(told() + (2 + (k % 13)) * MINUTE, () => look(one.traveller, one.token))
      }
    }
  }

  for (const failure of night.failures) plan(failure.at, () => fail(failure))
  for (const traveller of night.parties) plan(traveller.at, () => register(traveller))
  for (const estimate of night.roadEstimates)
    plan(estimate.at, async () => {
      const { entry, persons, source } = estimate
      const command = commandOf(persons, `road/${entry}`, estimate.at)
      await client.call(placementApi.setRoadEstimate, { body: { command, entry, persons, source } })
    })

  const total = night.parties.reduce((n, p) => n + p.adults + p.children + p.infants + p.elders, 0)
  const progress = (): Progress => ({
    now: told(),
    ...seen,
    total,
    behind: Math.max(0, told() - (agenda.next() ?? told())) / MINUTE,
  })

  const running = new Set<Promise<void>>()
  function begin(deed: Deed): void {
    const doing = deed()
      .catch((error: unknown) => {
        // A step that comes too late is refused, and the traveller goes on; only a lost registration loses anybody.
        if (!(error instanceof Answered)) failure ??= error
      })
      .finally(() => running.delete(doing))
    running.add(doing)
  }
  let toldAt = 0
  while (!options.stopped() && failure === undefined) {
    if (Date.now() - toldAt > 500) {
      toldAt = Date.now()
      options.onProgress(progress())
    }
    const deed = running.size < options.atOnce ? agenda.due(told()) : undefined
    if (deed !== undefined) begin(deed)
    else if (running.size >= options.atOnce) await Promise.race(running)
    else if (agenda.size === 0 && running.size === 0) break
    else await rest(Math.min(50, Math.max(1, options.until(agenda.next() ?? told()))))
    if ((agenda.next() ?? 0) > night.told.end && told() > night.told.end) break
  }
  await Promise.all(running)
  if (failure !== undefined) throw failure
  options.onProgress(progress())
  return progress()
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function bodyOf(traveller: TravellerSeed) {
  const {
    at,
    n,
    adults,
    children,
    infants,
    elders,
    needs,
    vehicle,
    entry,
    name,
    phone,
    plate,
    direction,
    language,
  } = traveller
  return {
    command: commandOf(n, 'register', at),
    id: commandOf(n, 'party', at),
    adults,
    children,
    infants,
    elders,
    needs: [...needs],
    vehicle,
    entry,
    name,
    phone,
    plate,
    direction,
    language,
  }
}

/** The first acts of the night, by the duty officer: the emergency is declared, and every site opens at its hour. */
export async function openNight(client: Client, at: number): Promise<void> {
  await client.call(modeApi.declare, {
    body: {
      command: commandOf(0, 'declare', at),
      name: '2·17 暴雪滞留响应',
      kind: 'blizzard',
      reason: 'G30 连霍高速酒泉段因暴雪封闭',
    },
  })
  await client.call(placementApi.openSites, { body: { command: commandOf(0, 'open', at) } })
}
