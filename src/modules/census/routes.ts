import { bind } from '../../platform/http/context.ts'
import { countHeads, showAll, showOfSite, tellWants, wantMet } from './actions.ts'
import { censusApi } from './api.ts'

export const censusRoutes = bind(censusApi, {
  list: (ctx) => showAll(ctx),
  ofSite: (ctx, { params }) => showOfSite(ctx, params.id),
  count: (ctx, { params, body }) => countHeads(ctx, params.id, body),
  want: (ctx, { params, body }) => tellWants(ctx, params.id, body),
  met: (ctx, { params, body }) => wantMet(ctx, params.id, body),
})
