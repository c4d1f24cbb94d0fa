/** One word on one road: which, how it is, who said so. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { roadApi } from '../../modules/road/api.ts'
import { ROAD_SOURCES, ROAD_STATES, type RoadSource, type RoadState } from '../../modules/road/model.ts'
import { ROAD_SOURCE_WORDS, ROAD_STATE_WORDS } from '../../modules/road/words.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Field } from '../kit/Field.tsx'
import { newId } from '../kit/id.ts'
import { useNow } from '../kit/now.tsx'
import { Select } from '../kit/Select.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { momentOf } from './clock.ts'
import { words } from './words.ts'

export function PostDialog({ onClose, onPosted }: { onClose: () => void; onPosted: () => void }) {
  const t = useT()
  const tell = useToast()
  const form = useId()
  const now = useNow(30_000)
  const [command] = useState(newId)
  const [road, setRoad] = useState('G30')
  const [direction, setDirection] = useState('')
  const [state, setState] = useState<RoadState>('closed')
  const [source, setSource] = useState<RoadSource>('police')
  const [until, setUntil] = useState('')
  const [note, setNote] = useState('')
  const post = useMutation({
    mutationFn: () => {
      const end = momentOf(until, now)
      const more = end === undefined ? {} : { until: end }
      return call(roadApi.post, { body: { command, road, direction, state, source, note, ...more } })
    },
    onSuccess: () => {
      tell(t(words.posted))
      onPosted()
    },
  })
  const why = road.trim() === '' ? t(words.roadMissing) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why === undefined && !post.isPending) post.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.post)}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button type="submit" form={form} look="primary" why={why} busy={post.isPending}>
            {t(words.post)}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <Field
          label={t(words.road)}
          hint={t(words.roadHint)}
          maxLength={40}
          value={road}
          onChange={(event) => setRoad(event.target.value)}
        />
        <Field
          label={t(words.direction)}
          hint={t(words.directionHint)}
          optional
          maxLength={40}
          value={direction}
          onChange={(event) => setDirection(event.target.value)}
        />
        <Select
          label={t(words.state)}
          value={state}
          options={ROAD_STATES.map((value) => ({ value, label: t(ROAD_STATE_WORDS[value]) }))}
          onChoose={setState}
        />
        <Select
          label={t(words.source)}
          value={source}
          options={ROAD_SOURCES.map((value) => ({ value, label: t(ROAD_SOURCE_WORDS[value]) }))}
          onChoose={setSource}
        />
        <Field
          label={t(words.until)}
          optional
          type="time"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
        <Field
          label={t(words.note)}
          hint={t(words.noteHint)}
          optional
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {post.error ? <ErrorNote error={post.error} /> : null}
      </form>
    </Dialog>
  )
}
