/** 路上估计: entered by people, with source and time; it stands apart and is added to nothing. */
import type { Text } from '../../base/words.ts'
import type { Wall } from '../../modules/reports/api.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { tellAge } from './Ages.tsx'
import type { Places } from './feed.ts'
import { type Estimate, isStaleEstimate, roadRows } from './figures.ts'
import { bareName } from './names.ts'
import { words } from './words.ts'

const SHOWN = 3

function RoadLine({ one, name }: { one: Estimate; name: Text | undefined }) {
  const t = useT()
  const { language } = useLanguage()
  const format = useFormat()
  const now = useNow()
  const stale = isStaleEstimate(one, now)
  return (
    <li className="wall-estimate">
      <span className="wall-estimate-name">{bareName(name?.[language] ?? one.entry)}</span>
      <strong className="wall-about">{t(words.about, { persons: one.persons })}</strong>
      <span className="wall-source">{one.source}</span>
      <span className="wall-source">
        {stale ? (
          <em className="wall-stale">
            <span aria-hidden="true">◷ </span>
            {t(words.roadStale, { age: tellAge(now - one.at, t) })}
          </em>
        ) : (
          t(words.roadAge, { clock: format.clock(one.at), age: tellAge(now - one.at, t) })
        )}
      </span>
    </li>
  )
}

export function Road({ wall, places }: { wall: Wall; places: Places | undefined }) {
  const t = useT()
  const rows = roadRows(wall.roadEstimates)
  const hidden = rows.length - SHOWN
  return (
    <section className="wall-block wall-road" aria-labelledby="wall-road">
      <header className="wall-head">
        <h2 id="wall-road">{t(words.road)}</h2>
        <span className="wall-age">{t(words.roadNote)}</span>
      </header>
      {rows.length === 0 ? <p className="wall-note">{t(words.roadNone)}</p> : null}
      <ul className="wall-estimates">
        {rows.slice(0, SHOWN).map((one) => (
          <RoadLine key={one.entry} one={one} name={places?.entries.find((e) => e.id === one.entry)?.name} />
        ))}
      </ul>
      {hidden > 0 ? <p className="wall-note">{t(words.roadMore, { count: hidden })}</p> : null}
    </section>
  )
}
