/** Below 800 px rows become a list: tables are not squeezed. */
import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 799px)'

function subscribe(change: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', change)
  return () => query.removeEventListener('change', change)
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
}
