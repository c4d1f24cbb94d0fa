/** One party as the server tells it, read again when the ledger speaks of it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { placementApi } from '../../modules/placement/api.ts'
import { reportsApi } from '../../modules/reports/api.ts'
import { call } from '../shell/client.ts'
import { useLiveEvents } from '../shell/live.ts'

export const partyKey = (id: string) => ['placement', 'party', id] as const
export const timelineKey = (id: string) => ['placement', 'timeline', id] as const

export function useParty(id: string | undefined) {
  const queries = useQueryClient()
  useLiveEvents((events, gap) => {
    if (id === undefined || !(gap || events.some((event) => event.subject === id))) return
    void queries.invalidateQueries({ queryKey: partyKey(id) })
    void queries.invalidateQueries({ queryKey: timelineKey(id) })
  })
  return useQuery({
    queryKey: partyKey(id ?? ''),
    enabled: id !== undefined,
    queryFn: ({ signal }) => call(placementApi.party, { params: { id: id ?? '' } }, { signal }),
  })
}

/** Events of the party, oldest first. */
export function useTimeline(id: string) {
  return useQuery({
    queryKey: timelineKey(id),
    queryFn: async ({ signal }) =>
      (await call(reportsApi.ledger, { query: { subject: id, limit: 500 } }, { signal })).events,
  })
}
