/**
 * The demo county: Guazhou. Codes, names of areas and the figures named in SOURCES are real; streets, sites, offers
 * and persons are invented. The same on every run.
 */
import { areas, COUNTY, LIUYUAN, YUANQUAN } from './areas.ts'
import { streetBuilder } from './builder.ts'
import { buildings } from './buildings.ts'
import { entries } from './entries.ts'
import { CENTRE } from './frame.ts'
import { halls } from './halls.ts'
import { hotels } from './hotels.ts'
import { landmarks } from './landmarks.ts'
import { lattice } from './lattice.ts'
import { offers } from './offers.ts'
import { placesOf } from './pools.ts'
import { layRoads } from './roads.ts'
import { ground } from './spots.ts'
import { staff } from './staff.ts'
import { streetNames } from './street-names.ts'
import { layTown } from './town.ts'
import type { CountySeed } from './types.ts'

/** Places in all: what 25,000 people needed, with a reserve of our own choosing. */
export const PLACES = 26_900

export function guazhou(): CountySeed {
  const at = lattice()
  const { communities, grids } = areas(at)
  const builder = streetBuilder()
  layTown(builder, at)
  layRoads(builder, at)
  const streets = builder.done()
  const marks = landmarks(builder, streets.nodes)
  const land = ground(at, grids, marks)
  const declared = [...hotels(land), ...halls(land, communities)]
  const left = PLACES - declared.reduce((sum, site) => sum + placesOf(site), 0)
  const sites = [...declared, ...offers(land, communities, left)]
  const plain = grids.map((g) => g.grid)
  return {
    county: {
      code: COUNTY,
      slug: 'guazhou',
      name: { zh: '瓜州县', en: 'Guazhou' },
      demo: true,
      zone: 'Asia/Shanghai',
      centre: CENTRE,
    },
    towns: [
      { code: YUANQUAN, name: { zh: '渊泉镇', en: 'Yuanquan Town' } },
      { code: LIUYUAN, name: { zh: '柳园镇', en: 'Liuyuan Town' } },
    ],
    communities,
    grids: plain,
    streets,
    streetNames: streetNames(streets),
    entries: entries(builder, streets.nodes),
    landmarks: marks,
    sites,
    buildings: buildings(at, grids),
    staff: staff(communities, plain, sites),
  }
}
