/** The first page: big doors, each with the figure that says whether it is wanted now. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { holds } from '../../base/actor.ts'
import type { Text } from '../../base/words.ts'
import type { Wall } from '../../modules/reports/api.ts'
import { reportsApi } from '../../modules/reports/api.ts'
import { Age } from '../kit/Age.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { useT } from '../kit/t.tsx'
import { publicPages, routes } from '../paths.ts'
import { call } from './client.ts'
import { lateWords } from './late-words.ts'
import { useActor } from './me.ts'
import { useMode } from './mode.tsx'
import { words as own } from './today-words.ts'
import { words } from './words.ts'
import './today.css'

/** Those whom `reports.wall` lets in. */
const SEES_FIGURES = ['duty_officer', 'intake_desk', 'community_secretary', 'auditor', 'sys_admin'] as const
const EVERY = 10_000

export function Today() {
  const t = useT()
  const sees = holds(useActor(), ...SEES_FIGURES)
  const wall = useQuery({
    queryKey: ['today'],
    enabled: sees,
    refetchInterval: EVERY,
    queryFn: ({ signal }) => call(reportsApi.wall, {}, { signal }),
  })
  return (
    <>
      <PageHeader title={t(own.todayTitle)} summary={sees ? null : t(own.noFigures)} />
      <Doors figures={wall.data} />
      {sees ? <Loaded query={wall}>{() => null}</Loaded> : null}
    </>
  )
}

function freePlaces(figures: Wall): number {
  return figures.byKind.reduce((sum, kind) => sum + kind.free, 0)
}

/** The doors stand open at once; the figures come when they come. */
function Doors({ figures }: { figures: Wall | undefined }) {
  const t = useT()
  const emergency = useMode().data?.emergency
  return (
    <ul className="doors">
      <Door to={routes.rescues} name={lateWords.rescues} about={own.doorRescues}>
        {figures ? (
          <strong>
            {figures.rescues.calls > 0
              ? t(own.figureRescues, { calls: figures.rescues.calls, persons: figures.rescues.persons })
              : t(own.noRescues)}
          </strong>
        ) : null}
      </Door>
      <Door to={routes.intake} name={words.intake} about={own.doorIntake} />
      <Door to={routes.parties} name={words.parties} about={own.doorParties}>
        {figures ? (
          <>
            <strong>{t(own.figureWaiting, { n: figures.waiting.persons })}</strong>
            {t(own.figureNotArrived, { n: figures.registeredNotArrived.persons })}
            <Age at={figures.ages.parties} />
          </>
        ) : null}
      </Door>
      <Door to={routes.waiting} name={lateWords.waiting} about={own.doorWaiting} />
      <Door to={routes.outlook} name={lateWords.outlook} about={own.doorOutlook}>
        {figures?.plan.unplaced ? <strong>{t(own.figureShort, { n: figures.plan.unplaced })}</strong> : null}
      </Door>
      <Door to={routes.sites} name={words.sites} about={own.doorSites}>
        {figures ? (
          <>
            <strong>{t(own.figureFree, { n: freePlaces(figures) })}</strong>
            {t(own.figureArrived, { n: figures.arrived.persons })}
            <Age at={figures.ages.sites} />
          </>
        ) : null}
      </Door>
      <Door to={routes.grids} name={lateWords.grids} about={own.doorGrids} />
      <Door to={routes.entries} name={lateWords.entries} about={own.doorEntries}>
        {figures && figures.unconfirmed.parties > 0 ? (
          <strong>{t(own.figureUnconfirmed, { n: figures.unconfirmed.parties })}</strong>
        ) : null}
      </Door>
      <Door to={routes.offers} name={lateWords.offers} about={own.doorOffers} />
      <Door to={routes.wall} name={words.wall} about={own.doorWall} />
      <Door to={routes.wants} name={lateWords.wants} about={own.doorWants} />
      <Door to={routes.road} name={lateWords.road} about={own.doorRoad} />
      <Door to={routes.shift} name={lateWords.shift} about={own.doorShift} />
      <Door to={routes.emergency} name={words.emergency} about={own.doorEmergency}>
        <strong>{emergency ? emergency.name : t(own.modeEveryday)}</strong>
      </Door>
      <Door to={routes.outbox} name={words.outbox} about={own.doorOutbox} />
      <li className="door">
        <a href={publicPages.register}>{t(lateWords.publicRegister)}</a>
        <p>{t(own.doorRegister)}</p>
      </li>
    </ul>
  )
}

interface DoorProps {
  readonly to: (typeof routes)[
    | 'intake'
    | 'parties'
    | 'sites'
    | 'offers'
    | 'entries'
    | 'grids'
    | 'waiting'
    | 'outlook'
    | 'rescues'
    | 'road'
    | 'wants'
    | 'shift'
    | 'emergency'
    | 'wall'
    | 'outbox']
  readonly name: Text
  readonly about: Text
  readonly children?: ReactNode
}

function Door({ to, name, about, children }: DoorProps) {
  const t = useT()
  return (
    <li className="door">
      <Link to={to}>{t(name)}</Link>
      <p>{t(about)}</p>
      {children ? <div className="door-figures">{children}</div> : null}
    </li>
  )
}
