/** The told clock of this world on the screen: (told moment, real moment at which it was told, rate). */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { Moment } from '../../base/time.ts'

export interface ToldClock {
  /** What the world's clock showed … */
  readonly told: Moment
  /** … at this moment of the browser. */
  readonly real: Moment
  /** Told milliseconds in one real one; 0 holds the clock. */
  readonly rate: number
}

export function toldAt(clock: ToldClock, real: Moment): Moment {
  return clock.told + (real - clock.real) * clock.rate
}

const RealTime: ToldClock = { told: 0, real: 0, rate: 1 }
const Clock = createContext<ToldClock>(RealTime)

export function NowProvider({ clock, children }: { clock: ToldClock; children: ReactNode }) {
  return <Clock value={clock}>{children}</Clock>
}

/** The clock itself, for moments needed once (a click). */
export function useToldClock(): ToldClock {
  return useContext(Clock)
}

/** The told now, renewed every `every` real milliseconds. */
export function useNow(every = 1_000): Moment {
  const clock = useToldClock()
  const [real, renew] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => renew(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return toldAt(clock, Math.max(real, clock.real))
}
