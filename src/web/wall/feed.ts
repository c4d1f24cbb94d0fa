/** Everything the wall reads: its figures within a second of news, the slow things rarely. */
import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../base/contract.ts'
import { placementApi } from '../../modules/placement/api.ts'
import type { SiteView } from '../../modules/placement/model.ts'
import { placesApi } from '../../modules/places/api.ts'
import { type LedgerEvent, reportsApi, type Wall } from '../../modules/reports/api.ts'
import { call } from '../shell/client.ts'
import { type LiveState, useLive } from '../shell/live.ts'
import { changesMode, useRenewMode } from '../shell/mode.tsx'
import { type Pacer, pacer } from './pace.ts'

export type Places = OutputOf<typeof placesApi.places>
export type Street = OutputOf<typeof placesApi.streets>['streets'][number]

/** Real milliseconds: at most one reading of the figures a second; without news one in 15 s. */
const WALL_LEAST = 1_000
const WALL_MOST = 15_000
/** Sites are many rows; their loads may be a little older than the figures. */
const SITES_LEAST = 12_000
const SITES_MOST = 60_000
const PLACES_MOST = 600_000
/** While no stream tells of news, or the last reading failed, the wall asks by itself. */
const WITHOUT_STREAM = 3_000
/** Figures older than this stand still, whatever the reason. */
const LOST_AFTER = 25_000

export interface Feed {
  readonly wall: Wall | undefined
  readonly sites: readonly SiteView[]
  readonly places: Places | undefined
  readonly streets: readonly Street[]
  /** Why the last reading of the figures failed; undefined after one that went well. */
  readonly error: unknown
  /** Real moment of the last good reading. */
  readonly readAt: number | undefined
  readonly live: LiveState['state']
}

const NOTHING: Feed = {
  wall: undefined,
  sites: [],
  places: undefined,
  streets: [],
  error: undefined,
  readAt: undefined,
  live: 'connecting',
}

/** True while the figures shown cannot be trusted to be the present ones. */
export function isLost(feed: Feed, real: number): boolean {
  if (feed.readAt === undefined) return false
  return feed.error !== undefined || real - feed.readAt > LOST_AFTER
}

type Put = (change: Partial<Feed>) => void

async function readWall(put: Put, signal: AbortSignal): Promise<void> {
  try {
    const wall = await call(reportsApi.wall, {}, { signal })
    put({ wall, readAt: Date.now(), error: undefined })
  } catch (error) {
    put({ error })
  }
}

async function readSites(put: Put, signal: AbortSignal): Promise<void> {
  // The figures' own reading tells of a lost server; the map keeps its last state meanwhile.
  const answer = await call(placementApi.sites, {}, { signal }).catch(() => undefined)
  if (answer) put({ sites: answer.sites })
}

async function readPlaces(put: Put, signal: AbortSignal): Promise<void> {
  const [places, streets] = await Promise.all([
    call(placesApi.places, {}, { signal }).catch(() => undefined),
    call(placesApi.streets, {}, { signal }).catch(() => undefined),
  ])
  if (places) put({ places })
  if (streets) put({ streets: streets.streets })
}

/**
 * Reads for as long as the screen is open.
 * @param onNews hears every batch of the live ledger
 */
export function useFeed(onNews: (events: readonly LedgerEvent[]) => void): Feed {
  const [feed, setFeed] = useState(NOTHING)
  const pacers = useRef<readonly Pacer[]>([])
  const renewMode = useRenewMode()
  const live = useLive((events, gap) => {
    onNews(events)
    if (gap || events.some((event) => changesMode(event.type))) renewMode()
    for (const one of pacers.current) one.ask()
  })

  useEffect(() => {
    const leaving = new AbortController()
    const put: Put = (change) => {
      if (!leaving.signal.aborted) setFeed((before) => ({ ...before, ...change }))
    }
    const figures = pacer(() => readWall(put, leaving.signal), WALL_LEAST, WALL_MOST)
    const sites = pacer(() => readSites(put, leaving.signal), SITES_LEAST, SITES_MOST)
    const places = pacer(() => readPlaces(put, leaving.signal), PLACES_MOST, PLACES_MOST)
    pacers.current = [figures, sites]
    return () => {
      leaving.abort()
      for (const one of [figures, sites, places]) one.stop()
    }
  }, [])

  const well = live.state === 'open' && feed.error === undefined
  useEffect(() => {
    if (well) return
    const timer = setInterval(() => {
      for (const one of pacers.current) one.ask()
    }, WITHOUT_STREAM)
    return () => clearInterval(timer)
  }, [well])

  return { ...feed, live: live.state }
}
