/** The one connection of a browser to `GET /api/live`: reconnects by itself, from the last position heard. */
import type { LedgerEvent } from '../../modules/reports/api.ts'
import { follow, greet, type Heard, type Hello } from './live-order.ts'

/** The server speaks every 15 s; after three silences the connection is dead whatever the browser thinks. */
const SILENCE = 45_000
/** Events are handed on in batches: on the worst minute of the night several come at once. */
const BATCH = 100
const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 30_000

export interface StreamEars {
  /** Anything came: the connection lives. */
  readonly onLife: () => void
  readonly onHeard: (heard: Heard, last: number) => void
  readonly onLost: () => void
}

/**
 * Opens the stream and keeps it open.
 * @param address of the stream, without query
 * @param after the last position heard by this browser, if any
 * @returns closes it
 */
export function openStream(address: string, after: number | undefined, ears: StreamEars): () => void {
  let last = after
  let source: EventSource | undefined
  let arrived: LedgerEvent[] = []
  let pause = FIRST_PAUSE
  let again: ReturnType<typeof setTimeout> | undefined
  let watchdog: ReturnType<typeof setTimeout> | undefined
  let flushing: ReturnType<typeof setTimeout> | undefined

  const flush = () => {
    flushing = undefined
    const step = follow(last, arrived)
    arrived = []
    last = step.last
    if (last === undefined) return
    if (step.heard.events.length > 0) ears.onHeard(step.heard, last)
  }

  const alive = () => {
    clearTimeout(watchdog)
    watchdog = setTimeout(lost, SILENCE)
    ears.onLife()
  }

  const lost = () => {
    source?.close()
    clearTimeout(watchdog)
    clearTimeout(again)
    ears.onLost()
    again = setTimeout(connect, pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE)
  }

  const onHello = (message: MessageEvent<string>) => {
    const hello: Hello = JSON.parse(message.data)
    pause = FIRST_PAUSE
    const met = greet(last, hello)
    last = met.last
    alive()
    if (met.gap) ears.onHeard({ events: [], gap: true }, met.last)
  }

  const onLedger = (message: MessageEvent<string>) => {
    alive()
    const event: LedgerEvent = JSON.parse(message.data)
    arrived.push(event)
    flushing ??= setTimeout(flush, BATCH)
  }

  function connect() {
    source?.close()
    clearTimeout(again)
    clearTimeout(watchdog)
    watchdog = setTimeout(lost, SILENCE)
    const opened = new EventSource(last === undefined ? address : `${address}?after=${last}`)
    source = opened
    opened.addEventListener('hello', onHello)
    opened.addEventListener('ledger', onLedger)
    opened.addEventListener('ping', alive)
    opened.addEventListener('error', lost)
  }

  const onOnline = () => {
    pause = FIRST_PAUSE
    if (source?.readyState !== EventSource.OPEN) connect()
  }
  addEventListener('online', onOnline)
  connect()
  return () => {
    removeEventListener('online', onOnline)
    clearTimeout(again)
    clearTimeout(watchdog)
    clearTimeout(flushing)
    source?.close()
  }
}
