/** Registered against checked in, cumulative, by told time. Each line carries its own name and figure. */
import type { Moment } from '../../base/time.ts'
import type { Wall } from '../../modules/reports/api.ts'
import { useFormat } from '../kit/format.ts'
import { useT } from '../kit/t.tsx'
import { Block } from './Block.tsx'
import {
  bandPath,
  type CurvePoint,
  type Frame,
  hourTicks,
  linePath,
  personTicks,
  type Scales,
  type Series,
  scales,
  spread,
} from './curve.ts'
import { words } from './words.ts'

const FRAME: Frame = { width: 536, height: 240, left: 4, right: 142, top: 12, bottom: 34 }
const SERIES = ['registered', 'arrived', 'departed'] as const
const NAMES = {
  registered: words.curveRegistered,
  arrived: words.curveArrived,
  departed: words.curveDeparted,
} as const

function Axes({ s, top, from, to }: { s: Scales; top: readonly number[]; from: Moment; to: Moment }) {
  const format = useFormat()
  const edge = FRAME.width - FRAME.right
  return (
    <g className="curve-axes">
      {top.map((persons) => (
        <g key={persons}>
          <line x1={FRAME.left} x2={edge} y1={s.y(persons)} y2={s.y(persons)} />
          {persons > 0 ? (
            <text x={FRAME.left} y={s.y(persons) + 24}>
              {format.number(persons)}
            </text>
          ) : null}
        </g>
      ))}
      {hourTicks(from, to, 5).map((at) => {
        // Too near the edge to stand in the middle: it begins at the edge, clear of the next one.
        const first = s.x(at) < FRAME.left + 36
        return (
          <text
            key={at}
            x={first ? FRAME.left : s.x(at)}
            y={FRAME.height - 6}
            textAnchor={first ? 'start' : 'middle'}
          >
            {format.clock(at)}
          </text>
        )
      })}
    </g>
  )
}

function EndLabels({ last, s, shown }: { last: CurvePoint; s: Scales; shown: readonly Series[] }) {
  const t = useT()
  const format = useFormat()
  const x = s.x(last.at)
  const ys = spread(
    shown.map((series) => s.y(last[series])),
    66,
    FRAME.top + 20,
    FRAME.height - FRAME.bottom - 8,
  )
  return shown.map((series, i) => (
    <g key={series} className={`curve-${series}`}>
      <circle cx={x} cy={s.y(last[series])} r={5} />
      <text x={x + 14} y={ys[i]! - 2} className="curve-value">
        {format.number(last[series])}
      </text>
      <text x={x + 14} y={ys[i]! + 23}>
        {t(NAMES[series])}
      </text>
    </g>
  ))
}

function Plot({ points }: { points: readonly CurvePoint[] }) {
  const t = useT()
  const format = useFormat()
  const from = points[0]!.at
  const last = points[points.length - 1]!
  const ticks = personTicks(Math.max(...points.map((p) => p.registered)))
  const s = scales(FRAME, from, last.at, ticks[ticks.length - 1]!)
  const shown = SERIES.filter((series) => series !== 'departed' || last.departed > 0)
  return (
    <svg
      className="curve"
      viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
      role="img"
      aria-label={t(words.curveAlt, {
        registered: last.registered,
        arrived: last.arrived,
        departed: last.departed,
        clock: format.clock(last.at),
      })}
    >
      <path className="curve-gap" d={bandPath(points, 'registered', 'arrived', s)} />
      {shown.map((series) => (
        <path key={series} className={`curve-line curve-${series}`} d={linePath(points, series, s)} />
      ))}
      <Axes s={s} top={ticks} from={from} to={last.at} />
      <EndLabels last={last} s={s} shown={shown} />
    </svg>
  )
}

export function Curve({ wall }: { wall: Wall }) {
  const t = useT()
  return (
    <Block title={t(words.curve)} at={wall.ages.parties} className="wall-curve">
      {wall.curve.length > 1 ? (
        <Plot points={wall.curve} />
      ) : (
        <p className="wall-note">{t(wall.registered.parties === 0 ? words.curveEmpty : words.curveSoon)}</p>
      )}
    </Block>
  )
}
