import { bind } from '../../platform/http/context.ts'
import {
  announceDepartures,
  dropDepartures,
  endDepartures,
  planDepartures,
  postNews,
  withdrawNews,
} from './actions.ts'
import { roadApi } from './api.ts'
import { showDepartures, showRoad } from './reads.ts'

export const roadRoutes = bind(roadApi, {
  road: (ctx) => showRoad(ctx),
  post: (ctx, { body }) => postNews(ctx, body),
  withdraw: (ctx, { params, body }) => withdrawNews(ctx, params.id, body),
  departures: (ctx) => showDepartures(ctx),
  plan: (ctx, { body }) => planDepartures(ctx, body),
  announce: (ctx, { params, body }) => announceDepartures(ctx, params.id, body),
  drop: (ctx, { params, body }) => dropDepartures(ctx, params.id, body),
  end: (ctx, { params, body }) => endDepartures(ctx, params.id, body),
})
