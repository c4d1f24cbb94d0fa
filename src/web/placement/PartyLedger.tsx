/** The traveller ledger: every registered party, live, by keyboard; filters stand in the address. */
import './placement.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
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
import { placementApi } from '../../modules/placement/api.ts'
import type { PartyRow, PartyView } from '../../modules/placement/model.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFormat } from '../kit/format.ts'
import { Loading } from '../kit/Loaded.tsx'
import { useNarrow } from '../kit/narrow.ts'
import { PageHeader } from '../kit/PageHeader.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { usePlaces } from '../shell/places.ts'
import type { Book } from './book.ts'
import { type PartyColumn, usePartyColumns } from './columns.ts'
import { DeedDialog } from './DeedDialog.tsx'
import { DEED_KEYS, type Deed, doneWord, rowAfter, whyNotDeed } from './deeds.ts'
import { LedgerFilters } from './LedgerFilters.tsx'
import { Headline, Reading } from './LedgerHead.tsx'
import { LedgerLinks } from './LedgerLinks.tsx'
import { useTellWhy } from './PartyActions.tsx'
import { PartyList } from './PartyList.tsx'
import { PartyPanel } from './PartyPanel.tsx'
import { PrintSheet } from './PrintSheet.tsx'
import { Refused } from './Refused.tsx'
import { RegisterDialog } from './RegisterDialog.tsx'
import { chosen, personsIn } from './rows.ts'
import { type PartyOrder, type PartySearch, partySearch } from './search.ts'
import { tsv } from './tsv.ts'
import { useBook } from './use-book.ts'
import { PAUSE, useFollowed } from './use-followed.ts'
import { partyKey } from './use-party.ts'
import { VirtualGrid } from './VirtualGrid.tsx'
import { words } from './words.ts'

/** Filters from the address, and a way to change them that leaves no trail in the history. */
function usePartySearch() {
  const raw: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const router = useRouter()
  const search = useMemo(() => partySearch(raw), [raw])
  const change = useCallback(
    async (more: Partial<PartySearch>) => {
      // Who is on the way to another page is not called back.
      if (!router.latestLocation.pathname.endsWith(routes.parties)) return
      await navigate({
        to: routes.parties,
        search: (old) => partySearch({ ...old, ...more }),
        replace: true,
        resetScroll: false,
      })
    },
    [navigate, router],
  )
  return { search, change }
}

const NOBODY: ReadonlySet<string> = new Set()

/** Names, telephone tails and plates are not in the rows: the server finds them, and tells only ids. */
function useFound(text: string) {
  const [asked, ask] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => ask(text.trim()), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  const found = useQuery({
    queryKey: ['placement', 'found', asked],
    enabled: asked.length >= 2,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const answer = await call(placementApi.parties, { query: { q: asked, limit: 200 } }, { signal })
      return new Set(answer.parties.map((party) => party.id))
    },
  })
  const current = asked.length >= 2 && asked === text.trim()
  return {
    ids: current ? (found.data ?? NOBODY) : NOBODY,
    busy: current && found.isFetching,
    error: found.error,
  }
}

/** Codes are typed with spaces and dashes as they are said; anything else is looked up by the server alone. */
function codeDigits(text: string): string {
  const bare = text.replace(/[\s-]/g, '')
  return /^\d*$/.test(bare) ? bare : text.trim()
}

/** The part of a code that is typed; undefined where something else is. */
function codeIn(text: string): string | undefined {
  const digits = codeDigits(text)
  return /^\d+$/.test(digits) ? digits : undefined
}

export function PartyLedger() {
  const t = useT()
  const format = useFormat()
  const { search, change } = usePartySearch()
  const { book, keeper } = useBook()
  const [text, setText] = useState(search.code ?? '')
  const [active, setActive] = useState(search.at)
  const [asked, ask] = useState<{ deed: Deed; row: PartyRow }>()
  const [registering, register] = useState(false)
  const found = useFound(text)
  const columns = usePartyColumns()
  const shownText = useDeferredValue(text)
  const rows = useMemo(
    () => chosen(book.rows, search, codeDigits(shownText), found.ids),
    [book.rows, search, shownText, found.ids],
  )
  useFollowed(codeIn(text), search.code, (code) => change({ code }))
  useFollowed(active, search.at, (at) => change({ at }))
  const persons = useMemo(() => personsIn(rows), [rows])
  // Nobody is not "0 travellers" before the first page is read, nor where it could not be.
  const unread = book.state !== 'ready' && book.rows.length === 0
  return (
    <>
      <PageHeader
        title={t(words.title)}
        summary={unread ? undefined : <Headline book={book} />}
        actions={
          <>
            <Copy rows={rows} columns={columns} />
            <Button onClick={() => print()}>{t(words.print)}</Button>
            <Button look="primary" onClick={() => register(true)}>
              {t(words.registerParty)}
            </Button>
          </>
        }
      />
      <LedgerLinks />
      <Reading book={book} />
      {book.error ? <Refused error={book.error} retry={() => void keeper.load()} /> : null}
      <Table
        rows={rows}
        columns={columns}
        all={book.rows}
        state={book.state}
        search={search}
        change={change}
        text={text}
        setText={setText}
        active={active}
        setActive={setActive}
        onAsk={(deed, row) => ask({ deed, row })}
        paused={asked !== undefined || registering}
        status={
          found.busy
            ? t(words.finding)
            : unread
              ? ''
              : t(words.shown, { parties: format.number(rows.length), persons: format.number(persons) })
        }
      />
      <PrintSheet rows={rows} columns={columns} />
      {asked ? <Asked {...asked} onClose={() => ask(undefined)} /> : null}
      {registering ? (
        <RegisterDialog onClose={() => register(false)} onRegistered={() => keeper.touch()} />
      ) : null}
    </>
  )
}

