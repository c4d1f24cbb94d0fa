/**
 * Roads outside the town: G312, G30 with its exit, the station road, and the long road to 柳园 and the two queues.
 * Lines are schematic; lengths by road are stated.
 */
import type { StreetBuilder } from './builder.ts'
import type { Metres } from './frame.ts'
import { between, metres } from './frame.ts'
import type { Lattice } from './lattice.ts'
import { AVENUE, FINE_ROWS } from './lattice.ts'
import { spot } from './town.ts'

/** Rough positions outside the town, WGS84; only the drawing hangs on them. */
const PLACES = {
  liuyuan: { lon: 95.5036, lat: 41.103 },
  malianjing: { lon: 95.27, lat: 41.46 },
  xingxingxia: { lon: 95.14, lat: 41.78 },
  shuangta: { lon: 96.08, lat: 40.525 },
} as const

/**
 * Lengths by road in metres. 柳园: 69 km from the county town by G312 on the odometer of a travellers' diary
 * (SOURCES), less the 4 km to the exit. The other three are our own reckoning from positions, a tenth added for bends.
 */
export const ROAD_METRES = {
  exitToLiuyuan: 65_000,
  liuyuanToMalianjing: 49_000,
  malianjingToXingxingxia: 41_000,
  exitToShuangta: 27_000,
} as const

const G30 = { name: 'G30连霍高速', kind: 'trunk' } as const
const G312 = { name: 'G312国道', kind: 'trunk' } as const
const STATION = { name: '站前路', kind: 'street' } as const
const LINK = { name: '瓜州收费站连接线', kind: 'trunk' } as const

/** A polyline through named points; returns their numbers. */
function line(
  b: StreetBuilder,
  points: readonly (readonly [string, Metres])[],
  road: typeof G30 | typeof G312 | typeof STATION | typeof LINK,
): number[] {
  const ids = points.map(([name, p]) => b.node(name, p))
  for (let n = 1; n < ids.length; n++) b.edge(ids[n - 1]!, ids[n]!, road)
  return ids
}

/** G312 passes the north end of the avenue; two streets of the town reach it. */
function layG312(b: StreetBuilder, at: Lattice): void {
  const north = at[AVENUE]![FINE_ROWS - 1]!
  const along = (x: number, y: number): Metres => ({ x: north.x + x, y: north.y + y })
  line(
    b,
    [
      ['g312-w5', along(-6900, 720)],
      ['g312-w4', along(-4900, 560)],
      ['g312-w3', along(-3300, 420)],
      ['g312-w2', along(-2050, 270)],
      ['g312-w1', along(-950, 110)],
      [spot(AVENUE, FINE_ROWS - 1), north],
      ['g312-e1', along(820, 70)],
      ['g312-e2', along(1900, -20)],
      ['g312-e3', along(3300, -130)],
      ['g312-e4', along(5000, -200)],
      ['g312-e5', along(7000, -210)],
    ],
    G312,
  )
  b.edge(b.of('g312-w2'), b.of(spot(4, FINE_ROWS - 3)), { name: '锁阳路', kind: 'street' })
  b.edge(b.of('g312-e1'), b.of(spot(14, FINE_ROWS - 1)), { name: '祁连路', kind: 'street' })
  b.edge(b.of('g312-e2'), b.of(spot(18, FINE_ROWS - 5)), { name: '戈壁路', kind: 'street' })
}

/** G30 lies north of G312; the exit road carries the avenue on to the toll station. */
function layG30(b: StreetBuilder, at: Lattice): void {
  const north = at[AVENUE]![FINE_ROWS - 1]!
  const along = (x: number, y: number): Metres => ({ x: north.x + x, y: north.y + y })
  line(
    b,
    [
      [spot(AVENUE, FINE_ROWS - 1), north],
      ['link-1', along(110, 620)],
      ['link-2', along(260, 1250)],
      ['toll', along(380, 1820)],
      ['g30-0', along(430, 2180)],
    ],
    LINK,
  )
  line(
    b,
    [
      ['g30-w3', along(-6900, 3150)],
      ['g30-w2', along(-4300, 2720)],
      ['g30-w1', along(-1900, 2400)],
      ['g30-0', along(430, 2180)],
      ['g30-e1', along(2400, 2040)],
      ['g30-e2', along(4700, 1930)],
      ['g30-e3', along(7000, 1880)],
    ],
    G30,
  )
}

/** The railway station lies north-west of 北大桥. */
function layStation(b: StreetBuilder, at: Lattice): void {
  const north = at[AVENUE]![FINE_ROWS - 1]!
  const along = (x: number, y: number): Metres => ({ x: north.x + x, y: north.y + y })
  line(
    b,
    [
      ['g312-w1', along(-950, 110)],
      ['station-1', along(-900, 480)],
      ['railway', along(-860, 830)],
    ],
    STATION,
  )
}

/** A long stretch as `pieces` edges that share its stated length, so that the drawing has points to follow. */
function long(
  b: StreetBuilder,
  from: string,
  to: string,
  end: Metres,
  start: Metres,
  total: number,
  pieces: number,
): void {
  let last = b.of(from)
  for (let n = 1; n <= pieces; n++) {
    const next = b.node(n === pieces ? to : `${to}-${n}`, between(start, end, n / pieces))
    const done = Math.round((total * n) / pieces) - Math.round((total * (n - 1)) / pieces)
    b.edge(last, next, G30, { metres: done })
    last = next
  }
}

function layLong(b: StreetBuilder, at: Lattice): void {
  const north = at[AVENUE]![FINE_ROWS - 1]!
  const west = { x: north.x - 6900, y: north.y + 3150 }
  const east = { x: north.x + 7000, y: north.y + 1880 }
  const [liuyuan, malianjing, xingxingxia] = [
    metres(PLACES.liuyuan),
    metres(PLACES.malianjing),
    metres(PLACES.xingxingxia),
  ]
  // The exit is 7 km along G30 before either end of the drawn town stretch.
  long(b, 'g30-w3', 'liuyuan', liuyuan, west, ROAD_METRES.exitToLiuyuan - 7_400, 6)
  long(b, 'liuyuan', 'malianjing', malianjing, liuyuan, ROAD_METRES.liuyuanToMalianjing, 4)
  long(b, 'malianjing', 'xingxingxia', xingxingxia, malianjing, ROAD_METRES.malianjingToXingxingxia, 4)
  long(b, 'g30-e3', 'shuangta', metres(PLACES.shuangta), east, ROAD_METRES.exitToShuangta - 6_600, 2)
}

/** Lays everything outside the town; the town must be laid already. */
export function layRoads(b: StreetBuilder, at: Lattice): void {
  layG312(b, at)
  layG30(b, at)
  layStation(b, at)
  layLong(b, at)
}
