/** Calls for help from vehicles: anybody calls, the duty room sends somebody, a person reaches them. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { REACHED_BY, RESCUERS, RescueCall, RescueView } from './model.ts'

const HANDLERS = ['duty_officer', 'intake_desk'] as const
const Id = z.object({ id: z.uuid() })
const errors = ['rescue.step_not_possible', 'stale_base', 'command_reused', 'erased'] as const
const Command = { command: z.uuid(), base: z.int().optional() }

export const rescueApi = {
  /** Never refused for want of a signal's worth of data: persons and a place in words are enough. */
  call: endpoint({
    id: 'rescue.call',
    method: 'POST',
    path: '/rescues',
    summary: 'Call for help from a vehicle',
    door: 'public',
    status: 201,
    perMinute: 120,
    body: RescueCall,
    output: z.object({
      id: z.uuid(),
      /** Number of the call, to be said on the telephone. */
      nr: z.int(),
    }),
    errors: ['command_reused'],
  }),
  list: endpoint({
    id: 'rescue.list',
    method: 'GET',
    path: '/rescues',
    summary: 'Calls for help, the most urgent first',
    door: HANDLERS,
    output: z.object({ now: z.number(), rescues: z.array(RescueView) }),
  }),
  assign: endpoint({
    id: 'rescue.assign',
    method: 'POST',
    path: '/rescues/:id/assign',
    summary: 'Give a call to police, road operator, ambulance, fire service or a team',
    door: HANDLERS,
    params: Id,
    body: z.strictObject({ ...Command, to: z.enum(RESCUERS) }),
    output: RescueView,
    errors,
  }),
  reach: endpoint({
    id: 'rescue.reach',
    method: 'POST',
    path: '/rescues/:id/reach',
    summary: 'A person has reached them',
    door: HANDLERS,
    params: Id,
    body: z.strictObject({ ...Command, by: z.enum(REACHED_BY) }),
    output: RescueView,
    errors,
  }),
  close: endpoint({
    id: 'rescue.close',
    method: 'POST',
    path: '/rescues/:id/close',
    summary: 'Close a call whose people were reached',
    door: HANDLERS,
    params: Id,
    body: z.strictObject({ ...Command }),
    output: RescueView,
    errors,
  }),
}
