/** Rows that may be a place that exists: each is decided by a person. */
import { ALIKE_ACTS, type Preview } from '../../modules/registry/model.ts'
import { Button } from '../kit/Button.tsx'
import { useT } from '../kit/t.tsx'
import type { Decisions } from './decisions.ts'
import { ALIKE_WORDS, words } from './words.ts'

interface Props {
  readonly preview: Preview
  readonly decisions: Decisions
  readonly onDecide: (decisions: Decisions) => void
}

export function Alike({ preview, decisions, onDecide }: Props) {
  const t = useT()
  if (preview.alike.length === 0) return null
  const { alike } = decisions
  return (
    <section className="section" aria-label={t(words.alike)}>
      <h2>{t(words.alike)}</h2>
      <p className="muted">{t(words.alikeHint)}</p>
      <div className="row">
        {ALIKE_ACTS.map((act) => (
          <Button
            key={act}
            onClick={() =>
              onDecide({
                ...decisions,
                alike: Object.fromEntries(preview.alike.map(({ line }) => [line, act])),
              })
            }
          >
            {t(words.alikeAll, { act: t(ALIKE_WORDS[act]) })}
          </Button>
        ))}
      </div>
      <ul className="import-alike">
        {preview.alike.map(({ line, name, address, other }) => (
          <li key={line}>
            <fieldset>
              <legend>
                {line} · <strong>{name}</strong> {address}{' '}
                <span className="muted">
                  {t(words.alikeWith, {
                    name: other.name,
                    where: other.line === undefined ? '' : t(words.alikeLine, { line: other.line }),
                  })}{' '}
                  {other.address}
                </span>
              </legend>
              {ALIKE_ACTS.map((act) => (
                <label key={act} className="check">
                  <input
                    type="radio"
                    name={`alike-${line}`}
                    checked={alike[line] === act}
                    onChange={() => onDecide({ ...decisions, alike: { ...alike, [line]: act } })}
                  />
                  {t(ALIKE_WORDS[act])}
                </label>
              ))}
            </fieldset>
          </li>
        ))}
      </ul>
    </section>
  )
}
