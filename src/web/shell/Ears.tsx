/** Hears the ledger for what every screen shows: the mode. Loaded after the first page, which does not wait for it. */
import { useLive } from './live.ts'
import { changesMode, useRenewMode } from './mode.tsx'

export default function Ears() {
  const renew = useRenewMode()
  useLive((events, gap) => {
    if (gap || events.some((event) => changesMode(event.type))) renew()
  })
  return null
}
