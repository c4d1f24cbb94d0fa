/** Free places by kind of site, and by kind of place. A row never changes its position, so that eyes find it again. */
import type { Wall } from '../../modules/reports/api.ts'
import { useFormat } from '../kit/format.ts'
import { useT } from '../kit/t.tsx'
import { Block } from './Block.tsx'
import { FreeFigure } from './FreeFigure.tsx'
import { type KindRow, kindRows, load } from './figures.ts'
import { ToDesk } from './ToDesk.tsx'
import { KIND_PLURALS, PLACE_PLURALS, words } from './words.ts'

function Kind({ row }: { row: KindRow }) {
  const t = useT()
  return (
    <li>
      <ToDesk list="sites" filters={{ kind: row.kind }} className="wall-row wall-kind">
        <span className="wall-row-name">{t(KIND_PLURALS[row.kind])}</span>
        <span className="wall-load" aria-hidden="true">
          <span style={{ inlineSize: `${load(row) * 100}%` }} />
        </span>
        <FreeFigure offered={row.offered} free={row.free} className="wall-value" />
        <span className="wall-row-aside">{t(words.ofOffered, { offered: row.offered })}</span>
      </ToDesk>
    </li>
  )
}

export function Free({ wall }: { wall: Wall }) {
  const t = useT()
  const format = useFormat()
  const rows = kindRows(wall.byKind)
  const offered = rows.reduce((sum, row) => sum + row.offered, 0)
  const free = rows.reduce((sum, row) => sum + row.free, 0)
  return (
    <Block
      title={t(words.free)}
      at={wall.ages.sites}
      figure={
        <>
          <ToDesk list="sites" filters={{ free: true }} className="wall-number">
            {format.number(free)}
          </ToDesk>{' '}
          <ToDesk list="sites" className="wall-of">
            {t(words.ofOffered, { offered })}
          </ToDesk>
        </>
      }
    >
      {rows.length === 0 ? <p className="wall-note">{t(words.nothingOpen)}</p> : null}
      <ul className="wall-rows">
        {rows.map((row) => (
          <Kind key={row.kind} row={row} />
        ))}
      </ul>
      <ul className="wall-places">
        {wall.byPlaceKind
          .filter((row) => row.offered > 0)
          .map((row) => (
            <li key={row.kind} className="wall-place">
              <span>{t(PLACE_PLURALS[row.kind])}</span>
              <strong className="wall-place-free">{format.number(row.free)}</strong>
            </li>
          ))}
      </ul>
    </Block>
  )
}
