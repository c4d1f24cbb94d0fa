/**
 * The night's travellers one after another through the choice, in memory and without a database: the simple rule, and
 * the rule with the plan ahead, each against what nobody who knew the whole night could beat.
 */
import { blizzard } from '../seed/blizzard.ts'
import { guazhou } from '../seed/guazhou.ts'
import { HOUR, halfHour, MINUTE, type Moment } from '../src/base/time.ts'
import { type Advice, noteMeant, surchargeFor } from '../src/modules/placement/advice.ts'
import { type Choice, choose, type Request, type Stock, tierOf } from '../src/modules/placement/choose.ts'
import { type Given, needBits, orderOf, roomOf } from '../src/modules/placement/expectation.ts'
import type { Need } from '../src/modules/placement/model.ts'
import { outlookOf } from '../src/modules/placement/outlook.ts'
import { travelsBy } from '../src/modules/placement/rules.ts'
import { minutesFor, openStreets } from '../src/modules/places/travel.ts'
import { whenOpened } from '../src/modules/sites/rules.ts'
import { settle } from '../src/solver/placement/settle.ts'
import { solvePlacement } from '../src/solver/placement/solve.ts'

/** Person-minutes of somebody without a place (solver.md A). */
const UNPLACED = 5000
const SEEDS = [20_240_217, 7, 11]
/** Minutes between two tries of those who wait, and between two plans. */
const STEP = 2 * MINUTE
const AGAIN = 10 * MINUTE
/** Parties that must have come before there is a plan, and those whom the expected are like. */
const TELLING = 50
const LIKE = 400
/** Seconds for the search that shows how near the bound can be come. */
const SEARCH = 20_000

const county = guazhou()
const streets = openStreets(county.streets.nodes, county.streets.edges)
const entries = county.entries
const sites = new Map(county.sites.map((site) => [site.key, site]))

interface Comer {
  readonly at: Moment
  readonly size: number
  readonly needs: readonly Need[]
  readonly car: boolean
  readonly entry: number
}

interface Town {
  readonly stocks: readonly Stock[]
  readonly opensAt: ReadonlyMap<string, Moment | undefined>
  /** Places in unshared rooms that people lie in, and that they block. */
  used: number
  blocked: number
}

function townAt(start: Moment): Town {
  const opensAt = new Map<string, Moment | undefined>()
  const stocks = county.sites.flatMap((site) => {
    const opened = whenOpened({ opensFrom: site.opensFrom ?? null }, start, false)
    opensAt.set(site.key, opened.opensAt ?? undefined)
    const places = site.pools.reduce((sum, pool) => sum + pool.places, 0)
    const limit = Math.min(places, site.wardens * (site.personsPerWarden ?? 25))
    const shared = { whole: { free: limit, limit }, slots: new Map<Moment, number>() }
    return site.pools.map((pool, n): Stock => {
      const { kind, roomClass, roomSize = 0, shared: mixed = true } = pool
      const features = new Set(site.features)
      const own = { site: site.key, pool: String(n), area: null, siteKind: site.kind, kind, features }
      const of = { roomClass: roomClass ?? 'general', roomSize, shared: mixed }
      return {
        ...own,
        ...of,
        ...shared,
        intakePerSlot: site.intakePerSlot,
        offered: pool.places,
        free: pool.places,
      }
    })
  })
  return { stocks, opensAt, used: 0, blocked: 0 }
}

const ways = new Map<string, number>()
function way(entry: number, site: string, car: boolean): number {
  const key = `${entry} ${site} ${car}`
  const known =
    ways.get(key) ?? minutesFor(streets.metres(entries[entry]!, sites.get(site)!), car ? 'car' : 'foot')
  ways.set(key, known)
  return known
}

const sum = (parties: readonly Comer[]): number => parties.reduce((n, { size }) => n + size, 0)

function comersOf(seed: number): Comer[] {
  return blizzard({ seed }).parties.map((party) => ({
    at: party.at,
    size: party.adults + party.children + party.infants + party.elders,
    needs: party.needs,
    car: travelsBy(party.vehicle) === 'car',
    entry: entries.findIndex(({ id }) => id === party.entry),
  }))
}

interface Outcome {
  readonly cost: number
  readonly unplaced: number
  readonly minutes: number
  readonly plans: readonly number[]
}

