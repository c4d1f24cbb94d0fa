/** Sites out of a table, seen before it is done; and the county's own table, taken out. */
import './registry.css'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import { registryApi } from '../../modules/registry/api.ts'
import type { AlikeAct, ImportDone, Preview } from '../../modules/registry/model.ts'
import { Button } from '../kit/Button.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Note } from '../kit/Note.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { addressOf, call, prefixOf } from '../shell/client.ts'
import { Alike } from './Alike.tsx'
import { Columns } from './Columns.tsx'
import { type ChosenFile, readFile, type Unusable } from './chosen-file.ts'
import {
  type Decisions,
  effectOf,
  FIRST_READING,
  obstacleOf,
  type Reading,
  UNDECIDED,
  undecided,
} from './decisions.ts'
import { Faults, Sample } from './Findings.tsx'
import { History } from './History.tsx'
import { words } from './words.ts'

const FORMATS = { csv: 'CSV', xlsx: 'XLSX', geojson: 'GeoJSON' } as const

export function ImportPage() {
  const t = useT()
  const queries = useQueryClient()
  const [file, setFile] = useState<ChosenFile>()
  const [done, setDone] = useState<ImportDone>()
  return (
    <>
      <PageHeader title={t(words.title)} summary={t(words.lead)} actions={<TakeOut />} />
      {done ? <Done done={done} /> : null}
      <Pick
        onFile={(chosen) => {
          setDone(undefined)
          setFile(chosen)
        }}
      />
      {file ? (
        <Chosen
          key={file.id}
          file={file}
          onDone={(result) => {
            setDone(result)
            setFile(undefined)
            void queries.invalidateQueries()
          }}
        />
      ) : (
        <History />
      )}
    </>
  )
}

function TakeOut() {
  const t = useT()
  return (
    <>
      {(Object.keys(FORMATS) as (keyof typeof FORMATS)[]).map((format) => (
        <a
          key={format}
          className="button button-plain button-normal"
          href={addressOf(registryApi.export, { params: { format } }, prefixOf(location.pathname))}
          download={`sites.${format}`}
        >
          {t(words.takeOut)} {FORMATS[format]}
        </a>
      ))}
      <Link className="button button-quiet button-normal" to={routes.sites}>
        {t(words.board)}
      </Link>
    </>
  )
}

function Done({ done }: { done: ImportDone }) {
  const t = useT()
  const format = useFormat()
  return (
    <Note tone="calm" live>
      <p>
        {t(words.done, {
          ...{ imported: done.imported, changed: done.changed },
          ...{ repeated: done.repeated, leftOut: done.leftOut, places: format.number(done.places) },
        })}
      </p>
      {done.incomplete > 0 ? <p>{t(words.doneIncomplete, { n: done.incomplete })}</p> : null}
      <Link to={routes.sites}>{t(words.board)}</Link>
    </Note>
  )
}

function Pick({ onFile }: { onFile: (file: ChosenFile) => void }) {
  const t = useT()
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState<Unusable>()
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    const read = await readFile(file, newId())
    if (typeof read === 'string') setWrong(read)
    else {
      setWrong(undefined)
      onFile(read)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <section className="section" aria-label={t(words.choose)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the input inside does the same by key */}
      <div
        className="import-drop"
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          id="import-file"
          className="aloud"
          type="file"
          accept=".csv,.tsv,.txt,.xlsx,.geojson,.json"
          onChange={(event) => {
            void take(event.target.files?.[0])
            // The same file, corrected, is a choice too.
            event.target.value = ''
          }}
        />
        {/* The browser's own button speaks the browser's language. */}
        <label htmlFor="import-file" className="button button-primary button-large">
          {t(words.choose)}
        </label>
        <span className="muted">{t(words.chooseHint)}</span>
      </div>
      {wrong ? (
        <Note tone="danger" live>
          {t(words[wrong])}
        </Note>
      ) : null}
    </section>
  )
}

interface ChosenProps {
  readonly file: ChosenFile
  readonly onDone: (done: ImportDone) => void
}

