/** 值守链接: given to whoever runs the site tonight; link and PIN are shown this once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { dutyApi } from '../../modules/duty/api.ts'
import type { DutyView } from '../../modules/duty/model.ts'
import type { SiteView } from '../../modules/placement/model.ts'
import { mayNot } from '../../modules/placement/policy.ts'
import { Button } from '../kit/Button.tsx'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Note } from '../kit/Note.tsx'
import { useNow } from '../kit/now.tsx'
import { useT } from '../kit/t.tsx'
import { useCopy } from '../kit/use-copy.ts'
import { call, prefixOf } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { dutyWords as words } from './duty-words.ts'
import { Refused } from './Refused.tsx'

const keyOf = (site: string) => ['duty', site] as const

export function DutyLink({ site }: { site: SiteView }) {
  const actor = useActor()
  return mayNot.giveDuty(actor, site) === undefined ? <Link key={site.id} site={site} /> : null
}

function Link({ site }: { site: SiteView }) {
  const t = useT()
  const queries = useQueryClient()
  const [command, setCommand] = useState(newId)
  const params = { id: site.id }
  const found = useQuery({
    queryKey: keyOf(site.id),
    queryFn: ({ signal }) => call(dutyApi.ofSite, { params }, { signal }),
    refetchInterval: 30_000,
  })
  const keep = async () => {
    setCommand(newId())
    await queries.invalidateQueries({ queryKey: keyOf(site.id) })
  }
  const give = useMutation({
    mutationFn: () => call(dutyApi.give, { params, body: { command } }),
    onSuccess: keep,
  })
  const end = useMutation({
    mutationFn: () => call(dutyApi.end, { params, body: { command } }),
    onSuccess: async () => {
      give.reset()
      await keep()
    },
  })
  const duty = found.data?.duty
  const error = give.error ?? end.error ?? found.error
  return (
    <section className="stack" aria-label={t(words.title)}>
      <h3>{t(words.title)}</h3>
      <p className="muted">{t(duty ? words.giveNewHint : words.hint)}</p>
      <Status duty={duty} />
      {give.data ? <Once path={give.data.path} pin={give.data.pin} /> : null}
      <div className="row">
        <Button busy={give.isPending} onClick={() => give.mutate()}>
          {t(duty ? words.giveNew : words.give)}
        </Button>
        {duty ? (
          <Button look="quiet" busy={end.isPending} onClick={() => end.mutate()}>
            {t(words.end)}
          </Button>
        ) : null}
      </div>
      {error ? <Refused error={error} retry={() => void found.refetch()} /> : null}
    </section>
  )
}

function Status({ duty }: { duty: DutyView | null | undefined }) {
  const t = useT()
  const format = useFormat()
  // The link keeps real time, whatever the clock of a play shows.
  useNow(30_000)
  if (duty === undefined) return null
  if (duty === null) return <p>{t(words.none)}</p>
  const age = (since: number) => format.duration(Math.max(0, Date.now() - since))
  if (duty.locked) return <p>{t(words.locked)}</p>
  return (
    <p>
      {duty.takenAt === null
        ? t(words.notTaken, { age: age(duty.givenAt) })
        : t(words.taken, { age: age(duty.takenAt) })}
    </p>
  )
}

function Once({ path, pin }: { path: string; pin: string }) {
  const t = useT()
  const address = `${location.origin}${prefixOf(location.pathname)}${path}`
  const [copied, copy] = useCopy(address)
  return (
    <Note tone="attention" live>
      <p>{t(words.once)}</p>
      <p>
        <code className="link-once">{address}</code>
      </p>
      <p>
        <strong>{t(words.pin, { pin })}</strong>
      </p>
      <div className="row">
        <Button onClick={copy}>{t(words.copy)}</Button>
        {copied === undefined ? null : <span>{t(copied ? words.copied : words.copyFailed)}</span>}
      </div>
    </Note>
  )
}
