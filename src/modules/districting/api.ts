/** Grids drawn by the program: proposals side by side, moved by hand, published with their lineage. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import {
  BuildingView,
  Districting,
  DistrictingRow,
  DistrictingWish,
  DoorAnswer,
  PublishPlan,
} from './model.ts'
import { DRAWERS } from './policy.ts'

const Id = z.object({ id: z.uuid() })
const Command = { command: z.uuid() }
const draft = ['districting.not_draft', 'districting.only_in_county', 'stale_base', 'command_reused'] as const

export const districtingApi = {
  list: endpoint({
    id: 'districting.list',
    method: 'GET',
    path: '/districtings',
    summary: 'Proposals for grids, newest first',
    door: 'staff',
    output: z.object({ districtings: z.array(DistrictingRow) }),
  }),
  one: endpoint({
    id: 'districting.one',
    method: 'GET',
    path: '/districtings/:id',
    summary: 'A proposal with its grids and every building in them',
    door: 'staff',
    params: Id,
    output: Districting,
  }),
  /** Answered at once with the proposal being sought; it is a draft some seconds later. */
  make: endpoint({
    id: 'districting.make',
    method: 'POST',
    path: '/districtings',
    summary: 'Have a proposal for grids made',
    door: DRAWERS,
    status: 201,
    body: DistrictingWish,
    output: DistrictingRow,
    errors: ['districting.no_buildings', 'districting.only_in_county', 'command_reused'],
  }),
  /** Buildings into another grid of their community, or into a new one of it. */
  move: endpoint({
    id: 'districting.move',
    method: 'POST',
    path: '/districtings/:id/moves',
    summary: 'Move buildings of a draft into another grid',
    door: DRAWERS,
    params: Id,
    body: z.strictObject({
      ...Command,
      base: z.int().optional(),
      buildings: z.array(z.uuid()).min(1).max(2000),
      /** Absent: a new grid. */
      grid: z.int().min(0).optional(),
    }),
    output: Districting,
    errors: [...draft, 'districting.in_two_communities'],
  }),
  undo: endpoint({
    id: 'districting.undo',
    method: 'POST',
    path: '/districtings/:id/moves/undo',
    summary: 'Take the last move of a draft back',
    door: DRAWERS,
    params: Id,
    body: z.strictObject(Command),
    output: Districting,
    errors: [...draft, 'districting.nothing_to_undo'],
  }),
  discard: endpoint({
    id: 'districting.discard',
    method: 'POST',
    path: '/districtings/:id/discard',
    summary: 'Put a proposal away',
    door: DRAWERS,
    params: Id,
    body: z.strictObject(Command),
    output: DistrictingRow,
    errors: draft,
  }),
  publishPlan: endpoint({
    id: 'districting.publishPlan',
    method: 'GET',
    path: '/districtings/:id/publish',
    summary: 'What publishing a draft would do',
    door: ['sys_admin'],
    params: Id,
    output: PublishPlan,
    errors: ['districting.not_draft', 'districting.overtaken'],
  }),
  /** Grids that change get new codes; the old ones end, and their posts and sites go on in the heirs. */
  publish: endpoint({
    id: 'districting.publish',
    method: 'POST',
    path: '/districtings/:id/publish',
    summary: 'Make a draft the grids in force',
    door: ['sys_admin'],
    params: Id,
    body: z.strictObject({ ...Command, base: z.int().optional() }),
    output: DistrictingRow,
    errors: [...draft, 'districting.overtaken'],
  }),
  buildings: endpoint({
    id: 'districting.buildings',
    method: 'GET',
    path: '/buildings',
    summary: 'Buildings with their households and grids',
    door: 'staff',
    query: z.object({
      community: z.string().max(30).optional(),
      grid: z.string().max(40).optional(),
      limit: z.coerce.number().int().min(1).max(20_000).default(5000),
    }),
    output: z.object({ buildings: z.array(BuildingView), total: z.int() }),
  }),
  /** Who was responsible for this door, and when. */
  door: endpoint({
    id: 'districting.door',
    method: 'GET',
    path: '/buildings/:id/grids',
    summary: 'The grids a building has been in, and what became of them',
    door: 'staff',
    params: Id,
    output: DoorAnswer,
  }),
}
