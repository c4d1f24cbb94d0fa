/** The one number first: registered, holding a place, not arrived. Below it how far the whole has come. */
import type { Wall } from '../../modules/reports/api.ts'
import { useFormat } from '../kit/format.ts'
import { useT } from '../kit/t.tsx'
import { Updated } from './Ages.tsx'
import { Block } from './Block.tsx'
import { COUNT_STALE, progressParts } from './figures.ts'
import { ToDesk } from './ToDesk.tsx'
import { words } from './words.ts'

export function Headline({ wall }: { wall: Wall }) {
  const t = useT()
  const format = useFormat()
  const { persons, parties } = wall.registeredNotArrived
  return (
    <section className="wall-headline" aria-labelledby="wall-coming">
      <h2 id="wall-coming">{t(words.coming)}</h2>
      <ToDesk list="parties" filters={{ state: 'placed' }} className="wall-figure">
        {format.number(persons)}
      </ToDesk>
      <p className="wall-headline-note">
        <span>{t(words.comingNote, { parties })}</span>
        <Updated at={wall.ages.parties} staleAfter={COUNT_STALE} />
      </p>
    </section>
  )
}

const PARTS = ['departed', 'arrived', 'coming', 'waiting'] as const
const PART_WORDS = {
  departed: words.partDeparted,
  arrived: words.partArrived,
  coming: words.partComing,
  waiting: words.partWaiting,
} as const

export function Progress({ wall }: { wall: Wall }) {
  const t = useT()
  const format = useFormat()
  const parts = progressParts(wall)
  return (
    <Block
      title={t(words.progress)}
      figure={
        <>
          <ToDesk list="parties" filters={{ state: 'arrived' }} className="wall-number">
            {format.number(wall.arrived.persons)}
          </ToDesk>{' '}
          <ToDesk list="parties" className="wall-of">
            {t(words.ofRegistered, { total: wall.registered.persons })}
          </ToDesk>
        </>
      }
    >
      <div className="wall-bar" aria-hidden="true">
        {PARTS.map((part) => (
          <span key={part} className={`wall-part wall-${part}`} style={{ flexGrow: parts[part].share }} />
        ))}
      </div>
      <ul className="wall-parts">
        {PARTS.filter((part) => parts[part].persons > 0 && part !== 'waiting').map((part) => (
          <li key={part}>
            <span className={`wall-swatch wall-${part}`} aria-hidden="true" />
            {t(PART_WORDS[part])} {format.percent(parts[part].share)}
          </li>
        ))}
        <li className="wall-parts-age">
          <Updated at={wall.ages.parties} staleAfter={COUNT_STALE} />
        </li>
      </ul>
    </Block>
  )
}
