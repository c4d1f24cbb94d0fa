import { bind } from '../../platform/http/context.ts'
import { makeCode, revokeCode, setDesk } from './actions.ts'
import { entriesApi } from './api.ts'
import { listGates, screenOf } from './reads.ts'

export const entriesRoutes = bind(entriesApi, {
  list: async (ctx) => ({ now: ctx.now, entries: await listGates(ctx) }),
  make: (ctx, { params, body }) => makeCode(ctx, params.entry, body),
  revoke: (ctx, { params, body }) => revokeCode(ctx, params.id, body),
  desk: (ctx, { params, body }) => setDesk(ctx, params.entry, body),
  screen: (ctx, { query }) => screenOf(ctx, query.link),
})
