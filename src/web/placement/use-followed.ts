/** A value of this tab that the address follows once typing or moving pauses. */
import { useEffect, useRef } from 'react'

export const PAUSE = 300

/**
 * @param value as the screen has it
 * @param told as the address has it; equal: nothing to do
 * @param follow writes it into the address
 */
export function useFollowed<T>(value: T, told: T, follow: (value: T) => void): void {
  const latest = useRef(follow)
  latest.current = follow
  useEffect(() => {
    if (value === told) return
    const timer = setTimeout(() => latest.current(value), PAUSE)
    return () => clearTimeout(timer)
  }, [value, told])
}
