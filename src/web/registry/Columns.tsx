/** Which heading of the file is which field, and what the file does not say of itself. */
import { CRS, type Preview } from '../../modules/registry/model.ts'
import { SITE_KINDS } from '../../modules/sites/model.ts'
import { SITE_FIELDS, type SiteField } from '../../modules/sites/rows.ts'
import { SITE_KIND_WORDS } from '../../modules/sites/words.ts'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Select } from '../kit/Select.tsx'
import { useT } from '../kit/t.tsx'
import { type Reading, withColumn } from './decisions.ts'
import { CRS_WORDS, FIELD_WORDS, words } from './words.ts'

type Heading = Preview['headers'][number]

interface Props {
  readonly preview: Preview
  readonly reading: Reading
  readonly onReading: (reading: Reading) => void
}

export function Columns({ preview, reading, onReading }: Props) {
  const t = useT()
  const fieldOf = (heading: string): SiteField | '' =>
    SITE_FIELDS.find((field) => preview.columns[field] === heading) ?? ''
  const options = [
    { value: '' as const, label: t(words.notImported) },
    ...SITE_FIELDS.map((value) => ({ value, label: t(FIELD_WORDS[value]) })),
  ]
  const columns: Column<Heading>[] = [
    { key: 'heading', head: t(words.heading), kind: 'main', cell: ({ name }) => name },
    { key: 'samples', head: t(words.samples), kind: 'wide', cell: ({ samples }) => samples.join(' · ') },
    {
      key: 'field',
      head: t(words.field),
      cell: ({ name }) => (
        <Select<SiteField | ''>
          label={t(words.fieldOf, { heading: name })}
          labelHidden
          value={fieldOf(name)}
          options={options}
          onChoose={(field) => onReading({ ...reading, columns: withColumn(preview.columns, name, field) })}
        />
      ),
    },
  ]
  return (
    <div className="section import-columns">
      <h2>{t(words.columns)}</h2>
      <p className="muted">{t(words.columnsHint)}</p>
      <DataList
        caption={t(words.columns)}
        columns={columns}
        rows={preview.headers}
        rowKey={({ name }) => name}
        empty={null}
      />
      <div className="row">
        {preview.asksCrs ? (
          <Select
            label={t(words.crs)}
            hint={t(words.crsHint)}
            value={reading.crs}
            options={CRS.map((value) => ({ value, label: t(CRS_WORDS[value]) }))}
            onChoose={(crs) => onReading({ ...reading, crs })}
          />
        ) : null}
        <Select
          label={t(words.kind)}
          value={reading.kind}
          options={SITE_KINDS.map((value) => ({ value, label: t(SITE_KIND_WORDS[value]) }))}
          onChoose={(kind) => onReading({ ...reading, kind })}
        />
      </div>
    </div>
  )
}
