/** 路上估计: entered by people, with source and time; it stands apart and is added to nothing. */
import type { Text } from '../../base/words.ts'
import { NEED_WORDS } from '../../modules/placement/words.ts'
import type { Wall } from '../../modules/reports/api.ts'
import { type Estimate, gapOf, isStaleEstimate, roadRows } from '../../modules/reports/figures.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { tellAge } from './Ages.tsx'
import type { Places } from './feed.ts'
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

/** What placing goes by: the plan and its clock, or the nearest place, and why. */
function PlanNote({ plan }: { plan: Wall['plan'] }) {
  const t = useT()
  const format = useFormat()
  const clock = format.clock(plan.at ?? 0)
  const lack = ({ need, persons }: Wall['plan']['lacking'][number]) =>
    t(need ? words.planLacks : words.planLacksAny, {
      need: need ? t(NEED_WORDS[need]) : '',
      n: format.number(persons),
    })
  const tell = {
    followed: () =>
      t(plan.unplaced ? words.planFollowedShort : words.planFollowed, {
        clock,
        n: format.number(plan.expected ?? 0),
        unplaced: format.number(plan.unplaced ?? 0),
        gap: gapOf(plan),
      }),
    stale: () => t(words.planStale, { clock }),
    failed: () => t(words.planFailed),
    none: () => t(words.planNone),
  }[plan.state]
  return (
    <p className="wall-note" data-plan={plan.state}>
      {plan.state === 'followed' || plan.state === 'none' ? null : <span aria-hidden="true">◷ </span>}
      {tell()}
      {plan.state === 'followed' && plan.lacking.length > 0 ? (
        <span className="wall-source">{plan.lacking.slice(0, SHOWN).map(lack).join(' · ')}</span>
      ) : null}
    </p>
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
      <PlanNote plan={wall.plan} />
      {hidden > 0 ? <p className="wall-note">{t(words.roadMore, { count: hidden })}</p> : null}
    </section>
  )
}
