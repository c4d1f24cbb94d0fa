/** Sites with their load, kept up by the live stream: a few changed ones are read alone, many at once as a whole. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { placementApi } from '../../modules/placement/api.ts'
import type { SiteView } from '../../modules/placement/model.ts'
import type { LedgerEvent } from '../../modules/reports/api.ts'
import { call } from '../shell/client.ts'
import { useLiveEvents } from '../shell/live.ts'

export const SITES_KEY = ['placement', 'sites'] as const
/** Real ms in which changes are gathered before they are read. */
const GATHER = 800
/** More changed sites than this are read as one list. */
const SINGLY = 6
/** The whole list is read at most this often. */
const WHOLE = 3000

export function useSites(enabled = true) {
  return useQuery({
    queryKey: SITES_KEY,
    enabled,
    queryFn: async ({ signal }) => (await call(placementApi.sites, {}, { signal })).sites,
  })
}

/** Puts a site as the server has just told it into what every screen reads. */
export function keepSite(queries: QueryClient, site: SiteView): void {
  queries.setQueryData<SiteView[]>(SITES_KEY, (sites) => {
    if (!sites) return sites
    const at = sites.findIndex((one) => one.id === site.id)
    return at < 0 ? [...sites, site] : sites.with(at, site)
  })
}

/** Ids of known sites that the events speak of, as subject or in their data. */
export function sitesIn(events: readonly LedgerEvent[], known: ReadonlySet<string>): string[] {
  const spoken = events.flatMap((event) => [event.subject, ...Object.values(event.data)])
  return spoken.filter((value): value is string => typeof value === 'string' && known.has(value))
}

/** A transfer or an expiry may name only one of the two sites it changes. */
function mayTouchUnnamed(event: LedgerEvent): boolean {
  return ['site.declared', 'sites.imported', 'party.transferred'].includes(event.type)
}

/** Sites, live. */
export function useLiveSites() {
  const queries = useQueryClient()
  const query = useSites()
  const changed = useRef(new Set<string>())
  const whole = useRef(false)
  const lastWhole = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const readWhole = () => {
    lastWhole.current = Date.now()
    whole.current = false
    changed.current.clear()
    void queries.invalidateQueries({ queryKey: SITES_KEY })
  }
  const read = () => {
    timer.current = undefined
    if (whole.current || changed.current.size > SINGLY) {
      const wait = lastWhole.current + WHOLE - Date.now()
      if (wait <= 0) return readWhole()
      whole.current = true
      timer.current = setTimeout(read, wait)
      return
    }
    for (const id of changed.current) {
      call(placementApi.site, { params: { id } }).then(
        (site) => keepSite(queries, site),
        // What could not be read alone is told by the next reading of the whole.
        () => undefined,
      )
    }
    changed.current.clear()
  }
  useLiveEvents((events, gap) => {
    const known = new Set(query.data?.map((site) => site.id))
    for (const id of sitesIn(events, known)) changed.current.add(id)
    whole.current ||= gap || events.some(mayTouchUnnamed)
    if (whole.current || changed.current.size > 0) timer.current ??= setTimeout(read, GATHER)
  })
  return query
}
