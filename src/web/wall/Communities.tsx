/** The same as the map in words: every community with its free places. Seen where there is no map, heard where there is. */
import type { Wall } from '../../modules/reports/api.ts'
import { useFormat } from '../kit/format.ts'
import { useLanguage, useT } from '../kit/t.tsx'
import { Block } from './Block.tsx'
import { FreeFigure } from './FreeFigure.tsx'
import type { Places } from './feed.ts'
import { type CommunityFigures, load } from './figures.ts'
import { shortName } from './names.ts'
import { ToDesk } from './ToDesk.tsx'
import { words } from './words.ts'

interface Props {
  readonly wall: Wall
  readonly places: Places | undefined
  /** Beside the map it is there for those who do not see it; the links are the map's. */
  readonly beside: boolean
}

function Row({ one, name }: { one: CommunityFigures; name: string }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <span className="wall-row-name">{name}</span>
      <span className="wall-load" aria-hidden="true">
        <span style={{ inlineSize: `${load(one) * 100}%` }} />
      </span>
      <FreeFigure offered={one.offered} free={one.free} className="wall-value" />
      <span className="wall-row-aside">{t(words.communityLoad, { load: format.percent(load(one)) })}</span>
    </>
  )
}

export function Communities({ wall, places, beside }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const nameOf = (code: string) =>
    shortName(places?.areas.find((area) => area.code === code)?.name[language] ?? code)
  return (
    <Block title={t(words.communities)} at={wall.ages.sites} className={beside ? 'wall-unseen' : ''}>
      <ul className="wall-rows">
        {wall.communities.map((one) => (
          <li key={one.code}>
            {beside ? (
              <Row one={one} name={nameOf(one.code)} />
            ) : (
              <ToDesk list="sites" filters={{ community: one.code }} className="wall-row wall-kind">
                <Row one={one} name={nameOf(one.code)} />
              </ToDesk>
            )}
          </li>
        ))}
      </ul>
    </Block>
  )
}
