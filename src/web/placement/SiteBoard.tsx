/** The site board: who has room, who is full, who is out of use; live, with every figure's age. */
import './placement.css'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import {
  type KeyboardEvent,
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { SiteView } from '../../modules/placement/model.ts'
import { mayNot } from '../../modules/placement/policy.ts'
import { SITE_STATES } from '../../modules/sites/model.ts'
import { SITE_STATE_WORDS } from '../../modules/sites/words.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Field } from '../kit/Field.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { useNarrow } from '../kit/narrow.ts'
import { PageHeader } from '../kit/PageHeader.tsx'
import { Select } from '../kit/Select.tsx'
import { siteName } from '../kit/site-name.ts'
import { Tabs } from '../kit/Tabs.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { useActor } from '../shell/me.ts'
import { DeclareDialog } from './DeclareDialog.tsx'
import { SiteDeedDialog } from './SiteDeedDialog.tsx'
import { SiteList } from './SiteList.tsx'
import { SitePanel } from './SitePanel.tsx'
import { SiteHeadline, SiteSummary } from './SiteSummary.tsx'
import { type SiteOrder, type SiteSearch, siteSearch } from './search.ts'
import { useSiteColumns } from './site-columns.ts'
import { type SiteDeed, whyNotSiteDeed } from './site-deeds.ts'
import { chosenSites, isOwn, sumOf } from './site-rows.ts'
import { siteWords } from './site-words.ts'
import { useFollowed } from './use-followed.ts'
import { keepSite, useLiveSites } from './use-sites.ts'
import { VirtualGrid } from './VirtualGrid.tsx'

function useSiteSearch() {
  const raw: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const router = useRouter()
  const search = useMemo(() => siteSearch(raw), [raw])
  const change = useCallback(
    (more: Partial<SiteSearch>) => {
      // Who is on the way to another page is not called back.
      if (!router.latestLocation.pathname.endsWith(routes.sites)) return
      void navigate({
        to: routes.sites,
        search: (old) => siteSearch({ ...old, ...more }),
        replace: true,
        resetScroll: false,
      })
    },
    [navigate, router],
  )
  return { search, change }
}

export function SiteBoard() {
  const t = useT()
  const { language } = useLanguage()
  const query = useLiveSites()
  const [declaring, declare] = useState(false)
  const { search, change } = useSiteSearch()
  const [active, setActive] = useState(search.at)
  useFollowed(active, search.at, (at) => change({ at }))
  const queries = useQueryClient()
  const tell = useToast()
  const actor = useActor()
  const nowhere = { id: '', community: actor.posts[0]?.area ?? null, grid: null }
  const code = mayNot.declareSite(actor, nowhere)
  return (
    <>
      <PageHeader
        title={t(siteWords.title)}
        summary={query.data ? <SiteHeadline sites={query.data.filter(isOwn)} /> : null}
        actions={
          <>
            <Button look="primary" why={code && tellCode(code, language)} onClick={() => declare(true)}>
              {t(siteWords.declare)}
            </Button>
            {mayNot.estimateRoad(actor) ? null : (
              <Link className="button button-plain button-normal" to={routes.asks}>
                {t(siteWords.asks)}
              </Link>
            )}
            {code ? null : (
              <Link className="button button-plain button-normal" to={routes.siteImport}>
                {t(siteWords.tables)}
              </Link>
            )}
            {mayNot.giveDuty(actor, nowhere) ? null : (
              <Link className="button button-plain button-normal" to={routes.siteTwins}>
                {t(siteWords.twins)}
              </Link>
            )}
          </>
        }
      />
      <Loaded query={query}>
        {(sites) =>
          sites.length === 0 ? (
            <Empty title={t(siteWords.none)}>
              <p>{t(siteWords.noneText)}</p>
            </Empty>
          ) : (
            <Apart {...{ sites, search, change, active, setActive }} />
          )
        }
      </Loaded>
      {declaring ? (
        <DeclareDialog
          onClose={() => declare(false)}
          onDeclared={(site) => {
            keepSite(queries, site)
            tell(t(siteWords.declared, { name: site.name }))
            declare(false)
            setActive(site.id)
          }}
        />
      ) : null}
    </>
  )
}

/** Another county's sites stand apart, and in none of the county's sums. */
function Apart({ sites, ...rest }: BoardProps & Selection) {
  const t = useT()
  const { search, change } = rest
  const own = useMemo(() => sites.filter(isOwn), [sites])
  const agreed = useMemo(() => sites.filter((site) => !isOwn(site)), [sites])
  if (agreed.length === 0) return <Board sites={own} {...rest} />
  return (
    <Tabs
      label={t(siteWords.whose)}
      tabs={[
        { key: 'own', label: t(siteWords.ownSites, { n: own.length }) },
        { key: 'agreed', label: t(siteWords.agreedSites, { n: agreed.length }) },
      ]}
      chosen={search.agreed ? 'agreed' : 'own'}
      onChoose={(key) =>
        change({ agreed: key === 'agreed' || undefined, kind: undefined, community: undefined })
      }
    >
      {search.agreed ? <p className="muted">{t(siteWords.agreedNote)}</p> : null}
      <Board sites={search.agreed ? agreed : own} {...rest} />
    </Tabs>
  )
}

interface BoardProps {
  readonly sites: readonly SiteView[]
  readonly search: SiteSearch
  readonly change: (more: Partial<SiteSearch>) => void
}

interface Selection {
  readonly active: string | undefined
  readonly setActive: (id: string) => void
}

function Board({ sites, search, change, active, setActive }: BoardProps & Selection) {
  const t = useT()
  const format = useFormat()
  const narrow = useNarrow()
  const actor = useActor()
  const navigate = useNavigate()
  const [text, setText] = useState(search.name ?? '')
  const [asked, ask] = useState<SiteDeed>()
  const [opened, open] = useState(false)
  const columns = useSiteColumns(sites.some((site) => site.over > 0))
  const typed = useDeferredValue(text)
  const rows = useMemo(() => chosenSites(sites, search, typed), [sites, search, typed])
  const sum = sumOf(rows)
  const grid = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLElement>(null)
  const find = useId()
  const site = sites.find((one) => one.id === active)
  useFollowed(text.trim() || undefined, search.name, (name) => change({ name }))
  useEffect(() => {
    if (document.activeElement === document.body) grid.current?.focus({ preventScroll: true })
  }, [])
  const sort = (by: SiteOrder) =>
    change(
      search.sort === by && !search.down
        ? { down: true }
        : { sort: search.sort === by ? undefined : by, down: undefined },
    )
  const onSlash = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
    if (event.key !== '/' || typing || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    document.getElementById(find)?.focus()
  }
  const onKey = (key: string, of: SiteView) => {
    if (key === 'o' && !whyNotSiteDeed('open', actor, of)) ask('open')
    else if (key === 'p') void navigate({ to: routes.parties, search: { site: of.id } })
    else return false
    return true
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears one key of the controls inside it
    <div className="site-board" onKeyDown={onSlash}>
      <Summary narrow={narrow} sites={sites} search={search} change={change} />
      <div className="site-main">
        <Filters id={find} text={text} setText={setText} search={search} change={change} />
        <p className="ledger-status" role="status">
          {t(siteWords.shown, {
            n: rows.length,
            free: format.number(sum.free),
            occupied: format.number(sum.occupied),
          })}
        </p>
        {rows.length === 0 ? (
          <Empty title={t(siteWords.noneFiltered)} />
        ) : narrow ? (
          <SiteList
            name={t(siteWords.gridName, { n: rows.length })}
            sites={rows}
            onOpen={(of) => {
              setActive(of.id)
              open(true)
            }}
          />
        ) : (
          <>
            <VirtualGrid
              name={t(siteWords.gridName, { n: rows.length })}
              columns={columns}
              rows={rows}
              active={active}
              onActive={(of) => setActive(of.id)}
              onOpen={() => panel.current?.querySelector<HTMLElement>('button, a')?.focus()}
              onKey={onKey}
              sorting={{ by: search.sort, down: search.down ?? false, onSort: sort }}
              focus={grid}
            />
            <p className="ledger-keys muted">{t(siteWords.gridKeys)}</p>
          </>
        )}
      </div>
      {narrow ? (
        <SiteSheet site={opened && !asked ? site : undefined} onClose={() => open(false)} onAsk={ask} />
      ) : (
        <aside
          className="site-panel"
          aria-label={t(siteWords.panel)}
          ref={panel}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.defaultPrevented) grid.current?.focus()
          }}
        >
          {site ? (
            <SitePanel site={site} onAsk={ask} />
          ) : (
            <p className="muted">{t(siteWords.nothingSelected)}</p>
          )}
        </aside>
      )}
      {asked && site ? <Asked deed={asked} site={site} onClose={() => ask(undefined)} /> : null}
    </div>
  )
}

