import { bind } from '../../platform/http/context.ts'
import { answerAsk, askSites } from './actions.ts'
import { asksApi } from './api.ts'
import { askedSite, listAsks } from './reads.ts'

export const asksRoutes = bind(asksApi, {
  ask: (ctx, { body }) => askSites(ctx, body),
  list: async (ctx) => ({ now: ctx.now, asks: await listAsks(ctx) }),
  asked: (ctx, { query }) => askedSite(ctx, query.token),
  answer: (ctx, { body }) => answerAsk(ctx, body),
})
