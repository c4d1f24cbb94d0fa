/** Keeps what the ticker tells from: the ledger's latest at first, then what the stream brings, renewed every few seconds. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { type LedgerEvent, reportsApi } from '../../modules/reports/api.ts'
import { call } from '../shell/client.ts'
import { remember } from './news.ts'

/** A line must stand long enough to be read. */
const RENEW = 3_000
const AT_FIRST = 200

export function useNews(): readonly [readonly LedgerEvent[], (events: readonly LedgerEvent[]) => void] {
  const [shown, show] = useState<readonly LedgerEvent[]>([])
  const kept = useRef<readonly LedgerEvent[]>([])
  const hear = useCallback((events: readonly LedgerEvent[]) => {
    if (events.length > 0) kept.current = remember(kept.current, events)
  }, [])
  useEffect(() => {
    const leaving = new AbortController()
    call(reportsApi.ledger, { query: { order: 'desc', limit: AT_FIRST } }, { signal: leaving.signal })
      .then(({ events }) => {
        hear(events)
        show(kept.current)
      })
      // Whoever may not read the ledger has a ticker that begins now.
      .catch(() => {})
    const timer = setInterval(() => show(kept.current), RENEW)
    return () => {
      leaving.abort()
      clearInterval(timer)
    }
  }, [hear])
  return [shown, hear]
}
