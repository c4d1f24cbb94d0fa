/** Instances for the tests: random towns small enough to be searched through, and one large enough to be hard. */
import { type Chance, openChance } from '../chance.ts'
import type { Instance, Party, Site } from './instance.ts'

export interface Scale {
  readonly parties: number
  readonly sites: number
  readonly origins: number
  /** Places for one who asks. */
  readonly room: number
}

export const SMALL: Scale = { parties: 5, sites: 3, origins: 2, room: 1 }

function openDice(chance: Chance) {
  return {
    from: (low: number, high: number) => low + Math.floor(chance() * (high - low + 1)),
    often: (share: number) => chance() < share,
  }
}

type Dice = ReturnType<typeof openDice>

function bits(dice: Dice, share: number): number {
  return [1, 2, 4, 8].reduce((sum, bit) => sum + (dice.often(share) ? bit : 0), 0)
}

function siteBy(dice: Dice, most: number): Site {
  const cap = dice.from(1, most)
  const some = () => (dice.often(0.5) ? dice.from(1, cap) : 0)
  return {
    cap,
    staff: dice.from(1, Math.ceil(cap / 25) + 1),
    places: [cap, some(), some(), some()],
    has: bits(dice, 0.6),
    open: dice.often(0.3) ? dice.from(0, 8) * 15 : 0,
    close: dice.from(4, 20) * 30,
    tierPenalty: dice.from(0, 3) * 15,
    only: dice.often(0.1) ? 3 : 0,
    intake: dice.from(2, Math.max(3, Math.ceil(cap / 2))),
    closed: dice.often(0.03),
  }
}

function partyBy(dice: Dice, { origins, sites }: Scale): Party {
  const size = dice.often(0.6) ? dice.from(1, 3) : dice.from(1, 8)
  return {
    size,
    origin: dice.from(0, origins - 1),
    car: dice.often(0.5),
    need: bits(dice, 0.1),
    room: dice.often(0.3) ? dice.from(1, 3) : 0,
    arrive: dice.from(0, 8) * 15,
    prev: dice.often(0.2) ? dice.from(0, sites - 1) : -1,
    splitOk: size >= 2 && dice.often(0.3),
  }
}

export function makeInstance(seed: number, scale: Scale = SMALL): Instance {
  const dice = openDice(openChance(seed))
  const each = Math.ceil((scale.parties * 3 * scale.room) / scale.sites)
  const ways = () =>
    Array.from({ length: scale.origins * scale.sites }, () => (dice.often(0.05) ? -1 : dice.from(5, 90)))
  return {
    origins: Array.from({ length: scale.origins }, () => ({})),
    sites: Array.from({ length: scale.sites }, () => siteBy(dice, each * 2)),
    parties: Array.from({ length: scale.parties }, () => partyBy(dice, scale)).sort(
      (a, b) => a.arrive - b.arrive,
    ),
    travel: { foot: ways(), car: ways() },
  }
}
