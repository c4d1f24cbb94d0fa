/** The ledger's rows of this tab, kept up by the live stream. Signing out forgets them with everything else. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { placementApi } from '../../modules/placement/api.ts'
import { useToldClock } from '../kit/now.tsx'
import { call } from '../shell/client.ts'
import { useLiveEvents } from '../shell/live.ts'
import { type Book, PartyBook } from './book.ts'

const KEY = ['placement', 'book'] as const

/** The one book of this tab. */
export function bookOf(queries: QueryClient): PartyBook {
  const kept = queries.getQueryData<PartyBook>(KEY)
  if (kept) return kept
  const made = new PartyBook((query) => call(placementApi.parties, { query }), Date.now)
  queries.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY })
  queries.setQueryData(KEY, made)
  return made
}

export function useBook(): { readonly book: Book; readonly keeper: PartyBook } {
  const keeper = bookOf(useQueryClient())
  const { rate } = useToldClock()
  keeper.rate = rate
  useLiveEvents((events, gap) => {
    if (gap || events.some((event) => event.type.startsWith('party.'))) keeper.touch()
  })
  useEffect(() => void keeper.load(), [keeper])
  return { book: useSyncExternalStore(keeper.watch, keeper.current), keeper }
}
