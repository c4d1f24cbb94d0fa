import { bind } from '../../platform/http/context.ts'
import { assignRescue, callForHelp, closeRescue, reachRescue } from './actions.ts'
import { rescueApi } from './api.ts'
import { listRescues } from './reads.ts'

export const rescueRoutes = bind(rescueApi, {
  call: (ctx, { body }) => callForHelp(ctx, body),
  list: async (ctx) => ({ now: ctx.now, rescues: await listRescues(ctx) }),
  assign: (ctx, { params, body }) => assignRescue(ctx, params.id, body),
  reach: (ctx, { params, body }) => reachRescue(ctx, params.id, body),
  close: (ctx, { params, body }) => closeRescue(ctx, params.id, body),
})
