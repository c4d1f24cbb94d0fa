/** The selected site: load, rooms, how to find it, and what can be done with it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { placementApi } from '../../modules/placement/api.ts'
import type { SiteView } from '../../modules/placement/model.ts'
import { mayNot } from '../../modules/placement/policy.ts'
import {
  FEATURE_WORDS,
  PLACE_KIND_WORDS,
  PRICE_WORDS,
  ROOM_CLASS_WORDS,
  refusals,
  SITE_KIND_WORDS,
  SITE_STATE_WORDS,
} from '../../modules/sites/words.ts'
import { Button } from '../kit/Button.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { useNow } from '../kit/now.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { siteName } from '../kit/site-name.ts'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { DutyLink } from './DutyLink.tsx'
import { LoadBar } from './LoadBar.tsx'
import { Fact } from './PartyFacts.tsx'
import { Refused } from './Refused.tsx'
import { SiteEdit } from './SiteEdit.tsx'
import { SITE_MARKS, tellSiteState } from './site-columns.ts'
import { SITE_DEEDS, type SiteDeed, whyNotSiteDeed } from './site-deeds.ts'
import { siteWords } from './site-words.ts'
import { keepSite } from './use-sites.ts'

interface Props {
  readonly site: SiteView
  readonly onAsk: (deed: SiteDeed) => void
}

export function SitePanel({ site, onAsk }: Props) {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const mark = SITE_MARKS[site.state]
  const now = useNow(10_000)
  return (
    <>
      <div className="panel-head">
        <h2>{siteName(site, language)}</h2>
        <span>{t(SITE_KIND_WORDS[site.kind])}</span>
        <StateMark glyph={mark.glyph} tone={mark.tone} word={tellSiteState(t, format, site)} />
        <span className="muted">
          {t(siteWords.changedAgo, { age: format.duration(now - site.changedAt) })}
        </span>
      </div>
      <LoadBar load={site} />
      <Figures site={site} />
      <SiteDeeds site={site} onAsk={onAsk} />
      {site.over > 0 ? <Relieve key={`over ${site.id}`} site={site} /> : null}
      <DutyLink site={site} />
      <Pools site={site} />
      <Editing key={site.id} site={site} />
      <SiteFacts site={site} />
    </>
  )
}

function Figures({ site }: { site: SiteView }) {
  const t = useT()
  const format = useFormat()
  const figures = ['offered', 'occupied', 'held', 'blocked', 'free', 'over'] as const
  return (
    <dl className="load-figures">
      {figures.map((figure) => (
        <Fact key={figure} name={t(siteWords[figure])}>
          {format.number(site[figure])}
        </Fact>
      ))}
      <Fact name={t(siteWords.staffed)}>{format.number(site.staffedLimit)}</Fact>
    </dl>
  )
}

function SiteDeeds({ site, onAsk }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const actor = useActor()
  const tellWhy = (deed: SiteDeed) => {
    const code = whyNotSiteDeed(deed, actor, site)
    if (code === 'sites.step_not_possible')
      return t(refusals[code], { state: t(SITE_STATE_WORDS[site.state]) })
    return code && tellCode(code, language)
  }
  const closed = SITE_DEEDS.map((deed) => ({ deed, why: tellWhy(deed) }))
  const reasons = new Set(closed.flatMap(({ why }) => why ?? []))
  return (
    <section className="deeds" aria-label={t(siteWords.deeds)}>
      <div className="row">
        {closed.map(({ deed, why }) => (
          <Button key={deed} why={why} onClick={() => onAsk(deed)}>
            {t(siteWords[deed])}
          </Button>
        ))}
        <Link className="button button-quiet" to={routes.parties} search={{ site: site.id }}>
          {t(siteWords.parties)}
        </Link>
      </div>
      {[...reasons].map((reason) => (
        <p key={reason} className="muted" aria-hidden="true">
          {reason}
        </p>
      ))}
    </section>
  )
}

/** Whoever is beyond the places is first in re-placement, when a person says so. */
function Relieve({ site }: { site: SiteView }) {
  const t = useT()
  const { language } = useLanguage()
  const tell = useToast()
  const code = mayNot.runSite(useActor(), site)
  const act = useMutation({
    mutationFn: () => call(placementApi.relieveSite, { params: { id: site.id }, body: { command: newId() } }),
    onSuccess: ({ moved, left }) =>
      tell(t(left > 0 ? siteWords.relieveLeft : siteWords.relieveDone, { moved, left })),
  })
  return (
    <div>
      <Button
        look="primary"
        why={code && tellCode(code, language)}
        busy={act.isPending}
        onClick={() => act.mutate()}
      >
        {t(siteWords.relieve, { n: site.over })}
      </Button>
      <Refused error={act.error} />
    </div>
  )
}

