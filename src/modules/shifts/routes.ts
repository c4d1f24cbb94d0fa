import { bind } from '../../platform/http/context.ts'
import { handOver, takeShift, withdrawSheet } from './actions.ts'
import { shiftsApi } from './api.ts'
import { showShifts } from './reads.ts'

export const shiftsRoutes = bind(shiftsApi, {
  list: (ctx) => showShifts(ctx),
  handOver: (ctx, { body }) => handOver(ctx, body),
  take: (ctx, { params, body }) => takeShift(ctx, params.id, body),
  withdraw: (ctx, { params, body }) => withdrawSheet(ctx, params.id, body),
})