/** A file is read again whenever somebody says how. */
function Chosen({ file, onDone }: ChosenProps) {
  const t = useT()
  const format = useFormat()
  const [reading, setReading] = useState<Reading>(FIRST_READING)
  const preview = useQuery({
    queryKey: ['site-import', file.id, reading],
    queryFn: ({ signal }) => call(registryApi.preview, { body: { file: file.text, reading } }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
  })
  return (
    <Loaded query={preview}>
      {(seen) => (
        <>
          <h2>{t(words.chosen, { name: file.name, rows: format.number(seen.rows) })}</h2>
          <Decide {...{ file, reading, onDone }} onReading={setReading} preview={seen} />
        </>
      )}
    </Loaded>
  )
}

interface DecideProps extends ChosenProps {
  readonly preview: Preview
  readonly reading: Reading
  readonly onReading: (reading: Reading) => void
}

function Decide({ file, preview, reading, onReading, onDone }: DecideProps) {
  const t = useT()
  const [decisions, decide] = useState<Decisions>(UNDECIDED)
  const [command] = useState(newId)
  const act = useMutation({
    mutationFn: () => call(registryApi.import, { body: bodyOf(command, file, reading, decisions) }),
    onSuccess: onDone,
  })
  const { added, changed } = effectOf(preview, decisions)
  const obstacle = obstacleOf(preview, decisions)
  const why = {
    faulty: t(words.whyFaulty, { n: preview.counts.out }),
    undecided: t(words.left, { n: undecided(preview, decisions) }),
    nothing: t(words.nothing),
  }
  return (
    <>
      <Counts counts={preview.counts} />
      <Columns {...{ preview, reading, onReading }} />
      <Sample rows={preview.sample} />
      <Alike {...{ preview, decisions }} onDecide={decide} />
      <Faults {...{ preview, file, reading }} />
      <Options {...{ preview, decisions }} onDecide={decide} />
      {act.error ? <ErrorNote error={act.error} /> : null}
      <div className="row import-act">
        <Button
          look="primary"
          size="large"
          busy={act.isPending}
          why={obstacle && why[obstacle]}
          onClick={() => act.mutate()}
        >
          {added > 0 || changed === 0
            ? t(words.importN, { n: added })
            : t(words.importChanges, { n: changed })}
        </Button>
      </div>
    </>
  )
}

function bodyOf(command: string, file: ChosenFile, reading: Reading, decisions: Decisions) {
  return {
    command,
    file: file.text,
    reading,
    alike: Object.entries(decisions.alike).map(([line, act]: [string, AlikeAct]) => ({
      line: Number(line),
      act,
    })),
    known: decisions.update ? ('update' as const) : ('keep' as const),
    incomplete: decisions.leaveIncomplete ? ('leave' as const) : ('keep' as const),
    faulty: decisions.leaveFaulty ? ('leave' as const) : ('refuse' as const),
  }
}

function Counts({ counts }: { counts: Preview['counts'] }) {
  const t = useT()
  const format = useFormat()
  const shown = [
    [words.ready, counts.ready, undefined],
    [words.places, counts.places, undefined],
    [words.incomplete, counts.incomplete, 'attention'],
    [words.known, counts.known, undefined],
    [words.changed, counts.changed, undefined],
    [words.alikeCount, counts.alike, 'attention'],
    [words.out, counts.out, 'danger'],
  ] as const
  return (
    <section className="section" aria-label={t(words.outcome)}>
      <dl className="import-counts">
        {shown.map(([word, count, tone]) => (
          <div key={word.en} data-tone={count > 0 ? tone : undefined}>
            <dt>{t(word)}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Options({
  preview: { counts },
  decisions,
  onDecide,
}: {
  preview: Preview
  decisions: Decisions
  onDecide: (decisions: Decisions) => void
}) {
  const t = useT()
  const offered = [
    ['update', counts.changed, words.update, undefined],
    ['leaveIncomplete', counts.incomplete, words.leaveIncomplete, words.incompleteHint],
    ['leaveFaulty', counts.out, words.leaveFaulty, words.faultyHint],
  ] as const
  const needed = offered.filter(([, count]) => count > 0)
  if (needed.length === 0) return null
  return (
    <section className="section stack" aria-label={t(words.options)}>
      <h2>{t(words.options)}</h2>
      {needed.map(([key, n, word, hint]) => (
        <label key={key} className="check">
          <input
            type="checkbox"
            checked={decisions[key]}
            onChange={(event) => onDecide({ ...decisions, [key]: event.target.checked })}
          />
          <span>
            {t(word, { n })}
            {hint ? <span className="muted"> {t(hint)}</span> : null}
          </span>
        </label>
      ))}
    </section>
  )
}
