import { Refusal } from '../../base/refusal.ts'
import { bind } from '../../platform/http/context.ts'
import { listAlternatives } from './actions/alternatives.ts'
import { clearBurst, confirmBurst, confirmParty } from './actions/bursts.ts'
import { correct, erase } from './actions/correct.ts'
import { dismiss, merge, unmerge } from './actions/duplicates.ts'
import { issueCodes } from './actions/paper.ts'
import { register } from './actions/register.ts'
import { carryOutReplan, previewReplan, type Replanner, undoReplan } from './actions/replan.ts'
import { setRoadEstimate } from './actions/road.ts'
import { expectedNow } from './actions/settle.ts'
import { showMine, showParty } from './actions/show.ts'
import {
  changeSite,
  closeSite,
  createSite,
  openSite,
  openSites,
  relieveSite,
  suspendSite,
} from './actions/sites.ts'
import { accept, arrive, arriveByCode, depart, departByCode, transfer, withdraw } from './actions/steps.ts'
import { stillTake } from './actions/still.ts'
import { listWhyNot } from './actions/why.ts'
import { startWorld } from './actions/world.ts'
import { placementApi } from './api.ts'
import { listBursts, lookAtBurst } from './reads/bursts.ts'
import { listParties } from './reads/parties.ts'
import { planOf, viewPlan } from './reads/plan.ts'
import { lastReplan } from './reads/replan.ts'
import { readSites } from './reads/sites.ts'

export interface PlacementServices {
  readonly replanner: Replanner
}

export const placementRoutes = ({ replanner }: PlacementServices) =>
  bind(placementApi, {
    register: (ctx, { body }) => register(ctx, body),
    issueCodes: async (ctx, { body }) => ({ codes: await issueCodes(ctx, body) }),
    confirm: (ctx, { params, body }) => confirmParty(ctx, params.id, body),
    bursts: (ctx) => listBursts(ctx),
    burst: (ctx, { query }) => lookAtBurst(ctx, { ...query, code: query.code ?? null }),
    confirmBurst: (ctx, { body }) => confirmBurst(ctx, body),
    clearBurst: (ctx, { body }) => clearBurst(ctx, body),
    parties: (ctx, { query }) => listParties(ctx, query),
    party: (ctx, { params }) => showParty(ctx, params.id),
    mine: (ctx) => showMine(ctx),
    accept: (ctx, { params, body }) => accept(ctx, params.id, body),
    arrive: (ctx, { params, body }) => arrive(ctx, params.id, body),
    alternatives: async (ctx, { params }) => ({ alternatives: await listAlternatives(ctx, params.id) }),
    whyNot: async (ctx, { params }) => ({ reasons: await listWhyNot(ctx, params.id, params.site) }),
    transfer: (ctx, { params, body }) => transfer(ctx, params.id, body),
    depart: (ctx, { params, body }) => depart(ctx, params.id, body),
    withdraw: (ctx, { params, body }) => withdraw(ctx, params.id, body),
    correct: (ctx, { params, body }) => correct(ctx, params.id, body),
    erase: (ctx, { params, body }) => erase(ctx, params.id, body),
    merge: (ctx, { params, body }) => merge(ctx, params.id, body),
    unmerge: (ctx, { params, body }) => unmerge(ctx, params.id, body),
    dismiss: (ctx, { params, body }) => dismiss(ctx, params.id, body),
    async sites(ctx, { query }) {
      const { county, world } = ctx.actor
      return { sites: await ctx.db.read(ctx.scope, (tx) => readSites(tx, county, world, query)) }
    },
    async site(ctx, { params }) {
      const { county, world } = ctx.actor
      const [site] = await ctx.db.read(ctx.scope, (tx) => readSites(tx, county, world, { id: params.id }))
      if (site === undefined) throw new Refusal('not_found', { what: 'site' })
      return site
    },
    createSite: (ctx, { body }) => createSite(ctx, body),
    changeSite: (ctx, { params, body }) => changeSite(ctx, params.id, body),
    openSite: (ctx, { params, body }) => openSite(ctx, params.id, body),
    openSites: async (ctx, { body }) => ({ opened: await openSites(ctx, body) }),
    stillTake: (ctx, { params, body }) => stillTake(ctx, params.id, body),
    departByCode: (ctx, { params, body }) => departByCode(ctx, params.id, body),
    arriveByCode: (ctx, { params, body }) => arriveByCode(ctx, params.id, body),
    suspendSite: (ctx, { params, body }) => suspendSite(ctx, params.id, body),
    closeSite: (ctx, { params, body }) => closeSite(ctx, params.id, body),
    relieveSite: (ctx, { params, body }) => relieveSite(ctx, params.id, body),
    async outlook(ctx) {
      const [expected, plan] = [await expectedNow(ctx), await planOf(ctx)]
      return { now: ctx.now, expected: [...expected], plan: viewPlan(plan, ctx.now) }
    },
    setRoadEstimate: (ctx, { body }) => setRoadEstimate(ctx, body),
    previewReplan: (ctx, { body }) => previewReplan(ctx, body, replanner),
    lastReplan: async (ctx) => ({ now: ctx.now, replan: await lastReplan(ctx) }),
    carryOutReplan: (ctx, { params, body }) => carryOutReplan(ctx, params.id, body),
    undoReplan: (ctx, { params, body }) => undoReplan(ctx, params.id, body),
    async startWorld(ctx, { body }, answer) {
      const world = await startWorld(ctx, body)
      answer.session = { token: world.token, expiresAt: undefined, world: world.id }
      return world
    },
  })
