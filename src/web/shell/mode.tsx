/** What is in force here, for every screen: asked at once, every 30 s, and when the ledger tells of a change. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '../../base/contract.ts'
import { modeApi } from '../../modules/mode/api.ts'
import { NowProvider, type ToldClock } from '../kit/now.tsx'
import { call } from './client.ts'

export type Mode = OutputOf<typeof modeApi.mode>
export const MODE_KEY = ['mode'] as const
const EVERY = 30_000

export function useMode() {
  return useQuery({
    queryKey: MODE_KEY,
    queryFn: ({ signal }) => call(modeApi.mode, {}, { signal }),
    refetchInterval: EVERY,
    refetchIntervalInBackground: true,
  })
}

/** Events after which the band may be wrong. */
export function changesMode(type: string): boolean {
  return type.startsWith('emergency.') || type.startsWith('world.')
}

/** Asks anew, after such an event or an own deed. */
export function useRenewMode(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: MODE_KEY })
}

/** Carries the told clock to every figure's age and every band. */
export function ModeProvider({ children }: { children: ReactNode }) {
  const mode = useMode()
  const world = mode.data?.world
  const clock = useMemo<ToldClock>(
    () =>
      world
        ? { told: world.now, real: mode.dataUpdatedAt, rate: world.endedAt === null ? world.rate : 0 }
        : { told: 0, real: 0, rate: 1 },
    [world, mode.dataUpdatedAt],
  )
  return <NowProvider clock={clock}>{children}</NowProvider>
}