function Pools({ site }: { site: SiteView }) {
  const t = useT()
  return (
    <table className="table pool-table">
      <caption className="aloud">{t(siteWords.pools)}</caption>
      <thead>
        <tr>
          <th scope="col">{t(siteWords.poolKind)}</th>
          <th scope="col">{t(siteWords.roomSize)}</th>
          <th scope="col" data-kind="number">
            {t(siteWords.free)}
          </th>
          <th scope="col" data-kind="number">
            {t(siteWords.offered)}
          </th>
        </tr>
      </thead>
      <tbody>
        {site.pools.map((pool) => (
          <tr key={`${pool.kind} ${pool.roomClass} ${pool.roomSize} ${pool.shared}`}>
            <td>
              {t(PLACE_KIND_WORDS[pool.kind])}
              {pool.roomClass === 'general' ? null : ` · ${t(ROOM_CLASS_WORDS[pool.roomClass])}`}
            </td>
            <td>
              {pool.roomSize === 0
                ? t(siteWords.noRooms)
                : `${pool.roomSize} · ${t(pool.shared ? siteWords.shared : siteWords.unshared)}`}
            </td>
            <td data-kind="number">{pool.free}</td>
            <td data-kind="number">{pool.offered}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Editing({ site }: { site: SiteView }) {
  const t = useT()
  const { language } = useLanguage()
  const tell = useToast()
  const queries = useQueryClient()
  const [editing, edit] = useState(false)
  const code = mayNot.changeSite(useActor(), site)
  if (!editing) {
    return (
      <div>
        <Button why={code && tellCode(code, language)} onClick={() => edit(true)}>
          {t(siteWords.edit)}
        </Button>
      </div>
    )
  }
  return (
    <SiteEdit
      site={site}
      onClose={() => edit(false)}
      onSaved={(saved) => {
        keepSite(queries, saved)
        tell(t(siteWords.saved, { name: siteName(saved, language) }))
        edit(false)
      }}
    />
  )
}

function SiteFacts({ site }: { site: SiteView }) {
  const t = useT()
  const { language } = useLanguage()
  const landmark = language === 'en' ? site.landmarkEn || site.landmark : site.landmark
  return (
    <dl className="facts">
      {site.byAgreement ? <Fact name={t(siteWords.byAgreement)}>{site.byAgreement}</Fact> : null}
      {site.address ? <Fact name={t(siteWords.address)}>{site.address}</Fact> : null}
      {landmark ? <Fact name={t(siteWords.landmark)}>{landmark}</Fact> : null}
      <Fact name={t(siteWords.price)}>
        {t(PRICE_WORDS[site.priceClass], { yuan: (site.priceFen ?? 0) / 100 })}
      </Fact>
      <Fact name={t(siteWords.wardens)}>{site.wardens}</Fact>
      <Fact name={t(siteWords.parking)}>{site.parking}</Fact>
      <Fact name={t(siteWords.features)}>
        {site.features.map((feature) => t(FEATURE_WORDS[feature])).join(' ')}
      </Fact>
    </dl>
  )
}
