/** Questions about places. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { AreaView, EntryView, StreetView, TextSchema } from './model.ts'

export const placesApi = {
  /** The county with its areas (valid now) and entry points. */
  places: endpoint({
    id: 'places.get',
    method: 'GET',
    path: '/places',
    summary: 'The county, its areas and the points people arrive at',
    door: 'public',
    output: z.object({
      county: z.object({ code: z.string(), slug: z.string(), name: TextSchema, demo: z.boolean() }),
      areas: z.array(AreaView),
      entries: z.array(EntryView),
    }),
  }),
  /** The street network as lines, for maps. */
  streets: endpoint({
    id: 'places.streets',
    method: 'GET',
    path: '/places/streets',
    summary: 'The street network as lines',
    door: 'staff',
    output: z.object({ streets: z.array(StreetView) }),
  }),
}
