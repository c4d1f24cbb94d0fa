/** The county, its areas and entry points: asked once, they do not change while a page is open. */
import { useQuery } from '@tanstack/react-query'
import { placesApi } from '../../modules/places/api.ts'
import { call } from './client.ts'

export function usePlaces() {
  return useQuery({
    queryKey: ['places'],
    queryFn: ({ signal }) => call(placesApi.places, {}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
