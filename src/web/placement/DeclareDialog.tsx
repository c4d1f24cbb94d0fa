/** Declares a site: what it is, where, and how many places; everything else can be added later. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { placementApi } from '../../modules/placement/api.ts'
import type { SiteView } from '../../modules/placement/model.ts'
import { FEATURES, PERSONS_PER_WARDEN, PRICE_CLASSES, SITE_KINDS } from '../../modules/sites/model.ts'
import { whyNotPools } from '../../modules/sites/rules.ts'
import { FEATURE_WORDS, refusals, SITE_KIND_WORDS } from '../../modules/sites/words.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Field } from '../kit/Field.tsx'
import { newId } from '../kit/id.ts'
import { readPosition } from '../kit/position.ts'
import { Select } from '../kit/Select.tsx'
import { Stepper } from '../kit/Stepper.tsx'
import { type Say, useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { ApiRefusal, fieldProblems } from '../shell/refusals.ts'
import { type SiteDraft, siteBodyOf } from './declaration.ts'
import { focusFirst } from './focus-first.ts'
import { ONE_POOL, PoolsEditor } from './PoolsEditor.tsx'
import { Refused } from './Refused.tsx'
import { siteWords } from './site-words.ts'

const EMPTY: SiteDraft = {
  ...{ name: '', nameEn: '', kind: 'hall', position: '', address: '', landmark: '', landmarkEn: '' },
  ...{
    contact: '',
    phone: '',
    priceClass: 'free',
    yuan: 0,
    features: ['heated'],
    parking: 0,
    byAgreement: '',
    opensFrom: '',
  },
  ...{
    wardens: 1,
    personsPerWarden: PERSONS_PER_WARDEN,
    pools: [{ ...ONE_POOL, kind: 'floor', places: 30 }],
  },
}

interface Props {
  readonly onClose: () => void
  readonly onDeclared: (site: SiteView) => void
}

function lacking(t: Say, draft: SiteDraft): string | undefined {
  if (draft.name.trim() === '') return t(siteWords.nameMissing)
  if (!readPosition(draft.position)) return t(siteWords.positionBad)
  const code = whyNotPools(draft.pools)
  return code === 'sites.no_places' || code === 'sites.rooms_do_not_divide' ? t(refusals[code]) : undefined
}

export function DeclareDialog({ onClose, onDeclared }: Props) {
  const t = useT()
  const form = useId()
  const [command, renew] = useState(newId)
  const [draft, edit] = useState(EMPTY)
  const declare = useMutation({
    mutationFn: async (sent: SiteDraft) => {
      const body = siteBodyOf(sent)
      if (!body) throw new ApiRefusal('sites.no_position', '', {}, 422)
      return call(placementApi.createSite, { body: { ...body, command } })
    },
    onSuccess: onDeclared,
    onError: (error) => {
      // Only where no answer came may the same command be sent again; after a refusal the form changes.
      if (error instanceof ApiRefusal) renew(newId())
    },
  })
  const lacks = lacking(t, draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (lacks === undefined && !declare.isPending) declare.mutate(draft)
  }
  const part = { draft, change: (more: Partial<SiteDraft>) => edit({ ...draft, ...more }) }
  return (
    <Dialog
      open
      width="wide"
      onClose={onClose}
      title={t(siteWords.declareTitle)}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button type="submit" form={form} look="primary" why={lacks} busy={declare.isPending}>
            {t(siteWords.declareGo)}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <What {...part} problems={fieldProblems(declare.error)} />
        <PoolsEditor pools={draft.pools} onChange={(pools) => part.change({ pools })} />
        <Terms {...part} />
        <Finding {...part} />
        <Refused error={declare.error} />
      </form>
    </Dialog>
  )
}

interface Part {
  readonly draft: SiteDraft
  readonly change: (more: Partial<SiteDraft>) => void
}

function What({ draft, change, problems }: Part & { problems: Readonly<Record<string, string>> }) {
  const t = useT()
  return (
    <div className="form-grid">
      <div ref={(around) => focusFirst(around?.querySelector('input') ?? null)}>
        <Field
          label={t(siteWords.name)}
          maxLength={120}
          value={draft.name}
          error={problems.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </div>
      <Select
        label={t(siteWords.kind)}
        value={draft.kind}
        options={SITE_KINDS.map((value) => ({ value, label: t(SITE_KIND_WORDS[value]) }))}
        onChoose={(kind) => change({ kind })}
      />
      <Field
        label={t(siteWords.position)}
        hint={t(siteWords.positionHint)}
        inputMode="decimal"
        value={draft.position}
        error={problems.lon ?? problems.lat}
        onChange={(event) => change({ position: event.target.value })}
      />
    </div>
  )
}

function Terms({ draft, change }: Part) {
  const t = useT()
  return (
    <>
      <div className="form-grid">
        <Stepper
          label={t(siteWords.wardensPresent)}
          value={draft.wardens}
          max={1000}
          onChange={(wardens) => change({ wardens })}
        />
        <Stepper
          label={t(siteWords.parking)}
          value={draft.parking}
          max={10_000}
          onChange={(parking) => change({ parking })}
        />
        <Field
          label={t(siteWords.byAgreement)}
          hint={t(siteWords.byAgreementHint)}
          optional
          maxLength={60}
          value={draft.byAgreement}
          onChange={(event) => change({ byAgreement: event.target.value })}
        />
        <Field
          label={t(siteWords.opensFrom)}
          hint={t(siteWords.minutesAlways)}
          optional
          type="time"
          value={draft.opensFrom}
          onChange={(event) => change({ opensFrom: event.target.value })}
        />
        <Select
          label={t(siteWords.price)}
          value={draft.priceClass}
          options={PRICE_CLASSES.map((value) => ({
            value,
            label: t(value === 'free' ? siteWords.priceFree : siteWords.priceFixed),
          }))}
          onChoose={(priceClass) => change({ priceClass })}
        />
        {draft.priceClass === 'fixed' ? (
          <Stepper
            label={t(siteWords.yuan)}
            value={draft.yuan}
            max={10_000}
            onChange={(yuan) => change({ yuan })}
          />
        ) : null}
      </div>
      <fieldset>
        <legend className="field-label">{t(siteWords.features)}</legend>
        <div className="row checks">
          {FEATURES.map((feature) => (
            <label key={feature} className="check">
              <input
                type="checkbox"
                checked={draft.features.includes(feature)}
                onChange={(event) => {
                  const others = draft.features.filter((one) => one !== feature)
                  change({ features: event.target.checked ? [...others, feature] : others })
                }}
              />
              {t(FEATURE_WORDS[feature])}
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}

function Finding({ draft, change }: Part) {
  const t = useT()
  const fields = [
    ['address', siteWords.address, 200],
    ['landmark', siteWords.landmark, 200],
    ['landmarkEn', siteWords.landmarkEn, 200],
    ['nameEn', siteWords.nameEn, 160],
    ['contact', siteWords.contact, 60],
    ['phone', siteWords.phone, 30],
  ] as const
  return (
    <div className="form-grid">
      {fields.map(([field, word, longest]) => (
        <Field
          key={field}
          label={t(word)}
          optional
          maxLength={longest}
          autoComplete="off"
          placeholder={field === 'landmark' ? t(siteWords.landmarkHint) : undefined}
          value={draft[field]}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      ))}
    </div>
  )
}
