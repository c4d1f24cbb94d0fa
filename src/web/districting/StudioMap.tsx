/** The proposal drawn: each grid's ground and doors. A door is chosen by pointer or by arrow keys. */
import { type KeyboardEvent, type MouseEvent, useId, useMemo } from 'react'
import type { Districting } from '../../modules/districting/model.ts'
import { useT } from '../kit/t.tsx'
import { ARROWS, dotsPath, frameOf, nearestTo, nextTo, ringPath } from './shapes.ts'
import { words } from './words.ts'

interface Props {
  readonly proposal: Districting
  readonly grid: number | undefined
  readonly building: number | undefined
  readonly onBuilding: (index: number) => void
}

export function StudioMap({ proposal, grid, building, onBuilding }: Props) {
  const t = useT()
  const hatch = useId()
  const frame = useMemo(() => frameOf(proposal), [proposal])
  const drawn = useMemo(
    () =>
      proposal.rows.map((row) => ({
        row,
        ground: row.boundary === null ? '' : ringPath(frame, row.boundary),
        doors: dotsPath(frame, proposal, row.grid),
      })),
    [proposal, frame],
  )
  const onClick = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getScreenCTM()?.inverse()
    if (!box) return
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(box)
    const found = nearestTo(frame, proposal, x, y)
    if (found >= 0) onBuilding(found)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const way = ARROWS[event.key]
    if (!way || proposal.at.length === 0) return
    event.preventDefault()
    onBuilding(building === undefined ? 0 : nextTo(frame, proposal, building, way))
  }
  const door = building === undefined ? undefined : proposal.at[building]
  const [x, y] = door ? frame.put(door[0], door[1]) : [0, 0]
  return (
    <svg
      className="studio-map"
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="application"
      aria-label={t(words.map)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the arrow keys
      tabIndex={0}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <defs>
        <pattern
          id={hatch}
          width="12"
          height="12"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line className="studio-hatch" x1="0" y1="0" x2="0" y2="12" />
        </pattern>
      </defs>
      {drawn.map(({ row, ground }) => (
        <path
          key={row.grid}
          className="studio-ground"
          d={ground}
          data-tint={row.grid % 3}
          data-outside={row.outside ?? undefined}
          data-chosen={row.grid === grid || undefined}
        />
      ))}
      {drawn
        .filter(({ row }) => row.outside === 'few')
        .map(({ row, ground }) => (
          <path key={row.grid} className="studio-few" d={ground} fill={`url(#${hatch})`} />
        ))}
      {drawn.map(({ row, doors }) => (
        <path key={row.grid} className="studio-doors" d={doors} />
      ))}
      {door ? <circle className="studio-door" cx={x} cy={y} r="9" /> : null}
    </svg>
  )
}
