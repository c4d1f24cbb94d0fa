/** What sites lack, the longest unmet first, and counts unlike the record. */
import './census.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { censusApi } from '../../modules/census/api.ts'
import { type Census, type SiteWants, WANTED, type Want } from '../../modules/census/model.ts'
import { difference } from '../../modules/census/rules.ts'
import { WANTED_WORDS } from '../../modules/census/words.ts'
import { Age } from '../kit/Age.tsx'
import { Button } from '../kit/Button.tsx'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { siteName } from '../kit/site-name.ts'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { useLiveEvents } from '../shell/live.ts'
import { words } from './words.ts'

const KEY = ['site-wants'] as const

export function WantsPage() {
  const t = useT()
  const queries = useQueryClient()
  const again = () => void queries.invalidateQueries({ queryKey: KEY })
  const list = useQuery({
    queryKey: KEY,
    refetchInterval: 30_000,
    queryFn: ({ signal }) => call(censusApi.list, {}, { signal }),
  })
  useLiveEvents((events, gap) => {
    if (gap || events.some(({ type }) => type === 'site.counted' || type.startsWith('site.want'))) again()
  })
  return (
    <>
      <PageHeader title={t(words.title)} summary={t(words.lead)} />
      <Loaded query={list}>{({ sites }) => <Sites sites={sites} onChange={again} />}</Loaded>
    </>
  )
}

function Totals({ sites }: { sites: readonly SiteWants[] }) {
  const t = useT()
  const format = useFormat()
  const wants = sites.flatMap((site) => site.wants)
  const totals = WANTED.map((item) => ({
    item,
    n: wants.filter((want) => want.item === item).reduce((sum, { quantity }) => sum + quantity, 0),
  })).filter(({ n }) => n > 0)
  if (totals.length === 0) return null
  return (
    <p role="status">
      {t(words.total)}{' '}
      {totals.map(({ item, n }) => (
        <strong key={item} className="want-total">
          {t(WANTED_WORDS[item])} {format.number(n)}
        </strong>
      ))}
    </p>
  )
}

function Sites({ sites, onChange }: { sites: readonly SiteWants[]; onChange: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const columns: Column<SiteWants>[] = [
    { key: 'site', head: t(words.site), kind: 'main', cell: (site) => siteName(site, language) },
    {
      key: 'wants',
      head: t(words.lacking),
      kind: 'wide',
      cell: ({ wants }) => (
        <ul className="wants">
          {wants.map((want) => (
            <Lacking key={want.id} want={want} onChange={onChange} />
          ))}
        </ul>
      ),
    },
    { key: 'count', head: t(words.count), cell: ({ census }) => <Counted census={census} /> },
  ]
  return (
    <>
      <Totals sites={sites} />
      <DataList
        caption={t(words.title)}
        columns={columns}
        rows={sites}
        rowKey={({ site }) => site}
        empty={
          <Empty title={t(words.none)}>
            <p>{t(words.noneText)}</p>
          </Empty>
        }
      />
    </>
  )
}

function Lacking({ want, onChange }: { want: Want; onChange: () => void }) {
  const t = useT()
  const format = useFormat()
  const tell = useToast()
  const item = t(WANTED_WORDS[want.item])
  const met = useMutation({
    mutationFn: () => call(censusApi.met, { params: { id: want.id }, body: { command: newId() } }),
    onSuccess: () => {
      tell(t(words.metToast, { item }))
      onChange()
    },
  })
  return (
    <li>
      <strong>
        {item} {format.number(want.quantity)}
      </strong>
      <Age at={want.askedAt} />
      <Button aria-label={`${t(words.met)} ${item}`} busy={met.isPending} onClick={() => met.mutate()}>
        {t(words.met)}
      </Button>
      {met.error ? <ErrorNote error={met.error} /> : null}
    </li>
  )
}

function Counted({ census }: { census: Census | null }) {
  const t = useT()
  if (census === null) return <span className="muted">{t(words.notCounted)}</span>
  const n = difference(census)
  const mark =
    n === 0
      ? ({ glyph: '●', tone: 'calm', word: t(words.same) } as const)
      : n > 0
        ? ({ glyph: '!', tone: 'danger', word: t(words.more, { n }) } as const)
        : ({ glyph: '◐', tone: 'attention', word: t(words.fewer, { n: -n }) } as const)
  return (
    <>
      <StateMark {...mark} />
      <p>{t(words.counted, { heads: census.heads, recorded: census.recorded })}</p>
      <Age at={census.at} />
    </>
  )
}
