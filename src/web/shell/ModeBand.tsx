/** The band of this county and world. */

import { Link } from '@tanstack/react-router'
import { Band, type BandKind } from '../kit/Band.tsx'
import { useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import type { Mode } from './mode.tsx'
import { useMode } from './mode.tsx'
import { words } from './words.ts'

/** A play or drill is told before the emergency inside it: nobody may take it for the county itself. */
export function bandKind({ mode, emergency, world }: Mode): BandKind {
  if (world.kind === 'play') return 'play'
  if (world.kind === 'drill' || emergency?.drill) return 'drill'
  return mode
}

export function ModeBand({ signedIn = true }: { signedIn?: boolean }) {
  const t = useT()
  const mode = useMode().data
  if (!mode) return <div className="band band-everyday">{t(words.bandUnknown)}</div>
  const { emergency, world } = mode
  return (
    <section aria-label={t(words.inForce)}>
      <Band
        kind={bandKind(mode)}
        name={emergency?.name ?? (world.kind === 'county' ? undefined : world.name)}
        since={emergency?.declaredAt ?? emergency?.openedAt}
        rate={world.kind === 'county' ? undefined : world.rate}
      >
        {world.endedAt !== null ? <span>{t(words.worldEnded)} · </span> : null}
        {emergency?.state === 'watch' ? <span>{t(words.watchNote)} · </span> : null}
        {emergency?.closeAskedAt != null ? <span>{t(words.closeAsked)} · </span> : null}
        {signedIn ? <Link to={routes.emergency}>{t(words.bandOpen)}</Link> : null}
      </Band>
    </section>
  )
}
