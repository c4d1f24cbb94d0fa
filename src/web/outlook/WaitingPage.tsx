/** Who has no place: by what they wait for, how long, and what would give them one. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { placementApi } from '../../modules/placement/api.ts'
import type { SiteView } from '../../modules/placement/model.ts'
import { toldNeed } from '../../modules/placement/rules.ts'
import { NEED_WORDS, WAITING_REASON_WORDS } from '../../modules/placement/words.ts'
import { reportsApi, type Wall } from '../../modules/reports/api.ts'
import { type WaitingRow, waitingRows } from '../../modules/reports/figures.ts'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFormat } from '../kit/format.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { useNow } from '../kit/now.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { type Say, useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { adviceFor, remedyFor } from './remedies.ts'
import { words } from './words.ts'

const EVERY = 10_000

export function WaitingPage() {
  const t = useT()
  const wall = useQuery({
    queryKey: ['waiting'],
    refetchInterval: EVERY,
    queryFn: ({ signal }) => call(reportsApi.wall, {}, { signal }),
  })
  const ready = useQuery({
    queryKey: ['sites-ready'],
    refetchInterval: EVERY * 3,
    queryFn: ({ signal }) => call(placementApi.sites, { query: { state: 'standby' } }, { signal }),
  })
  return (
    <>
      <PageHeader
        title={t(words.waitingTitle)}
        summary={t(words.waitingLead)}
        actions={
          <>
            <Link
              className="button button-quiet button-normal"
              to={routes.sites}
              search={{ state: 'standby' }}
            >
              {t(words.ready)}
            </Link>
            <Link className="button button-quiet button-normal" to={routes.asks}>
              {t(words.askSites)}
            </Link>
            <Link className="button button-quiet button-normal" to={routes.outlook}>
              {t(words.outlookTitle)}
            </Link>
          </>
        }
      />
      <Loaded query={wall}>
        {(figures) => (
          <Loaded query={ready}>{({ sites }) => <Waiting wall={figures} sites={sites} />}</Loaded>
        )}
      </Loaded>
    </>
  )
}

function Waiting({ wall, sites }: { wall: Wall; sites: readonly SiteView[] }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(30_000)
  const columns: Column<WaitingRow>[] = [
    {
      key: 'why',
      head: t(words.why),
      kind: 'main',
      cell: (row) => tellWhy(t, row),
    },
    { key: 'parties', head: t(words.parties), kind: 'number', cell: (row) => format.number(row.parties) },
    { key: 'persons', head: t(words.persons), kind: 'number', cell: (row) => format.number(row.persons) },
    {
      key: 'longest',
      head: t(words.longest),
      cell: ({ oldest }) => format.duration(Math.max(0, now - oldest)),
    },
    {
      key: 'then',
      head: t(words.whatThen),
      kind: 'wide',
      cell: ({ reason, need }) => {
        const remedy = remedyFor(need, sites)
        return t(words[adviceFor(reason, remedy)], {
          sites: format.number(remedy.sites),
          places: format.number(remedy.places),
          largest: format.number(remedy.largest),
        })
      },
    },
    {
      key: 'list',
      head: t(words.list),
      cell: ({ reason, need }) => (
        <Link to={routes.parties} search={{ state: 'waiting', waiting: reason, ...listed(need) }}>
          {t(words.list)}
        </Link>
      ),
    },
  ]
  return (
    <div className="stack">
      {wall.waiting.parties > 0 ? (
        <p role="status">
          <strong>
            {t(words.total, {
              parties: format.number(wall.waiting.parties),
              persons: format.number(wall.waiting.persons),
            })}
          </strong>
        </p>
      ) : null}
      <DataList
        caption={t(words.waitingTitle)}
        columns={columns}
        rows={waitingRows(wall.waitingBy)}
        rowKey={({ reason, need }) => `${reason} ${need}`}
        empty={
          <Empty title={t(words.nobodyWaits)}>
            <p>{t(words.nobodyWaitsText)}</p>
          </Empty>
        }
      />
    </div>
  )
}

/** Diet is named in no list. */
function tellWhy(t: Say, { reason, need }: WaitingRow): string {
  const told = toldNeed(need ?? undefined)
  if (reason === 'need' && told === undefined) return t(words.noFit)
  return t(WAITING_REASON_WORDS[reason], { need: told ? t(NEED_WORDS[told]) : '' })
}

function listed(need: WaitingRow['need']) {
  return need === null || need === 'halal' ? {} : { need }
}
