/** Places of a site by kind, room class and room size, as rows to be changed. */
import { PLACE_KINDS, type Pool, ROOM_CLASSES } from '../../modules/sites/model.ts'
import { PLACE_KIND_WORDS, ROOM_CLASS_WORDS } from '../../modules/sites/words.ts'
import { Button } from '../kit/Button.tsx'
import { Select } from '../kit/Select.tsx'
import { Stepper } from '../kit/Stepper.tsx'
import { useT } from '../kit/t.tsx'
import { siteWords } from './site-words.ts'

export const ONE_POOL: Pool = { kind: 'bed', roomClass: 'general', roomSize: 0, shared: true, places: 10 }

interface Props {
  readonly pools: readonly Pool[]
  readonly onChange: (pools: readonly Pool[]) => void
}

export function PoolsEditor({ pools, onChange }: Props) {
  const t = useT()
  const change = (at: number, more: Partial<Pool>) =>
    onChange(pools.map((pool, index) => (index === at ? { ...pool, ...more } : pool)))
  return (
    <fieldset className="pools">
      <legend className="field-label">{t(siteWords.pools)}</legend>
      {pools.map((pool, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name and are never moved
        <div key={at} className="pool-row">
          <PoolRow pool={pool} change={(more) => change(at, more)} />
          <Button
            look="quiet"
            aria-label={`${t(siteWords.removePool)} ${at + 1}`}
            onClick={() => onChange(pools.filter((_, index) => index !== at))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button look="quiet" onClick={() => onChange([...pools, ONE_POOL])}>
        {t(siteWords.addPool)}
      </Button>
    </fieldset>
  )
}

function PoolRow({ pool, change }: { pool: Pool; change: (more: Partial<Pool>) => void }) {
  const t = useT()
  return (
    <>
      <Select
        label={t(siteWords.poolKind)}
        value={pool.kind}
        options={PLACE_KINDS.map((value) => ({ value, label: t(PLACE_KIND_WORDS[value]) }))}
        onChoose={(kind) => change({ kind })}
      />
      <Select
        label={t(siteWords.poolClass)}
        value={pool.roomClass}
        options={ROOM_CLASSES.map((value) => ({ value, label: t(ROOM_CLASS_WORDS[value]) }))}
        onChoose={(roomClass) => change({ roomClass })}
      />
      <Stepper
        label={t(siteWords.roomSize)}
        value={pool.roomSize}
        max={40}
        onChange={(roomSize) => change({ roomSize, shared: roomSize === 0 ? true : pool.shared })}
      />
      <Stepper
        label={t(siteWords.places)}
        value={pool.places}
        max={20_000}
        onChange={(places) => change({ places })}
      />
      {pool.roomSize > 0 ? (
        <label className="check">
          <input
            type="checkbox"
            checked={pool.shared}
            onChange={(event) => change({ shared: event.target.checked })}
          />
          {t(siteWords.shared)}
        </label>
      ) : null}
    </>
  )
}
