/** The rules once more, written from their statement and not from the solver: a judge of answers, and all answers. */
import type { Instance, Party, Solution } from './instance.ts'

type Stay = readonly (readonly [site: number, persons: number])[]

/** Person-minutes of one person, or undefined where the party may not be. */
function minutes({ sites, travel }: Instance, party: Party, s: number): number | undefined {
  const site = sites[s]
  if (!site || site.closed) return undefined
  const missing = [1, 2, 4, 8].some((bit) => (party.need & bit) > 0 && (site.has & bit) === 0)
  const way = (party.car ? travel.car : travel.foot)[party.origin * sites.length + s]!
  const reached = party.arrive + way
  const wrong = site.only !== 0 && site.only !== party.room
  if (missing || wrong || way < 0 || reached > site.close) return undefined
  const moved = party.prev !== -1 && party.prev !== s
  return Math.max(reached, site.open) - party.arrive + site.tierPenalty + (moved ? 60 : 0)
}

/** Persons counted against everything that limits a site. */
class Books {
  readonly counts = new Map<string, number>()
  readonly instance: Instance
  constructor(instance: Instance) {
    this.instance = instance
  }

  private limits(party: Party, s: number): [string, number][] {
    const { sites, travel } = this.instance
    const site = sites[s]!
    const way = (party.car ? travel.car : travel.foot)[party.origin * sites.length + s]!
    const slot = Math.floor(Math.max(party.arrive + way, site.open) / 30)
    const limits: [string, number][] = [
      [`${s} beds`, Math.min(site.cap, site.staff * 25)],
      [`${s} slot ${slot}`, site.intake],
    ]
    if (party.room > 0) limits.push([`${s} room ${party.room}`, site.places[party.room]!])
    return limits
  }

  /** @returns whether it fits; counted in any case */
  count(party: Party, s: number, n: number): boolean {
    return this.limits(party, s).every(([key, most]) => {
      const sum = (this.counts.get(key) ?? 0) + n
      this.counts.set(key, sum)
      return sum <= most
    })
  }

  fits(party: Party, s: number, n: number): boolean {
    return this.limits(party, s).every(([key, most]) => (this.counts.get(key) ?? 0) + n <= most)
  }
}

function stayOf({ assign, split }: Solution, p: number, party: Party): Stay {
  const s = assign[p]!
  return split[p] ?? (s < 0 ? [] : [[s, party.size]])
}

function faultsOf(stay: Stay, p: number, party: Party): string[] {
  if (stay.length === 0) return []
  const sum = stay.reduce((all, [, n]) => all + n, 0)
  const split = stay.length > 1
  const faults = []
  if (sum !== party.size || stay.some(([, n]) => n < 1)) faults.push(`party ${p} has ${sum} of ${party.size}`)
  if (split && (!party.splitOk || stay.length > 2 || stay[0]![0] === stay[1]![0]))
    faults.push(`party ${p} may not be split so`)
  return faults
}

/** @returns what the answer costs and everything that is wrong with it */
export function judge(instance: Instance, solution: Solution): { cost: number; faults: string[] } {
  const books = new Books(instance)
  const faults: string[] = []
  let cost = 0
  instance.parties.forEach((party, p) => {
    const stay = stayOf(solution, p, party)
    faults.push(...faultsOf(stay, p, party))
    if (stay.length === 0) cost += 5000 * party.size
    for (const [s, n] of stay) {
      const each = minutes(instance, party, s)
      if (each === undefined) faults.push(`party ${p} may not be at ${s}`)
      else if (!books.count(party, s, n)) faults.push(`party ${p} is too many for ${s}`)
      cost += n * (each ?? 0)
    }
  })
  return { cost, faults }
}

/** Every stay that the rules leave to a party, capacities aside. */
function stays(instance: Instance, party: Party): { stay: Stay; cost: number }[] {
  const one = instance.sites.flatMap((_, s) => {
    const each = minutes(instance, party, s)
    return each === undefined ? [] : [{ s, each }]
  })
  const { size, splitOk } = party
  const all: { stay: Stay; cost: number }[] = [{ stay: [], cost: 5000 * size }]
  for (const { s, each } of one) all.push({ stay: [[s, size]], cost: size * each })
  if (splitOk)
    for (const a of one)
      for (const b of one)
        for (let n = 1; n < size && a.s < b.s; n++) {
          const stay: Stay = [
            [a.s, n],
            [b.s, size - n],
          ]
          all.push({ stay, cost: n * a.each + (size - n) * b.each })
        }
  return all.sort((a, b) => a.cost - b.cost)
}

/** The least cost of all answers there are. */
export function bruteForce(instance: Instance): number {
  const lists = instance.parties.map((party) => stays(instance, party))
  const rest = [...lists, []].map((_, p) => lists.slice(p).reduce((sum, list) => sum + list[0]!.cost, 0))
  const books = new Books(instance)
  let best = Number.POSITIVE_INFINITY
  const visit = (p: number, cost: number): void => {
    if (cost + rest[p]! >= best) return
    if (p === lists.length) {
      best = cost
      return
    }
    const party = instance.parties[p]!
    for (const one of lists[p]!) {
      if (!one.stay.every(([s, n]) => books.fits(party, s, n))) continue
      for (const [s, n] of one.stay) books.count(party, s, n)
      visit(p + 1, cost + one.cost)
      for (const [s, n] of one.stay) books.count(party, s, -n)
    }
  }
  visit(0, 0)
  return best
}
