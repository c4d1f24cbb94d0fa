/** Sums by kind and by community; each line is the filter for what it counts. */
import type { ReactNode } from 'react'
import type { SiteView } from '../../modules/placement/model.ts'
import { SITE_KINDS } from '../../modules/sites/model.ts'
import { SITE_KIND_WORDS } from '../../modules/sites/words.ts'
import { useFormat } from '../kit/format.ts'
import { useT } from '../kit/t.tsx'
import { usePlaces } from '../shell/places.ts'
import { LoadBar, LoadLegend } from './LoadBar.tsx'
import type { SiteSearch } from './search.ts'
import { type Load, NO_COMMUNITY, sumOf, sumsBy } from './site-rows.ts'
import { siteWords } from './site-words.ts'

interface Props {
  readonly sites: readonly SiteView[]
  readonly search: SiteSearch
  readonly onSearch: (change: Partial<SiteSearch>) => void
}

export function SiteHeadline({ sites }: { sites: readonly SiteView[] }) {
  const t = useT()
  const format = useFormat()
  const sum = sumOf(sites)
  const open = sites.filter((site) => site.state === 'open').length
  const figures = [
    [sum.free, siteWords.freePlaces, ''],
    [sum.occupied, siteWords.occupiedPlaces, 'state-calm'],
    [sum.held, siteWords.heldPlaces, 'state-attention'],
    [sum.over, siteWords.overPersons, 'state-danger'],
  ] as const
  return (
    <p className="headline">
      {figures
        .filter(([n, word]) => n > 0 || word !== siteWords.overPersons)
        .map(([n, word, kind]) => (
          <span key={word.en}>
            <strong className={kind}>{format.number(n)}</strong> {t(word)}
          </span>
        ))}
      <span>{t(siteWords.sitesOpen, { open, all: sites.length })}</span>
    </p>
  )
}

export function SiteSummary({ sites, search, onSearch }: Props) {
  const t = useT()
  const kinds = sumsBy(sites, (site) => site.kind)
  const communities = sumsBy(sites, (site) => site.community ?? NO_COMMUNITY)
  const areas = usePlaces().data?.areas ?? []
  const nameOf = (code: string) => {
    const area = areas.find((one) => one.code === code)
    return t(area?.name ?? siteWords.noCommunity)
  }
  return (
    <div className="site-summary">
      <Sums title={t(siteWords.byKind)}>
        {SITE_KINDS.flatMap((kind) => {
          const sum = kinds.get(kind)
          return sum ? (
            <Line
              key={kind}
              name={t(SITE_KIND_WORDS[kind])}
              load={sum.load}
              pressed={search.kind === kind}
              onPress={() => onSearch({ kind: search.kind === kind ? undefined : kind })}
            />
          ) : (
            []
          )
        })}
      </Sums>
      <Sums title={t(siteWords.byCommunity)}>
        {[...communities]
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([code, sum]) => (
            <Line
              key={code}
              name={nameOf(code)}
              load={sum.load}
              pressed={search.community === code}
              onPress={() => onSearch({ community: search.community === code ? undefined : code })}
            />
          ))}
      </Sums>
      <LoadLegend />
    </div>
  )
}

function Sums({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <div className="sums">{children}</div>
    </section>
  )
}

function Line(props: { name: string; load: Load; pressed: boolean; onPress: () => void }) {
  const t = useT()
  const format = useFormat()
  const { name, load, pressed, onPress } = props
  return (
    <button type="button" className="sum" aria-pressed={pressed} onClick={onPress}>
      <span className="sum-name">{name}</span>
      <span className="sum-figures">
        {t(siteWords.freeOf, { free: format.number(load.free), offered: format.number(load.offered) })}
        {load.over > 0 ? (
          <strong className="state-danger">
            {' '}
            {t(siteWords.over)} {format.number(load.over)}
          </strong>
        ) : null}
      </span>
      <LoadBar load={load} />
    </button>
  )
}