function Asked({ deed, site, onClose }: { deed: SiteDeed; site: SiteView; onClose: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const tell = useToast()
  const queries = useQueryClient()
  return (
    <SiteDeedDialog
      deed={deed}
      site={site}
      onClose={onClose}
      onDone={(done) => {
        keepSite(queries, done)
        tell(
          t(siteWords.openDone, { name: siteName(done, language), state: t(SITE_STATE_WORDS[done.state]) }),
        )
        onClose()
      }}
    />
  )
}

function Summary(props: BoardProps & { narrow: boolean }) {
  const t = useT()
  const { narrow, sites, search, change } = props
  const sums = <SiteSummary sites={sites} search={search} onSearch={change} />
  if (!narrow) return sums
  return (
    <details>
      <summary>
        {t(siteWords.byKind)} / {t(siteWords.byCommunity)}
      </summary>
      {sums}
    </details>
  )
}

function SiteSheet(props: {
  site: SiteView | undefined
  onClose: () => void
  onAsk: (deed: SiteDeed) => void
}) {
  const { language } = useLanguage()
  const { site, onClose, onAsk } = props
  return (
    <Dialog open={site !== undefined} onClose={onClose} title={site ? siteName(site, language) : ''}>
      {site ? (
        <div className="site-panel">
          <SitePanel site={site} onAsk={onAsk} />
        </div>
      ) : null}
    </Dialog>
  )
}

function Filters(props: {
  readonly id: string
  readonly text: string
  readonly setText: (text: string) => void
  readonly search: SiteSearch
  readonly change: (more: Partial<SiteSearch>) => void
}) {
  const t = useT()
  const { id, text, setText, search, change } = props
  const flags = [
    ['free', siteWords.onlyFree],
    ['over', siteWords.onlyOver],
    ['incomplete', siteWords.onlyIncomplete],
  ] as const
  const filtered =
    text !== '' ||
    [search.kind, search.state, search.community, search.free, search.over, search.incomplete].some(Boolean)
  return (
    <search className="filters" aria-label={t(siteWords.filters)}>
      <Field
        id={id}
        type="search"
        label={t(siteWords.find)}
        labelHidden
        placeholder={t(siteWords.findHint)}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Select
        label={t(siteWords.stateFilter)}
        labelHidden
        value={search.state ?? ''}
        options={[
          { value: '', label: t(siteWords.allStates) },
          ...SITE_STATES.map((value) => ({ value, label: t(SITE_STATE_WORDS[value]) })),
        ]}
        onChoose={(state) => change({ state: state || undefined })}
      />
      {flags.map(([flag, word]) => (
        <label key={flag} className="check">
          <input
            type="checkbox"
            checked={search[flag] ?? false}
            onChange={(event) => change({ [flag]: event.target.checked || undefined })}
          />
          {t(word)}
        </label>
      ))}
      {filtered ? (
        <Button
          look="quiet"
          onClick={() => {
            setText('')
            change({
              kind: undefined,
              state: undefined,
              community: undefined,
              free: undefined,
              over: undefined,
              name: undefined,
            })
          }}
        >
          {t(siteWords.clear)}
        </Button>
      ) : null}
    </search>
  )
}
