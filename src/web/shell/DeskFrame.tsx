/** The frame of the desk: ink header with navigation, band, connection, the page. */
import { Link, Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { ModeBand } from './ModeBand.tsx'
import { PaletteDoor } from './PaletteDoor.tsx'
import { usePlaces } from './places.ts'
import { Whoami } from './Whoami.tsx'
import { words } from './words.ts'

const Connection = lazy(() => import('./Connection.tsx'))

const NAVIGATION = [
  [routes.desk, words.today],
  [routes.intake, words.intake],
  [routes.parties, words.parties],
  [routes.sites, words.sites],
  [routes.wall, words.wall],
  [routes.emergency, words.emergency],
  [routes.outbox, words.outbox],
] as const

export function DeskFrame() {
  const t = useT()
  return (
    <>
      <a className="skip" href="#content">
        {t(words.skip)}
      </a>
      <header className="header">
        <Brand />
        <nav className="navigation" aria-label={t(words.navigation)}>
          {NAVIGATION.map(([to, word]) => (
            <Link key={to} to={to} activeOptions={{ exact: to === routes.desk, includeSearch: false }}>
              {t(word)}
            </Link>
          ))}
        </nav>
        <div className="header-end">
          <PaletteDoor />
          <LanguageSwitch />
          <Whoami />
        </div>
      </header>
      <ModeBand />
      <Suspense>
        <Connection />
      </Suspense>
      <main className="page" id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  )
}

function Brand() {
  const t = useT()
  const county = usePlaces().data?.county
  return (
    <Link className="brand" to={routes.desk}>
      <span className="brand-name">{t(words.product)}</span>
      {county ? <span className="brand-county">{t(county.name)}</span> : null}
    </Link>
  )
}
