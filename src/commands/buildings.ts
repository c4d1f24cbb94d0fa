/** `./jingwei import buildings FILE`: a map's buildings and streets into a county, and the grids that could stand on them. */
import { LINES, say } from '../cli-words.ts'
import { seededId } from '../demo.ts'
import { layOutBuildings } from '../modules/districting/actions.ts'
import { answer } from '../modules/districting/divide.ts'
import { layGround } from '../modules/districting/ground.ts'
import { communityOf, type TownMap, townOfGeoJson, townOfOsm } from '../modules/districting/map.ts'
import { readGroundOf } from '../modules/districting/reads.ts'
import { addAreas } from '../modules/places/actions.ts'
import { forgetGround, readAreas } from '../modules/places/reads.ts'
import { GRID_NORM } from '../modules/places/rules.ts'
import { ConfigError } from '../platform/config.ts'
import { type Context, deedScope } from '../platform/http/context.ts'
import { OsmError, readOsm } from '../platform/osm/read.ts'

function townOf(file: string, bytes: Buffer): TownMap {
  try {
    return file.endsWith('.pbf')
      ? townOfOsm(readOsm(bytes))
      : townOfGeoJson(JSON.parse(bytes.toString('utf8')))
  } catch (error) {
    if (error instanceof OsmError || error instanceof SyntaxError)
      throw new ConfigError('import', LINES.mapUnreadable)
    throw error
  }
}

/** A county without communities is one whole community, until somebody says otherwise. */
async function communitiesOf(ctx: Context, middle: { readonly lon: number; readonly lat: number }) {
  const { county } = ctx.actor
  const areas = await ctx.db.read(deedScope(ctx), (tx) => readAreas(tx, county))
  const there = areas.filter(({ kind }) => kind === 'community')
  if (there.length > 0) return there
  const whole = { ...middle, boundary: null, name: { zh: county, en: county } }
  const code = `${county}-C`
  await ctx.db.tx({ ...deedScope(ctx), kind: 'system' }, (tx) =>
    addAreas(tx, county, ctx.now, [
      { ...whole, code: county, kind: 'county', parent: null },
      { ...whole, code, kind: 'community', parent: county },
    ]),
  )
  forgetGround(ctx, county)
  return [{ code, boundary: null }]
}

export async function importBuildings(ctx: Context, file: string, bytes: Buffer): Promise<void> {
  const { county } = ctx.actor
  const { buildings, barriers, faults } = townOf(file, bytes)
  const [first] = buildings
  if (first === undefined) throw new ConfigError('import', LINES.mapEmpty)
  const communities = await communitiesOf(ctx, first)
  const inside = buildings.flatMap((one) => {
    const community = communityOf(communities, one)
    return community === undefined ? [] : [{ ...one, community, id: seededId(county, one.externalId) }]
  })
  const { made, changed } = await layOutBuildings(ctx, { since: ctx.now, buildings: inside, barriers })
  const households = inside.reduce((sum, one) => sum + one.households, 0)
  const estimated = inside.filter((one) => one.estimated).length
  console.log(
    say(LINES.buildingsImported, {
      ...{ buildings: inside.length, made, changed, households, estimated, lines: barriers.length },
      ...{ faults: faults.length, outside: buildings.length - inside.length },
    }),
  )
  await tryGrids(ctx)
}

/** What the program would draw on it, told and not kept. */
async function tryGrids(ctx: Context): Promise<void> {
  const rows = await ctx.db.read(deedScope(ctx), (tx) => readGroundOf(tx, ctx.actor.county))
  const { ground, regions } = layGround(rows.buildings, rows.barriers)
  const began = performance.now()
  const { figures, exceptions } = answer(
    { kind: 'divide', ground, bounds: GRID_NORM, regions: [...regions.values()] },
    () => performance.now(),
  )
  const homes = figures.map((one) => one.households)
  console.log(
    say(LINES.gridsTried, {
      ...{
        grids: figures.length,
        fewest: Math.min(...homes),
        most: Math.max(...homes),
        outside: exceptions.length,
      },
      round: (figures.reduce((sum, one) => sum + one.round, 0) / figures.length).toFixed(2),
      seconds: ((performance.now() - began) / 1000).toFixed(1),
    }),
  )
}