/** The deed asked for, and what becomes of the row when it is done. */
function Asked({ deed, row, onClose }: { deed: Deed; row: PartyRow; onClose: () => void }) {
  const t = useT()
  const tell = useToast()
  const queries = useQueryClient()
  const { keeper } = useBook()
  const entry = usePlaces().data?.entries.find((one) => one.id === row.entry)
  const done = (view: PartyView) => {
    keeper.take([rowAfter(row, view)])
    keeper.touch()
    queries.setQueryData(partyKey(row.id), view)
    tell(t(doneWord(deed, row), { code: row.code, site: view.placement?.site.name ?? '' }))
    onClose()
  }
  return <DeedDialog deed={deed} party={row} from={entry} onClose={onClose} onDone={done} />
}

interface TableProps {
  readonly rows: readonly PartyRow[]
  readonly all: readonly PartyRow[]
  readonly columns: readonly PartyColumn[]
  readonly state: Book['state']
  readonly search: PartySearch
  readonly change: (more: Partial<PartySearch>) => Promise<void>
  readonly text: string
  readonly setText: (text: string) => void
  readonly active: string | undefined
  readonly setActive: (id: string | undefined) => void
  readonly onAsk: (deed: Deed, row: PartyRow) => void
  readonly paused: boolean
  readonly status: string
}

function Table(props: TableProps) {
  const { rows, all, columns, search, change, active, setActive, onAsk } = props
  const t = useT()
  const tell = useToast()
  const actor = useActor()
  const tellWhy = useTellWhy()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const grid = useRef<HTMLDivElement>(null)
  const find = useId()
  const row = rows.find((one) => one.id === active)

  // Whoever opens the ledger can use its keys at once.
  const ready = props.state === 'ready' || all.length > 0
  useEffect(() => {
    if (ready && document.activeElement === document.body) grid.current?.focus({ preventScroll: true })
  }, [ready])

  const askFor = (deed: Deed, of: PartyRow) => {
    const code = whyNotDeed(deed, actor, of)
    if (code) tell(tellWhy(code, of), 'attention')
    else onAsk(deed, of)
  }
  const open = async (of: PartyRow) => {
    await change({ at: of.id })
    await navigate({ to: routes.party, params: { id: of.id } })
  }
  const sort = (by: PartyOrder) =>
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
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears one key of the controls inside it
    <div className="ledger" onKeyDown={onSlash}>
      <LedgerFilters
        search={search}
        text={props.text}
        rows={all}
        find={find}
        onText={props.setText}
        onSearch={(more) => void change(more)}
        onLeave={() => {
          if (rows.length > 0 && !row) setActive(rows[0]?.id)
          grid.current?.focus()
        }}
      />
      <p className="ledger-status" role="status">
        {props.status}
      </p>
      {rows.length === 0 ? (
        <Nothing state={props.state} any={all.length > 0} />
      ) : narrow ? (
        <PartyList name={t(words.gridName, { n: rows.length })} rows={rows} />
      ) : (
        <div className="ledger-split">
          <div className="ledger-main">
            <VirtualGrid
              name={t(words.gridName, { n: rows.length })}
              columns={columns}
              rows={rows}
              active={active}
              onActive={(of) => setActive(of.id)}
              onOpen={(of) => void open(of)}
              onKey={(key, of) => {
                const deed = DEED_KEYS[key]
                if (deed) askFor(deed, of)
                return deed !== undefined
              }}
              sorting={{ by: search.sort, down: search.down ?? false, onSort: sort }}
              focus={grid}
            />
            <p className="ledger-keys muted">{t(words.gridKeys)}</p>
          </div>
          <PartyPanel row={row} onAsk={(deed) => row && askFor(deed, row)} />
        </div>
      )}
    </div>
  )
}

function Nothing({ state, any }: { state: Book['state']; any: boolean }) {
  const t = useT()
  // What could not be read is not empty; the note above says why.
  if (state === 'failed' && !any) return null
  if (state !== 'ready' && !any) return <Loading />
  return any ? (
    <Empty title={t(words.noneFiltered)} />
  ) : (
    <Empty title={t(words.none)}>
      <p>{t(words.noneText)}</p>
    </Empty>
  )
}

/** Copies the rows of the filter; Ctrl C in the grid does the same. */
function Copy({ rows, columns }: { rows: readonly PartyRow[]; columns: readonly PartyColumn[] }) {
  const t = useT()
  const tell = useToast()
  const table = useCallback(
    () => tsv([columns.map((one) => one.head), ...rows.map((row) => columns.map((one) => one.cell(row)))]),
    [rows, columns],
  )
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      if (document.activeElement?.getAttribute('role') !== 'grid' || !getSelection()?.isCollapsed) return
      event.clipboardData?.setData('text/plain', table())
      event.preventDefault()
      tell(t(words.copied, { n: rows.length }))
    }
    document.addEventListener('copy', onCopy)
    return () => document.removeEventListener('copy', onCopy)
  }, [table, rows.length, t, tell])
  // Plain http has no clipboard of its own; Ctrl C works there too.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(table())
      tell(t(words.copied, { n: rows.length }))
    } catch {
      tell(t(words.copyFailed), 'attention')
    }
  }
  return <Button onClick={() => void copy()}>{t(words.copy)}</Button>
}
