/** GET /road */
import { roadApi } from '../../modules/road/api.ts'
import { answer, contextOf } from './context.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { roadMain } from './road.ts'
import { ROAD_WORDS } from './road-words.ts'

/** Seconds after which the page loads itself anew. */
const RELOAD = 300

export async function roadPage(request: PublicRequest): Promise<PublicAnswer> {
  const context = await contextOf(request)
  const road = await request.call(roadApi.road, {})
  const { say } = context
  return answer(context, 200, say(ROAD_WORDS.title), roadMain(say, road), { reload: RELOAD })
}
