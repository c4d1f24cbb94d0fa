/** Words upon the map: communities with their free places, ways in, and what lies beyond the frame. */
import type { CSSProperties } from 'react'
import type { AreaView, EntryView } from '../../../modules/places/model.ts'
import { useLanguage, useT } from '../../kit/t.tsx'
import { FreeFigure } from '../FreeFigure.tsx'
import type { CommunityFigures } from '../figures.ts'
import { bareName, shortName } from '../names.ts'
import { ToDesk } from '../ToDesk.tsx'
import { words } from '../words.ts'
import { CORNERS, type Edge } from './edges.ts'

interface CommunityProps {
  readonly area: AreaView
  readonly figures: CommunityFigures | undefined
  readonly style: CSSProperties
}

export function CommunityLabel({ area, figures, style }: CommunityProps) {
  const { language } = useLanguage()
  return (
    <ToDesk list="sites" filters={{ community: area.code }} className="map-community" style={style}>
      <span className="map-community-name">{shortName(area.name[language])}</span>
      <FreeFigure offered={figures?.offered ?? 0} free={figures?.free ?? 0} className="map-community-free" />
    </ToDesk>
  )
}

const ENTRY_GLYPHS: Readonly<Record<EntryView['kind'], string>> = {
  motorway_exit: '◆',
  station: '■',
  queue: '▲',
  landmark: '·',
}

export function EntryLabel({ entry, style }: { entry: EntryView; style: CSSProperties }) {
  const { language } = useLanguage()
  return (
    <span className="map-entry" style={style}>
      <span aria-hidden="true">{ENTRY_GLYPHS[entry.kind]}</span> {bareName(entry.name[language])}
    </span>
  )
}

function EdgeLabel({ edge }: { edge: Edge }) {
  const t = useT()
  const { language } = useLanguage()
  const km = edge.metres >= 10_000 ? Math.round(edge.metres / 1000) : Math.round(edge.metres / 100) / 10
  return (
    <li className="map-edge">
      <span
        className="map-arrow"
        style={{ transform: `rotate(${Math.round(edge.heading)}deg)` }}
        aria-hidden="true"
      >
        ↑
      </span>
      <span className="map-edge-name">{bareName(edge.entry.name[language])}</span>
      <span className="map-edge-far">{t(words.kilometres, { km })}</span>
    </li>
  )
}

export function Corners({ edges }: { edges: readonly Edge[] }) {
  return CORNERS.map((corner) => {
    const here = edges.filter((edge) => edge.corner === corner)
    if (here.length === 0) return null
    return (
      <ul key={corner} className={`map-corner map-${corner}`}>
        {here.map((edge) => (
          <EdgeLabel key={edge.entry.id} edge={edge} />
        ))}
      </ul>
    )
  })
}
