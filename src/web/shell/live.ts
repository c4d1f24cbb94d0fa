/** The live ledger in the browser: one tab holds the stream, every tab hears it. */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { LedgerEvent } from '../../modules/reports/api.ts'
import { prefixOf } from './client.ts'
import { lead } from './leader.ts'
import type { Heard } from './live-order.ts'
import { openStream } from './live-stream.ts'

export interface LiveState {
  readonly state: 'connecting' | 'open' | 'lost'
  /** Real moment of the last sign of life; undefined before the first. */
  readonly heardAt: number | undefined
}

type Note =
  | { readonly kind: 'ask' }
  | { readonly kind: 'state'; readonly state: LiveState; readonly position: number | undefined }
  | { readonly kind: 'heard'; readonly heard: Heard; readonly position: number }

export type OnEvents = (events: readonly LedgerEvent[], gap: boolean) => void

const BEFORE: LiveState = { state: 'connecting', heardAt: undefined }
/** A route change leaves no listener for a moment; the stream outlives it. */
const LINGER = 3000
/** Signs of life within this are one sign: hundreds of events a second must not draw the screens as often. */
const SIGN = 1000

let state = BEFORE
/** Last position heard by this tab: where it goes on if it comes to lead. */
let position: number | undefined
let stop: (() => void) | undefined
let lingering: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<OnEvents>()
const watchers = new Set<() => void>()

function become(next: LiveState): void {
  state = next
  for (const watch of watchers) watch()
}

function hear(heard: Heard): void {
  for (const listen of listeners) listen(heard.events, heard.gap)
}

function start(): () => void {
  const prefix = prefixOf(location.pathname)
  const name = `jw-live:${prefix}`
  const channel = new BroadcastChannel(name)
  let closeStream: (() => void) | undefined
  const say = (note: Note) => channel.postMessage(note)
  const tell = (change: Partial<LiveState>) => {
    become({ ...state, ...change })
    say({ kind: 'state', state, position })
  }
  const onLife = () => {
    const now = Date.now()
    if (state.state !== 'open' || now - (state.heardAt ?? 0) > SIGN) tell({ state: 'open', heardAt: now })
  }
  const onHeard = (heard: Heard, last: number) => {
    position = last
    say({ kind: 'heard', heard, position })
    hear(heard)
  }

  channel.onmessage = ({ data }: MessageEvent<Note>) => {
    if (data.kind === 'ask') {
      if (closeStream) say({ kind: 'state', state, position })
      return
    }
    // A leader hears the server itself.
    if (closeStream) return
    position = data.position
    if (data.kind === 'state') become(data.state)
    else hear(data.heard)
  }

  const leave = lead(name, () => {
    closeStream = openStream(`${prefix}/api/live`, position, {
      onLife,
      onHeard,
      onLost: () => tell({ state: 'lost' }),
    })
  })
  say({ kind: 'ask' })

  return () => {
    closeStream?.()
    leave()
    channel.close()
    state = BEFORE
    position = undefined
  }
}

function attach(): () => void {
  clearTimeout(lingering)
  stop ??= start()
  return () => {
    if (watchers.size > 0) return
    lingering = setTimeout(() => {
      stop?.()
      stop = undefined
    }, LINGER)
  }
}

function watch(onChange: () => void): () => void {
  watchers.add(onChange)
  const detach = attach()
  return () => {
    watchers.delete(onChange)
    detach()
  }
}

/**
 * Hears the ledger of this county and world; draws nothing anew by itself.
 * @param onEvents called with each batch, in order of seq; `gap` true: something may have been missed, read anew
 */
export function useLiveEvents(onEvents: OnEvents): void {
  const latest = useRef(onEvents)
  latest.current = onEvents
  useEffect(() => {
    const listen: OnEvents = (events, gap) => latest.current(events, gap)
    listeners.add(listen)
    const unwatch = watch(() => {})
    return () => {
      listeners.delete(listen)
      unwatch()
    }
  }, [])
}

const NOTHING: OnEvents = () => {}

/** Hears the ledger, and tells the state of the connection with the moment of the last sign of life. */
export function useLive(onEvents: OnEvents = NOTHING): LiveState {
  useLiveEvents(onEvents)
  return useSyncExternalStore(watch, () => state)
}
