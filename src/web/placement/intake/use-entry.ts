/** Where this desk stands: one desk is one place all night, so it is asked once and kept in this browser. */
import { useState } from 'react'

const KEPT = 'jw.intake.entry'

function kept(): string {
  try {
    return localStorage.getItem(KEPT) ?? ''
  } catch {
    return ''
  }
}

export function useEntry(): readonly [entry: string, choose: (entry: string) => void] {
  const [entry, choose] = useState(kept)
  return [
    entry,
    (next) => {
      choose(next)
      try {
        localStorage.setItem(KEPT, next)
      } catch {
        // Storage may be shut off; it is then asked again at the next opening.
      }
    },
  ]
}
