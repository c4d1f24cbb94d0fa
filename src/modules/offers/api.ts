/** Offers of homes and shops: anybody offers, somebody looks, one site opens; the host may stop at any time. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { Check, Offer, OfferView, OwnOffer } from './model.ts'

const DECIDERS = ['duty_officer', 'intake_desk', 'community_secretary', 'grid_worker'] as const
const Id = z.object({ id: z.uuid() })
const Command = { command: z.uuid(), base: z.int().optional() }
const steps = ['offers.step_not_possible', 'stale_base', 'command_reused', 'erased'] as const
const Token = z.string().regex(/^[a-z0-9]{16,64}$/)

export const offersApi = {
  offer: endpoint({
    id: 'offers.offer',
    method: 'POST',
    path: '/offers',
    summary: 'Offer places in a home or a shop',
    door: 'public',
    status: 201,
    perMinute: 60,
    body: Offer,
    output: z.object({
      id: z.uuid(),
      nr: z.int(),
      /** Opens the host's own page; told once. */
      token: z.string(),
    }),
    errors: ['offers.no_emergency', 'sites.no_places', 'command_reused'],
  }),
  list: endpoint({
    id: 'offers.list',
    method: 'GET',
    path: '/offers',
    summary: 'Offers of the caller’s area, those to be looked at first',
    door: DECIDERS,
    output: z.object({ now: z.number(), offers: z.array(OfferView) }),
  }),
  check: endpoint({
    id: 'offers.check',
    method: 'POST',
    path: '/offers/:id/check',
    summary: 'Somebody has looked at it: its site opens',
    door: DECIDERS,
    params: Id,
    body: Check,
    output: OfferView,
    errors: [...steps, 'offers.stove_unchecked', 'sites.no_places', 'sites.duplicate'],
  }),
  refuse: endpoint({
    id: 'offers.refuse',
    method: 'POST',
    path: '/offers/:id/refuse',
    summary: 'An offer that is not used, with the reason',
    door: DECIDERS,
    params: Id,
    body: z.strictObject({ ...Command, reason: z.string().trim().min(2).max(300) }),
    output: OfferView,
    errors: steps,
  }),
  /** Whoever is inside is placed anew before the answer; nobody else is moved. */
  stop: endpoint({
    id: 'offers.stop',
    method: 'POST',
    path: '/offers/:id/stop',
    summary: 'Stop an offer at the host’s word',
    door: DECIDERS,
    params: Id,
    body: z.strictObject({ ...Command }),
    output: OfferView,
    errors: steps,
  }),
  mine: endpoint({
    id: 'offers.mine',
    method: 'GET',
    path: '/my-offer',
    summary: 'A host’s own offer',
    door: 'public',
    perMinute: 120,
    query: z.object({ token: Token }),
    output: OwnOffer,
    errors: ['bad_token'],
  }),
  stopMine: endpoint({
    id: 'offers.stopMine',
    method: 'POST',
    path: '/my-offer/stop',
    summary: 'The host stops taking people',
    door: 'public',
    perMinute: 60,
    body: z.strictObject({ command: z.uuid(), token: Token }),
    output: OwnOffer,
    errors: ['bad_token', ...steps],
  }),
}
