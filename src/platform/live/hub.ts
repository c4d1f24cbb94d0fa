/**
 * The live stream: every listener of a world gets its sealed events in order of seq, none missed, also after a
 * reconnect. One reader a world in each process; the notification is only a hint, looking delivers too.
 */
import type { Database } from '../db/pool.ts'
import type { Scope } from '../db/scope.ts'
import { readEvents, readHead, type SealedEvent } from '../ledger/read.ts'

export interface Listener {
  /** May this listener see the event; by the area of its posts. */
  readonly sees: (event: SealedEvent) => boolean
  readonly send: (events: readonly SealedEvent[]) => void
}

export interface LiveHub {
  /**
   * Listens from behind `after`; absent: from the head.
   * @returns the position the stream begins behind, and the end of listening
   */
  listen(
    county: string,
    world: number,
    after: number | undefined,
    listener: Listener,
  ): Promise<{ from: number; close: () => void }>
  /** Says that something was sealed. */
  wake(county: string): void
  readonly listeners: number
  /** Resolves when no read is under way any more. */
  stop(): Promise<void>
}

const PAGE = 1000

interface Channel {
  readonly scope: Scope
  seq: number
  readonly listeners: Set<Listener>
  /** The reading under way. */
  reading: Promise<void> | undefined
  again: boolean
}

/** @param db a pool that may read the ledger of every world */
export function openLiveHub(db: Database, onError: (error: unknown) => void): LiveHub {
  const channels = new Map<string, Channel>()
  let listeners = 0

  /** Begins to read, or has the reading under way look once more. @returns when this call's reading has ended */
  async function drain(channel: Channel): Promise<void> {
    if (channel.reading) {
      channel.again = true
      return
    }
    channel.reading = read(channel).finally(() => {
      channel.reading = undefined
    })
    await channel.reading
  }

  async function read(channel: Channel): Promise<void> {
    try {
      do {
        channel.again = false
        const events = await db.read(channel.scope, (tx) =>
          readEvents(tx, channel.scope.county, channel.scope.world, channel.seq, PAGE),
        )
        if (events.length === PAGE) channel.again = true
        if (events.length > 0) {
          channel.seq = events[events.length - 1]!.seq
          for (const listener of channel.listeners) deliver(listener, events)
        }
      } while (channel.again)
    } catch (error) {
      onError(error)
    }
  }

  function deliver(listener: Listener, events: readonly SealedEvent[]): void {
    const seen = events.filter(listener.sees)
    if (seen.length > 0) listener.send(seen)
  }

  async function channelOf(county: string, world: number): Promise<Channel> {
    const key = `${county}/${world}`
    const known = channels.get(key)
    if (known !== undefined) return known
    const scope: Scope = { county, world, kind: 'system', areas: [], sites: [] }
    const head = await db.read(scope, (tx) => readHead(tx, county, world))
    const raced = channels.get(key)
    if (raced !== undefined) return raced
    const channel: Channel = { scope, seq: head.seq, listeners: new Set(), reading: undefined, again: false }
    channels.set(key, channel)
    return channel
  }

  const timer = setInterval(() => {
    for (const channel of channels.values()) if (channel.listeners.size > 0) void drain(channel)
  }, 1000)

  return {
    async listen(county, world, after, listener) {
      const channel = await channelOf(county, world)
      await drain(channel)
      // Another process may have told the client more than this one has read so far; a position beyond the head is none.
      const told =
        after !== undefined && after > channel.seq
          ? Math.min(after, (await db.read(channel.scope, (tx) => readHead(tx, county, world))).seq)
          : 0
      const joining: Listener = {
        sees: (event) => event.seq > told && listener.sees(event),
        send: listener.send,
      }
      // What lies between `after` and the channel's position is read for this listener alone; meanwhile the
      // channel's own events are kept back, so that order holds.
      const kept: SealedEvent[] = []
      const gate: Listener = { sees: joining.sees, send: (events) => kept.push(...events) }
      channel.listeners.add(gate)
      const joined = channel.seq
      const from = after === undefined ? joined : Math.min(after, Math.max(joined, told))
      let position = from
      while (position < joined) {
        const events = await db.read(channel.scope, (tx) =>
          readEvents(tx, county, world, position, Math.min(PAGE, joined - position)),
        )
        if (events.length === 0) break
        position = events[events.length - 1]!.seq
        deliver(joining, events)
      }
      channel.listeners.delete(gate)
      if (kept.length > 0) joining.send(kept)
      channel.listeners.add(joining)
      listeners++
      return {
        from,
        close() {
          if (channel.listeners.delete(joining)) listeners--
        },
      }
    },
    wake(county) {
      for (const channel of channels.values())
        if (channel.scope.county === county && channel.listeners.size > 0) void drain(channel)
    },
    get listeners() {
      return listeners
    },
    async stop() {
      clearInterval(timer)
      const reading = [...channels.values()].map((channel) => channel.reading)
      channels.clear()
      await Promise.all(reading)
    },
  }
}
