/** A state that counts only once it lasts. */
import { useEffect, useState } from 'react'

/** True once the value has been true for `milliseconds`. */
export function useHolds(value: boolean, milliseconds: number): boolean {
  const [held, hold] = useState(false)
  useEffect(() => {
    if (!value) return
    const timer = setTimeout(() => hold(true), milliseconds)
    return () => {
      clearTimeout(timer)
      hold(false)
    }
  }, [value, milliseconds])
  return value && held
}
