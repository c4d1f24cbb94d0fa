/** The process that plays one night: takes its order from its parent, tells it how far it has come, and ends. */
import { blizzard } from '../../seed/blizzard.ts'
import { modeApi } from '../modules/mode/api.ts'
import { openClient } from './client.ts'
import { openNight, type Progress, playNight } from './runner.ts'

export interface Order {
  /** Address with the prefix of the world. */
  readonly base: string
  /** A simulator's token of that world. */
  readonly token: string
  readonly world: number
  readonly speed: number
  /** At 23:00 the heating of the two fullest hotels fails. */
  readonly hotelsFail: boolean
  /** The certificate that the server shows, where it speaks https. */
  readonly ca?: string | undefined
}

export interface Report {
  readonly progress: Pick<Progress, 'now' | 'registered' | 'arrived' | 'total'>
  readonly done: boolean
}

/** Real milliseconds between looks at the world's clock, whose speed may be changed while the night is played. */
const LOOK = 2000

/** Told minutes by which travellers may lag before the clock goes slower, and below which it goes faster again. */
const LAGGING = 3
const CAUGHT_UP = 1
const SLOWEST = 5

/**
 * Keeps the clock from running away from its travellers: on a machine that cannot carry the wished speed the night
 * takes longer, and nobody arrives late because a computer was slow.
 */
function keepPace(
  wished: number,
  rate: () => number,
  set: (rate: number) => Promise<void>,
): (behind: number) => void {
  let changing = false
  return (behind) => {
    // Somebody holds the clock or has set a speed of their own above the wish: theirs to decide.
    if (changing || rate() === 0 || rate() > wished) return
    const next =
      behind > LAGGING
        ? Math.max(SLOWEST, rate() * 0.6)
        : behind < CAUGHT_UP
          ? Math.min(wished, Math.ceil(rate() * 1.15))
          : rate()
    const whole = Math.round(next)
    if (whole === Math.round(rate())) return
    changing = true
    void set(whole)
      .catch(() => {})
      .finally(() => {
        changing = false
      })
  }
}

/** Plays the night of an order. */
export async function play(order: Order, tell: (report: Report) => void): Promise<Progress> {
  const client = openClient(order.base, { authorization: `Bearer ${order.token}` }, undefined, order.ca)
  const night = blizzard({ hotelsFail: order.hotelsFail })
  let stopped = false
  process.once('SIGTERM', () => {
    stopped = true
  })
  let clock = { told: 0, real: 0, rate: 0 }
  const look = async (): Promise<void> => {
    const { world } = await client.call(modeApi.mode, {})
    if (world.endedAt !== null) stopped = true
    clock = { told: world.now, real: Date.now(), rate: world.rate }
  }
  const setRate = async (rate: number): Promise<void> => {
    const body = { command: crypto.randomUUID(), rate }
    await client.call(modeApi.setClock, { params: { id: order.world }, body })
    await look()
  }
  await look()
  const timer = setInterval(() => void look().catch(() => {}), LOOK)
  const told = (): number => clock.told + (Date.now() - clock.real) * clock.rate
  const until = (moment: number): number => (clock.rate === 0 ? LOOK : (moment - told()) / clock.rate)
  const pace = keepPace(order.speed, () => clock.rate, setRate)
  const closure = night.moments.find((moment) => moment.key === 'closure') ?? night.moments[0]!
  try {
    while (told() < closure.at && !stopped)
      await new Promise((resolve) => setTimeout(resolve, Math.min(200, Math.max(1, until(closure.at)))))
    await openNight(client, closure.at)
    const progress = await playNight({
      client,
      night,
      told,
      until,
      atOnce: 20,
      onProgress: (now) => {
        pace(now.behind)
        tell({ progress: now, done: false })
      },
      stopped: () => stopped,
    })
    await setRate(0)
    tell({ progress, done: true })
    return progress
  } finally {
    clearInterval(timer)
    client.close()
  }
}

/** Waits for the parent's order, plays it and leaves; also when the parent is gone. */
export async function playForParent(): Promise<void> {
  process.once('disconnect', () => process.exit(0))
  // Ctrl-C reaches the whole group; the parent decides when its nights end.
  process.on('SIGINT', () => {})
  const order = await new Promise<Order>((resolve) =>
    process.once('message', (message) => resolve(message as Order)),
  )
  await play(order, (report) => process.send?.(report))
  process.disconnect()
}
