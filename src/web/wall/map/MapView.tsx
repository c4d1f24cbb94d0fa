/** The map with its labels: shapes are drawn by WebGL, words by the page, so that they stay sharp and readable. */
import './map.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { SiteView } from '../../../modules/placement/model.ts'
import type { Wall } from '../../../modules/reports/api.ts'
import { useT } from '../../kit/t.tsx'
import type { Places, Street } from '../feed.ts'
import { words } from '../words.ts'
import { clearOf, edgesOf, isInside, namedEntries, type Spot } from './edges.ts'
import { CommunityLabel, Corners, EntryLabel } from './Labels.tsx'
import { Legend } from './Legend.tsx'
import { boundsOf, communityShapes, gridShapes, siteShapes, streetShapes, townAreas } from './shapes.ts'
import { openTown, type TownMap } from './town.ts'

interface Props {
  readonly wall: Wall
  readonly places: Places
  readonly streets: readonly Street[]
  readonly sites: readonly SiteView[]
  /** Told when the computer cannot draw it. */
  readonly onUnable: () => void
}

/** The map of this box; opened with it and closed with it. Renders again whenever the view has moved. */
function useTown(title: string, onUnable: () => void) {
  const box = useRef<HTMLDivElement>(null)
  const [town, setTown] = useState<TownMap>()
  const [, moved] = useState(0)
  useEffect(() => {
    if (!box.current) return
    let opened: TownMap
    try {
      opened = openTown(box.current, title, () => moved((n) => n + 1))
    } catch {
      onUnable()
      return
    }
    setTown(opened)
    return () => {
      setTown(undefined)
      opened.close()
    }
  }, [title, onUnable])
  return { box, town }
}

export default function MapView({ wall, places, streets, sites, onUnable }: Props) {
  const t = useT()
  const { box, town } = useTown(t(words.map), onUnable)
  const areas = useMemo(() => townAreas(places.areas), [places])

  useEffect(() => town?.put('communities', communityShapes(areas, wall.communities)), [town, areas, wall])
  useEffect(() => town?.put('grids', gridShapes(places.areas)), [town, places])
  useEffect(() => town?.put('streets', streetShapes(streets)), [town, streets])
  useEffect(() => town?.put('sites', siteShapes(sites)), [town, sites])
  useEffect(() => {
    const bounds = boundsOf(areas)
    if (bounds) town?.home(bounds)
  }, [town, areas])

  return (
    <div className="wall-map">
      <div ref={box} className="wall-canvas" />
      {town ? <Overlay town={town} wall={wall} places={places} areas={areas} /> : null}
      <Legend />
    </div>
  )
}

/** Centred on the spot. */
function placed({ x, y }: Spot) {
  return { transform: `translate(-50%, -50%) translate(${Math.round(x)}px, ${Math.round(y)}px)` }
}

interface OverlayProps extends Pick<Props, 'wall' | 'places'> {
  readonly town: TownMap
  readonly areas: Places['areas']
}

function Overlay({ town, wall, places, areas }: OverlayProps) {
  const bounds = town.bounds()
  const unit = Math.min(innerWidth / 1920, innerHeight / 1080)
  const middles = areas.map((area) => town.project(area))
  return (
    <>
      {areas.map((area) => (
        <CommunityLabel
          key={area.code}
          area={area}
          figures={wall.communities.find((one) => one.code === area.code)}
          style={placed(town.project(area))}
        />
      ))}
      {namedEntries(places.entries)
        .filter((entry) => isInside(entry, bounds))
        .map((entry) => (
          <EntryLabel
            key={entry.id}
            entry={entry}
            style={placed(clearOf(town.project(entry), middles, 150 * unit, 62 * unit))}
          />
        ))}
      <Corners edges={edgesOf(places.entries, bounds)} />
    </>
  )
}
