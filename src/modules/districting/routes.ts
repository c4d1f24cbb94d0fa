import { bind } from '../../platform/http/context.ts'
import { discardProposal, makeProposal, moveBuildings, publishProposal, undoMove } from './actions.ts'
import { districtingApi } from './api.ts'
import { type Divider, listProposals, showDoor, showPlan, showProposal } from './reads.ts'
import { readBuildings } from './store.ts'

export interface DistrictingServices {
  readonly divider: Divider
}

export const districtingRoutes = ({ divider }: DistrictingServices) =>
  bind(districtingApi, {
    list: async (ctx) => ({ districtings: await listProposals(ctx) }),
    one: (ctx, { params }) => showProposal(ctx, divider, params.id),
    make: (ctx, { body }) => makeProposal(ctx, divider, body),
    move: (ctx, { params, body }) => moveBuildings(ctx, divider, params.id, body),
    undo: (ctx, { params, body }) => undoMove(ctx, divider, params.id, body),
    discard: (ctx, { params, body }) => discardProposal(ctx, params.id, body),
    publishPlan: (ctx, { params }) => showPlan(ctx, params.id),
    publish: (ctx, { params, body }) => publishProposal(ctx, divider, params.id, body),
    buildings: (ctx, { query }) => ctx.db.read(ctx.scope, (tx) => readBuildings(tx, ctx.actor.county, query)),
    door: (ctx, { params }) => showDoor(ctx, params.id),
  })
