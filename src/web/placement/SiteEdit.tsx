/** Places and wardens of a site, changed where they are shown; says beforehand what fewer places would mean. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { BodyOf } from '../../base/contract.ts'
import { placementApi } from '../../modules/placement/api.ts'
import type { SiteView } from '../../modules/placement/model.ts'
import type { Pool } from '../../modules/sites/model.ts'
import { whyNotPools } from '../../modules/sites/rules.ts'
import { refusals } from '../../modules/sites/words.ts'
import { Button } from '../kit/Button.tsx'
import { Field } from '../kit/Field.tsx'
import { newId } from '../kit/id.ts'
import { Note } from '../kit/Note.tsx'
import { readPosition } from '../kit/position.ts'
import { Stepper } from '../kit/Stepper.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { PoolsEditor } from './PoolsEditor.tsx'
import { Refused } from './Refused.tsx'
import { siteWords } from './site-words.ts'

export function poolsOf(site: Pick<SiteView, 'pools'>): Pool[] {
  return site.pools.map(({ kind, roomClass, roomSize, shared, offered }) => ({
    ...{ kind, roomClass, roomSize, shared },
    places: offered,
  }))
}

/** Persons the site could hold after the change, against what it has given. */
export function surplusAfter(site: SiteView, pools: readonly Pool[], wardens: number, each: number): number {
  const places = pools.reduce((sum, pool) => sum + pool.places, 0)
  return Math.max(0, site.held + site.occupied - Math.min(places, wardens * each))
}

interface Props {
  readonly site: SiteView
  readonly onSaved: (site: SiteView) => void
  readonly onClose: () => void
}

export function SiteEdit({ site, onSaved, onClose }: Props) {
  const t = useT()
  const [command, renew] = useState(newId)
  const [wardens, setWardens] = useState(site.wardens)
  const [each, setEach] = useState(site.personsPerWarden)
  const [position, setPosition] = useState(site.located ? `${site.lon}, ${site.lat}` : '')
  const [landmark, setLandmark] = useState(site.landmark)
  const [pools, setPools] = useState<readonly Pool[]>(() => poolsOf(site))
  const poolsChanged = JSON.stringify(pools) !== JSON.stringify(poolsOf(site))
  const save = useMutation({
    mutationFn: (body: BodyOf<typeof placementApi.changeSite>) =>
      call(placementApi.changeSite, { params: { id: site.id }, body }),
    onSuccess: onSaved,
    // What is sent after a refusal may differ, and then is another command.
    onError: () => renew(newId()),
  })
  const unchanged = site.located ? `${site.lon}, ${site.lat}` : ''
  const where = position.trim() === unchanged ? undefined : readPosition(position)
  const lost = position.trim() !== unchanged && where === undefined
  const wrong = poolsChanged ? whyNotPools(pools) : undefined
  const why =
    wrong === 'sites.no_places' || wrong === 'sites.rooms_do_not_divide' ? t(refusals[wrong]) : undefined
  const surplus = surplusAfter(site, pools, wardens, each)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why !== undefined || lost || save.isPending) return
    const body = {
      ...{ command, base: site.version, wardens, personsPerWarden: each, ...where },
      ...(landmark.trim() === site.landmark ? {} : { landmark: landmark.trim() }),
    }
    save.mutate(poolsChanged ? { ...body, pools: [...pools] } : body)
  }
  return (
    <form className="site-edit stack" onSubmit={submit}>
      <div className="row">
        <Stepper label={t(siteWords.wardensPresent)} value={wardens} max={1000} onChange={setWardens} />
        <Stepper label={t(siteWords.perWarden)} value={each} min={1} max={1000} onChange={setEach} />
      </div>
      <p className="muted">{t(siteWords.limitBy, { wardens, each, limit: wardens * each })}</p>
      <Field
        label={t(siteWords.position)}
        hint={t(siteWords.positionHint)}
        error={lost ? t(siteWords.positionBad) : undefined}
        inputMode="decimal"
        value={position}
        onChange={(event) => setPosition(event.target.value)}
      />
      <Field
        label={t(siteWords.landmark)}
        maxLength={200}
        value={landmark}
        onChange={(event) => setLandmark(event.target.value)}
      />
      <PoolsEditor pools={pools} onChange={setPools} />
      {surplus > 0 ? <Note tone="attention">{t(siteWords.surplus, { n: surplus })}</Note> : null}
      <Refused error={save.error} />
      <div className="row">
        <Button type="submit" look="primary" why={why} busy={save.isPending}>
          {t(siteWords.save)}
        </Button>
        <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
      </div>
    </form>
  )
}
