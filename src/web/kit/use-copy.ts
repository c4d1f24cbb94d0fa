/** Copying a text that is shown. */
import { useState } from 'react'

/**
 * @returns whether it was copied (undefined before the first try), and what copies it
 */
export function useCopy(text: string): readonly [copied: boolean | undefined, copy: () => void] {
  const [copied, setCopied] = useState<boolean>()
  const copy = () => {
    // The clipboard is missing on plain http and may be refused elsewhere.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    written.then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return [copied, copy]
}
