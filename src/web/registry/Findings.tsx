/** What the program makes of a table: the first rows as read, and every remark with its row. */
import { useMutation } from '@tanstack/react-query'
import { registryApi } from '../../modules/registry/api.ts'
import type { Preview } from '../../modules/registry/model.ts'
import { SITE_KIND_WORDS } from '../../modules/sites/words.ts'
import { Button } from '../kit/Button.tsx'
import { type Column, DataList } from '../kit/DataList.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { tellFailure } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { StateMark } from '../kit/StateMark.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import type { ChosenFile } from './chosen-file.ts'
import type { Reading } from './decisions.ts'
import { download } from './download.ts'
import { words } from './words.ts'

type SampleRow = Preview['sample'][number]
type Fault = Preview['faults'][number]

export function Sample({ rows }: { rows: readonly SampleRow[] }) {
  const t = useT()
  const format = useFormat()
  const columns: Column<SampleRow>[] = [
    { key: 'line', head: t(words.line), kind: 'number', cell: ({ line }) => line },
    { key: 'name', head: t(words.name), kind: 'main', cell: ({ name }) => name },
    { key: 'kind', head: t(words.siteKind), cell: ({ kind }) => t(SITE_KIND_WORDS[kind]) },
    {
      key: 'places',
      head: t(words.placesOf),
      kind: 'number',
      cell: ({ places }) => (places === 0 ? t(words.missing) : format.number(places)),
    },
    {
      key: 'position',
      head: t(words.position),
      cell: ({ lon, lat }) =>
        lon === null || lat === null ? t(words.missing) : `${lon.toFixed(4)}, ${lat.toFixed(4)}`,
    },
    { key: 'address', head: t(words.address), kind: 'wide', cell: ({ address }) => address },
  ]
  return (
    <div className="section">
      <h2>{t(words.sample)}</h2>
      <DataList
        caption={t(words.sample)}
        columns={columns}
        rows={rows}
        rowKey={({ line }) => String(line)}
        empty={null}
      />
    </div>
  )
}

/** Faults shown before somebody asks for all. */
const FIRST = 20

export function Faults({ preview, file, reading }: { preview: Preview; file: ChosenFile; reading: Reading }) {
  const t = useT()
  const { language } = useLanguage()
  const all = useMutation({
    mutationFn: () =>
      download(registryApi.faults, { body: { file: file.text, reading } }, `${file.name}.csv`),
  })
  if (preview.faults.length === 0) return null
  const columns: Column<Fault>[] = [
    { key: 'line', head: t(words.line), kind: 'number', cell: ({ line }) => line },
    { key: 'name', head: t(words.name), kind: 'main', cell: ({ name }) => name || t(words.missing) },
    {
      key: 'out',
      head: t(words.use),
      cell: ({ out }) => (
        <StateMark
          glyph={out ? '×' : '!'}
          word={t(out ? words.rowOut : words.rowUsed)}
          tone={out ? 'danger' : 'attention'}
        />
      ),
    },
    { key: 'what', head: t(words.what), kind: 'wide', cell: (fault) => tellFailure(fault, language) },
  ]
  return (
    <div className="section">
      <h2>{t(words.faults)}</h2>
      <ul>
        {preview.faultCounts.map(({ code, count }) => (
          <li key={code}>
            <strong>{t(words.faultsOf, { count })}</strong> {tellFailure({ code, details: MARKS }, language)}
          </li>
        ))}
      </ul>
      <div className="row">
        <span className="muted">{t(words.faultsShown, { n: Math.min(FIRST, preview.faults.length) })}</span>
        <Button busy={all.isPending} onClick={() => all.mutate()}>
          {t(words.faultsFile)}
        </Button>
      </div>
      {all.error ? <ErrorNote error={all.error} /> : null}
      <DataList
        caption={t(words.faults)}
        columns={columns}
        rows={preview.faults.slice(0, FIRST)}
        rowKey={({ line, code }) => `${line} ${code}`}
        empty={null}
      />
    </div>
  )
}

/** What stands for the single row's own figures where many rows are told of in one sentence. */
const MARKS = { name: '…', km: '…' }
