/** Who has no place: how many, why, and for how long; and those under a roof beyond the places. */
import type { Wall } from '../../modules/reports/api.ts'
import { type WaitingRow, waitingRows } from '../../modules/reports/figures.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { tellAge, Updated } from './Ages.tsx'
import { Block } from './Block.tsx'
import { COUNT_STALE } from './figures.ts'
import { namedNeed, tellReason } from './reasons.ts'
import { ToDesk } from './ToDesk.tsx'
import { words } from './words.ts'

const SHOWN = 4

function Reason({ row }: { row: WaitingRow }) {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const { language } = useLanguage()
  return (
    <li>
      <ToDesk
        list="parties"
        filters={{ state: 'waiting', waiting: row.reason, need: namedNeed(row.need) }}
        className="wall-row"
      >
        <span className="wall-row-name">{tellReason(row.reason, row.need, language)}</span>
        <span className="wall-row-aside">
          {t(words.waitingOldest, { age: tellAge(now - row.oldest, t) })}
        </span>
        <strong className="wall-value">{format.number(row.persons)}</strong>
      </ToDesk>
    </li>
  )
}

export function WaitingList({ wall }: { wall: Wall }) {
  const t = useT()
  const format = useFormat()
  const rows = waitingRows(wall.waitingBy)
  const hidden = rows.length - SHOWN
  return (
    <Block
      title={t(words.waiting)}
      at={wall.ages.parties}
      figure={
        <ToDesk
          list="parties"
          filters={{ state: 'waiting' }}
          className="wall-number"
          late={wall.waiting.persons > 0}
        >
          {format.number(wall.waiting.persons)}
        </ToDesk>
      }
    >
      {rows.length === 0 ? <p className="wall-note">{t(words.waitingNone)}</p> : null}
      <ul className="wall-rows">
        {rows.slice(0, SHOWN).map((row) => (
          <Reason key={`${row.reason} ${row.need}`} row={row} />
        ))}
      </ul>
      {hidden > 0 ? <p className="wall-note">{t(words.waitingMore, { count: hidden })}</p> : null}
    </Block>
  )
}

export function Over({ wall }: { wall: Wall }) {
  const t = useT()
  const format = useFormat()
  const { persons } = wall.over
  return (
    <p className="wall-over" data-late={persons > 0 ? '' : undefined}>
      <ToDesk list="sites" filters={{ over: true }} className="wall-over-link">
        <span className="wall-over-name">{t(persons > 0 ? words.over : words.overNone)}</span>
        <Updated at={wall.ages.parties} staleAfter={COUNT_STALE} />
        <strong className="wall-value">{format.number(persons)}</strong>
      </ToDesk>
    </p>
  )
}
