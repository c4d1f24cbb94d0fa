/** The wall of the command room: read from three metres in five seconds, without anybody touching it. */
import './wall.css'
import './blocks.css'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Text } from '../../base/words.ts'
import { Boundary } from '../kit/Boundary.tsx'
import { tellFailure } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { tellAge } from './Ages.tsx'
import { Headline, Progress } from './Coming.tsx'
import { Communities } from './Communities.tsx'
import { Curve } from './Curve.tsx'
import { Free } from './Free.tsx'
import { type Feed, isLost, useFeed } from './feed.ts'
import { Rescues } from './Rescues.tsx'
import { Road } from './Road.tsx'
import { Ticker } from './Ticker.tsx'
import { useNews } from './use-news.ts'
import { Over, WaitingList } from './WaitingList.tsx'
import { WallBand } from './WallBand.tsx'
import { words } from './words.ts'

const MapView = lazy(() => import('./map/MapView.tsx'))

/** Below this the wall is a list: figures first, no map. */
const WIDE = '(min-width: 1100px)'

function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(WIDE)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => matchMedia(WIDE).matches,
  )
}

/** The dark tokens hold for the whole page while the wall is open, also for what scrolls past its end. */
function useDarkPage(title: string): void {
  useEffect(() => {
    const { theme } = document.documentElement.dataset
    const before = document.title
    document.documentElement.dataset.theme = 'wall'
    document.title = title
    return () => {
      if (theme === undefined) delete document.documentElement.dataset.theme
      else document.documentElement.dataset.theme = theme
      document.title = before
    }
  }, [title])
}

/** Says when the figures stand still, and since when. */
function Lost({ feed }: { feed: Feed }) {
  const t = useT()
  const format = useFormat()
  useNow()
  const real = Date.now()
  if (feed.readAt === undefined || !feed.wall || !isLost(feed, real)) return null
  return (
    <p className="wall-lost" role="status">
      <span aria-hidden="true">◷ </span>
      {t(words.lost, {
        clock: format.clock(feed.wall.now),
        age: tellAge(real - feed.readAt, t),
      })}
    </p>
  )
}

function Before({ feed }: { feed: Feed }) {
  const t = useT()
  const { language } = useLanguage()
  if (feed.error === undefined) return <p className="wall-message">{t(words.loading)}</p>
  return (
    <p className="wall-message" role="alert">
      {t(words.refused, { why: tellFailure(feed.error, language) })}{' '}
      <Link to={routes.signIn} search={{ back: routes.wall }}>
        {t(words.signIn)}
      </Link>
    </p>
  )
}

/** The map where there is room and WebGL2, and where its program came; the list of communities otherwise. */
function Situation({ feed }: { feed: Feed }) {
  const t = useT()
  const wide = useWide()
  const [without, setWithout] = useState<Text>()
  const onUnable = useCallback(() => setWithout(words.mapMissing), [])
  const onBroken = useCallback(() => setWithout(words.mapAbsent), [])
  const { wall, places } = feed
  if (!wall) return null
  const mapped = wide && without === undefined && places !== undefined
  return (
    <div className="wall-middle">
      {without && wide ? <p className="wall-message">{t(without)}</p> : null}
      {mapped ? (
        <Boundary onBroken={onBroken}>
          <Suspense fallback={<p className="wall-message">{t(words.mapLoading)}</p>}>
            <MapView
              wall={wall}
              places={places}
              streets={feed.streets}
              sites={feed.sites}
              onUnable={onUnable}
            />
          </Suspense>
        </Boundary>
      ) : null}
      <Communities wall={wall} places={places} beside={mapped} />
      <Road wall={wall} places={places} />
    </div>
  )
}

export function Wall() {
  const t = useT()
  useDarkPage(t(words.title))
  const [news, hear] = useNews()
  const feed = useFeed(hear)
  const { wall, places } = feed
  const lost = isLost(feed, Date.now())
  return (
    <main className="wall" data-theme="wall" data-lost={lost ? '' : undefined}>
      <h1 className="wall-unseen">{t(words.title)}</h1>
      <WallBand emergency={wall?.emergency ?? null} />
      <Lost feed={feed} />
      {wall ? <Rescues wall={wall} /> : null}
      {wall ? (
        <div className="wall-columns">
          <div className="wall-column">
            <Headline wall={wall} />
            <Progress wall={wall} />
            <WaitingList wall={wall} />
            <Over wall={wall} />
          </div>
          <Situation feed={feed} />
          <div className="wall-column">
            <Free wall={wall} />
            <Curve wall={wall} />
          </div>
        </div>
      ) : (
        <Before feed={feed} />
      )}
      <Ticker events={news} sites={feed.sites} places={places} />
    </main>
  )
}

export default Wall
