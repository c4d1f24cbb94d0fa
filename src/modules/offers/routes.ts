import { bind } from '../../platform/http/context.ts'
import { checkOffer, offerPlaces, refuseOffer, stopOffer, stopOwnOffer } from './actions.ts'
import { offersApi } from './api.ts'
import { listOffers, ownOffer } from './reads.ts'

export const offersRoutes = bind(offersApi, {
  offer: (ctx, { body }) => offerPlaces(ctx, body),
  list: async (ctx) => ({ now: ctx.now, offers: await listOffers(ctx) }),
  check: (ctx, { params, body }) => checkOffer(ctx, params.id, body),
  refuse: (ctx, { params, body }) => refuseOffer(ctx, params.id, body),
  stop: (ctx, { params, body }) => stopOffer(ctx, params.id, body),
  mine: (ctx, { query }) => ownOffer(ctx, query.token),
  stopMine: (ctx, { body }) => stopOwnOffer(ctx, body),
})
