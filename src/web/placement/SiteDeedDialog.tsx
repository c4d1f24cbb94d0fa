/** Asks once before a site opens, pauses or closes, and says what it means for the people in it. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { SiteView } from '../../modules/placement/model.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Field } from '../kit/Field.tsx'
import { newId } from '../kit/id.ts'
import { siteName } from '../kit/site-name.ts'
import { type Say, useLanguage, useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { focusFirst } from './focus-first.ts'
import { Refused } from './Refused.tsx'
import { doSiteDeed, type SiteDeed, type SiteDeedInput } from './site-deeds.ts'
import { siteWords } from './site-words.ts'

interface Props {
  readonly deed: SiteDeed
  readonly site: SiteView
  readonly onClose: () => void
  readonly onDone: (site: SiteView) => void
}

/** `18:00` of a minute of the day. */
export function clockOfMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function askText(t: Say, deed: SiteDeed, site: SiteView, name: string): string {
  const count = site.occupied + site.over
  if (deed === 'suspend') return t(siteWords.suspendAsk, { name, count })
  if (deed === 'close') return t(count > 0 ? siteWords.closeAskInside : siteWords.closeAsk, { name, count })
  if (site.opensFrom === null) return t(siteWords.openAsk, { name })
  return t(siteWords.openAskHour, { name, clock: clockOfMinute(site.opensFrom) })
}

export function SiteDeedDialog({ deed, site, onClose, onDone }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const form = useId()
  const [command] = useState(newId)
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: (input: SiteDeedInput) => doSiteDeed(deed, site, input),
    onSuccess: onDone,
  })
  const lacks = deed === 'suspend' && reason.trim().length < 2 ? t(siteWords.reasonMissing) : undefined
  const hour = deed === 'open' && site.opensFrom !== null ? clockOfMinute(site.opensFrom) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (lacks === undefined && !act.isPending)
      act.mutate({ command, now: true, reason: reason.trim(), moveInside: true })
  }
  const name = siteName(site, language)
  const inside = deed === 'close' && site.occupied + site.over > 0
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${t(siteWords[deed])} · ${name}`}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          {hour ? (
            <Button
              busy={act.isPending}
              onClick={() => act.mutate({ command, now: false, reason: '', moveInside: true })}
            >
              {t(siteWords.openAtHour, { clock: hour })}
            </Button>
          ) : null}
          {inside ? (
            <Button
              busy={act.isPending}
              onClick={() => act.mutate({ command, now: true, reason: '', moveInside: false })}
            >
              {t(siteWords.closeKeep)}
            </Button>
          ) : null}
          <span
            ref={(around) =>
              focusFirst(deed === 'suspend' ? null : (around?.querySelector('button') ?? null))
            }
          >
            <Button
              type="submit"
              form={form}
              look={deed === 'open' ? 'primary' : 'danger'}
              why={lacks}
              busy={act.isPending}
            >
              {t(hour ? siteWords.openNow : inside ? siteWords.closeMove : siteWords[deed])}
            </Button>
          </span>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <p className="ask">{askText(t, deed, site, name)}</p>
        {deed === 'suspend' ? (
          <div ref={(around) => focusFirst(around?.querySelector('input') ?? null)}>
            <Field
              label={t(siteWords.suspendReason)}
              placeholder={t(siteWords.suspendHint)}
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        ) : null}
        <Refused error={act.error} />
      </form>
    </Dialog>
  )
}