/** One night. @param planned whether the plan ahead counts */
function play(seed: number, planned: boolean): Outcome {
  const night = blizzard({ seed })
  const town = townAt(night.told.start)
  const came: Comer[] = []
  const waiting: Comer[] = []
  const plans: number[] = []
  let advice: Advice | undefined
  let [cost, minutes, placed] = [0, 0, 0]

  const given = (now: Moment): Omit<Given, 'expected' | 'likenesses' | 'waiting'> => ({
    now,
    stocks: town.stocks,
    opening: (site) => {
      const opensAt = town.opensAt.get(site)
      return { opensAt: opensAt !== undefined && opensAt > now ? opensAt : undefined }
    },
    fill: town.used + town.blocked >= 200 ? town.used / (town.used + town.blocked) : 0.9,
    entries: entries.map(({ id }) => id),
    way,
  })

  function plan(now: Moment): void {
    if (came.length < TELLING) return
    const hour = came.filter(({ at }) => at > now - HOUR)
    const expected = outlookOf(
      now,
      entries.map(({ id }, n) => ({
        entry: id,
        lastHour: sum(hour.filter(({ entry }) => entry === n)),
        estimate: night.roadEstimates.filter((one) => one.entry === id && one.at <= now).at(-1),
      })),
    )
    const order = orderOf({ ...given(now), expected, likenesses: came.slice(-LIKE).reverse(), waiting })
    const begun = performance.now()
    const { prices, slots, quotas } = settle(order.expectation)
    plans.push(performance.now() - begun)
    advice = { at: now, base: order.base, stalls: order.stalls, prices, slots, quotas }
  }

  function request(comer: Comer, now: Moment): Request {
    const { size, needs, entry, car } = comer
    const plain = { size, needs, now, way: (site: string) => ({ minutes: way(entry, site, car), metres: 0 }) }
    const last = advice
    if (last === undefined) return plain
    const kind = { start: entry * 2 + (car ? 1 : 0), need: needBits(needs), room: roomOf(needs), size }
    return {
      ...plain,
      surcharge: surchargeFor(last, kind),
      given: (stock) => noteMeant(last, kind, stock),
    }
  }

  function take(comer: Comer, now: Moment, asked: Request, { candidates }: Choice): boolean {
    const [first] = candidates
    if (first === undefined) return false
    const stock = town.stocks.find(({ site, pool }) => site === first.site && pool === first.pool)!
    asked.given?.(stock)
    stock.free -= comer.size + first.blocked
    stock.whole.free -= comer.size
    if (!stock.shared && stock.roomSize > 1) {
      town.used += comer.size
      town.blocked += first.blocked
    }
    const slots = stock.slots as Map<Moment, number>
    if (first.slot !== null)
      slots.set(first.slot, (slots.get(first.slot) ?? stock.intakePerSlot!) - comer.size)
    const door = first.slot === null ? 0 : Math.max(0, (first.slot - now) / MINUTE - first.minutes)
    cost += comer.size * ((now - comer.at) / MINUTE + door + first.minutes + tierOf(stock))
    minutes += comer.size * first.minutes
    placed += comer.size
    return true
  }

  function place(comer: Comer, now: Moment): boolean {
    const asked = request(comer, now)
    const open = town.stocks.filter(({ site }) => (town.opensAt.get(site) ?? 0) <= now)
    return take(comer, now, asked, choose(open, asked))
  }

  let [next, planAt] = [night.told.start, night.told.start]
  for (const comer of comersOf(seed)) {
    for (; next <= comer.at; next += STEP) {
      if (planned && next >= planAt) {
        plan(next)
        planAt = next + AGAIN
      }
      for (let n = 0; n < waiting.length; ) place(waiting[n]!, next) ? waiting.splice(n, 1) : n++
    }
    came.push(comer)
    if (!place(comer, comer.at)) waiting.push(comer)
  }
  const unplaced = sum(waiting)
  return { cost: cost + unplaced * UNPLACED, unplaced, minutes: minutes / placed, plans }
}

/** What no placement of the whole night costs less than, everybody known beforehand and every bed used. */
function hindsight(seed: number) {
  const { start } = blizzard({ seed }).told
  const town = townAt(start)
  const { base, expectation } = orderOf({
    now: start,
    stocks: town.stocks,
    opening: (site) => ({ opensAt: town.opensAt.get(site) }),
    fill: 1,
    entries: entries.map(({ id }) => id),
    way,
    expected: [],
    likenesses: [],
    waiting: [],
  })
  const parties = comersOf(seed).map(({ at, size, needs, car, entry }) => {
    const kind = { size, need: needBits(needs), room: roomOf(needs), car, origin: entry }
    return { ...kind, arrive: Math.floor((at - base) / MINUTE), prev: -1, splitOk: false }
  })
  if (base !== halfHour(start)) throw new Error('the plan does not begin with the half hour')
  return solvePlacement({ ...expectation.place, parties }, { now: () => performance.now(), within: SEARCH })
}

function percent(cost: number, bound: number): string {
  return `${((cost / bound - 1) * 100).toFixed(2)} %`
}

console.log(
  '| night | | above the bound | without a place | mean minutes | plans | ms a plan, mean and most |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- |')
for (const seed of SEEDS) {
  const { bound, cost, unplaced } = hindsight(seed)
  console.log(
    `| ${seed} | bound ${bound} person-minutes; found in ${SEARCH / 1000} s | ${percent(cost, bound)} | ${unplaced} | | | |`,
  )
  for (const planned of [false, true]) {
    const { plans, ...night } = play(seed, planned)
    const took =
      plans.length === 0
        ? ''
        : `${Math.round(plans.reduce((a, b) => a + b) / plans.length)}, ${Math.round(Math.max(...plans))}`
    console.log(
      `| ${seed} | ${planned ? 'planned ahead' : 'the rule alone'} | ${percent(night.cost, bound)} | ${night.unplaced} | ${night.minutes.toFixed(2)} | ${plans.length} | ${took} |`,
    )
  }
}
