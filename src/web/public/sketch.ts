/** A sketch map of the way: dotted line, here, there, north. Drawn from the directions alone, at most 2 kB. */
import type { LonLat } from '../../base/geo.ts'
import type { Directions } from '../../modules/placement/model.ts'
import { html, type Markup } from './html.ts'

const WIDTH = 320
const HEIGHT = 190
const MARGIN = { x: 34, top: 34, bottom: 40 } as const

export interface SketchLabels {
  readonly here: string
  readonly there: string
  readonly north: string
  /** What the picture says, for those who do not see it. */
  readonly alt: string
}

type Point = readonly [number, number]

/** The way from where the party is to the door; a straight line where no street is known. */
function way(directions: Directions, site: LonLat): readonly Point[] {
  const from: Point = [directions.from.lon, directions.from.lat]
  return [from, ...directions.line.map(([lon, lat]): Point => [lon, lat]), [site.lon, site.lat]]
}

function fitted(points: readonly Point[], lat0: number): Point[] {
  const narrow = Math.cos((lat0 * Math.PI) / 180)
  const flat = points.map(([lon, lat]): Point => [lon * narrow, -lat])
  const xs = flat.map(([x]) => x)
  const ys = flat.map(([, y]) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - top]
  const roomX = WIDTH - 2 * MARGIN.x
  const roomY = HEIGHT - MARGIN.top - MARGIN.bottom
  const scale = Math.min(wide > 0 ? roomX / wide : Infinity, high > 0 ? roomY / high : Infinity)
  const by = Number.isFinite(scale) ? scale : 0
  const startX = MARGIN.x + (roomX - wide * by) / 2
  const startY = MARGIN.top + (roomY - high * by) / 2
  return flat.map(([x, y]) => [Math.round(startX + (x - left) * by), Math.round(startY + (y - top) * by)])
}

/** Without points that lie closer than 3 px to the one before: they only cost bytes. The ends stay. */
function thinned(points: readonly Point[]): Point[] {
  const out: Point[] = []
  points.forEach((point, i) => {
    const last = out.at(-1)
    if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < 3) {
      if (i === points.length - 1 && out.length > 1) out[out.length - 1] = point
      return
    }
    out.push(point)
  })
  return out
}

/** About 15 px a Chinese character, 8.5 a Latin one. */
function widthOf(text: string): number {
  return [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 15 : 8.5), 0)
}

function shortened(text: string): string {
  let shown = [...text]
  while (widthOf(shown.join('')) > 210) shown = [...shown.slice(0, -2), '…']
  return shown.join('')
}

/** Centred on its point and held inside the frame, so that the direction of writing does not matter. */
function label(text: string, [x, y]: Point, above: boolean): Markup {
  const shown = shortened(text)
  const half = widthOf(shown) / 2 + 4
  const held = Math.round(Math.min(WIDTH - half, Math.max(half, x)))
  return html`<text x="${held}" y="${above ? y - 17 : y + 29}">${shown}</text>`
}

/**
 * The drawing as inline SVG.
 * @param site WGS84 degrees, as are the directions
 */
export function sketch(directions: Directions, site: LonLat, labels: SketchLabels): Markup {
  const points = thinned(fitted(way(directions, site), site.lat))
  const start = points[0] ?? [0, 0]
  const end = points.at(-1) ?? start
  const line = points.map(([x, y]) => `${x},${y}`).join(' ')
  const endAbove = end[1] <= start[1]
  // The arrow stands in the upper corner that the higher end of the way leaves free.
  const northX = (endAbove ? end : start)[0] > WIDTH / 2 ? 20 : WIDTH - 20
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${labels.alt}" fill="none" stroke-linejoin="round" stroke-linecap="round"><path fill="#e8e2d6" d="M0 0h${WIDTH}v${HEIGHT}H0z"/><polyline stroke="#fff" stroke-width="14" points="${line}"/><polyline stroke="#a8261c" stroke-width="5" stroke-dasharray="1 10" points="${line}"/><circle cx="${start[0]}" cy="${start[1]}" r="9" fill="#17567f" stroke="#fff" stroke-width="2"/><path fill="#1f6b58" stroke="#fff" stroke-width="2" d="M${end[0] - 10} ${end[1] - 10}h20v20h-20z"/><path stroke="#1c2b30" stroke-width="2" d="M${northX} 40V22m-5 6 5-6 5 6"/><g fill="#1c2b30" stroke="#e8e2d6" stroke-width="4" paint-order="stroke" font-size="15" font-weight="700" text-anchor="middle">${label(labels.here, start, !endAbove)}${label(labels.there, end, endAbove)}<text x="${northX}" y="17">${labels.north}</text></g></svg>`
}
