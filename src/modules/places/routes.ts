import { bind } from '../../platform/http/context.ts'
import { placesApi } from './api.ts'
import { readAreas, readEntries, readStreets } from './reads.ts'

export const placesRoutes = bind(placesApi, {
  async places(ctx) {
    const county = await ctx.clock.county(ctx.actor.county)
    return ctx.db.read(ctx.scope, async (tx) => ({
      county: { code: county.code, slug: county.slug, name: county.name, demo: county.demo },
      areas: await readAreas(tx, county.code),
      entries: await readEntries(tx, county.code),
    }))
  },
  async streets(ctx) {
    const { nodes, edges } = await ctx.db.read(ctx.scope, (tx) => readStreets(tx, ctx.actor.county))
    const at = new Map(nodes.map((node) => [node.id, [node.lon, node.lat] as [number, number]]))
    return {
      streets: edges.map((edge) => ({
        name: edge.name,
        kind: edge.kind,
        line: [at.get(edge.a)!, at.get(edge.b)!],
      })),
    }
  },
})
