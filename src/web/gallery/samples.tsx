/** The samples of buttons, states, notes, lists and overlays. */
import { useState } from 'react'
import { HOUR, MINUTE } from '../../base/time.ts'
import { Age } from '../kit/Age.tsx'
import { Button } from '../kit/Button.tsx'
import { DataList } from '../kit/DataList.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { KeyHint } from '../kit/KeyHint.tsx'
import { Loading } from '../kit/Loaded.tsx'
import { Note } from '../kit/Note.tsx'
import { Progress } from '../kit/Progress.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { Tabs } from '../kit/Tabs.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { words } from './words.ts'

export function Buttons() {
  const t = useT()
  return (
    <div className="row samples-buttons">
      <Button look="primary">{t(words.primary)}</Button>
      <Button>{t(words.plain)}</Button>
      <Button look="danger">{t(words.danger)}</Button>
      <Button look="quiet">{t(words.quiet)}</Button>
      <Button look="primary" size="large">
        {t(words.large)}
      </Button>
      <Button look="primary" busy>
        {t(words.busy)}
      </Button>
      <Button look="danger" why={t(words.why)}>
        {t(words.danger)}
      </Button>
    </div>
  )
}

export function States({ now }: { now: number }) {
  const t = useT()
  return (
    <div className="stack">
      <div className="row">
        <StateMark glyph="○" tone="danger" word={t(words.waiting)} />
        <StateMark glyph="◐" tone="attention" word={t(words.placed)} />
        <StateMark glyph="●" tone="calm" word={t(words.arrived)} />
        <StateMark glyph="❢" tone="danger" word={t(words.help)} />
        <StateMark glyph="→" tone="quiet" word={t(words.departed)} />
        <StateMark glyph="▶" tone="info" word={t(words.busy)} />
      </div>
      <div className="row">
        <Age at={now} />
        <Age at={now - 4 * MINUTE} />
        <Age at={now - 75 * MINUTE} />
        <Age at={now - 30 * HOUR} />
      </div>
    </div>
  )
}

export function Notes() {
  const t = useT()
  return (
    <div className="stack">
      <Note tone="calm">{t(words.noteCalm)}</Note>
      <Note tone="info">{t(words.noteInfo)}</Note>
      <Note tone="attention">{t(words.noteAttention)}</Note>
      <Note tone="danger">{t(words.noteDanger)}</Note>
      <Note tone="quiet">{t(words.noteQuiet)}</Note>
      <ErrorNote error={{ code: 'placement.no_room', details: {} }} retry={() => {}} />
      <ErrorNote error={new TypeError('failed to fetch')} />
      <Empty title={t(words.empty)}>
        <p>{t(words.emptyNext)}</p>
        <Button look="primary">{t(words.primary)}</Button>
      </Empty>
      <Loading />
    </div>
  )
}

export function Lists() {
  const t = useT()
  const rows = [
    { id: '1', name: t(words.hall), free: 38, glyph: '●', tone: 'calm', word: t(words.arrived) },
    { id: '2', name: t(words.gym), free: 0, glyph: '○', tone: 'danger', word: t(words.waiting) },
  ] as const
  return (
    <DataList
      caption={t(words.lists)}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<Empty title={t(words.empty)} />}
      columns={[
        { key: 'name', head: t(words.site), kind: 'main', cell: (row) => row.name },
        { key: 'free', head: t(words.free), kind: 'number', cell: (row) => row.free },
        {
          key: 'state',
          head: t(words.state),
          kind: 'wide',
          cell: (row) => <StateMark glyph={row.glyph} tone={row.tone} word={row.word} />,
        },
      ]}
    />
  )
}

export function Overlays() {
  const t = useT()
  const tell = useToast()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <div className="row">
      <Button onClick={() => setOpen(true)}>{t(words.openDialog)}</Button>
      <Button onClick={() => tell(t(words.toast))}>{t(words.showToast)}</Button>
      <Dialog
        open={open}
        onClose={close}
        title={t(words.dialogTitle)}
        actions={
          <>
            <Button onClick={close}>{t(kitWords.cancel)}</Button>
            <Button look="danger" onClick={close}>
              {t(words.danger)}
            </Button>
          </>
        }
      >
        <p>{t(words.dialogText)}</p>
      </Dialog>
    </div>
  )
}

export function Rest() {
  const t = useT()
  const [tab, setTab] = useState<'tab1' | 'tab2' | 'tab3'>('tab1')
  const keys = ['tab1', 'tab2', 'tab3'] as const
  return (
    <div className="stack">
      <Tabs
        label={t(words.lists)}
        tabs={keys.map((key) => ({ key, label: t(words[key]) }))}
        chosen={tab}
        onChoose={setTab}
      >
        <p>{t(words.panel, { tab: t(words[tab]) })}</p>
      </Tabs>
      <Progress label={t(words.progress)} done={16_240} total={25_000} />
      <p>
        <KeyHint keys="Ctrl K" />
      </p>
    </div>
  )
}
