import { bind } from '../../platform/http/context.ts'
import { dutyOfSite, endDuty, giveDuty, handOver, onDutyAt, takeDuty } from './actions.ts'
import { dutyApi } from './api.ts'

export const dutyRoutes = bind(dutyApi, {
  give: (ctx, { params, body }) => giveDuty(ctx, params.id, body),
  ofSite: async (ctx, { params }) => ({ duty: await dutyOfSite(ctx, params.id) }),
  async end(ctx, { params, body }) {
    await endDuty(ctx, params.id, body)
    return { done: true as const }
  },
  here: async (ctx, { query }) => ({ site: await onDutyAt(ctx, query.link) }),
  async take(ctx, { body }, answer) {
    const { site, session } = await takeDuty(ctx, body)
    answer.session = session
    return { site }
  },
  handOver: async (ctx, { body }) => ({ pin: await handOver(ctx, body) }),
})
