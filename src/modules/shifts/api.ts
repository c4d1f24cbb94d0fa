/** Hand-over of the duty shift: drawn up, taken by a colleague, kept. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { HandoverView, OpenThings } from './model.ts'

const OFFICER = ['duty_officer'] as const
const Id = z.object({ id: z.uuid() })
const Command = z.strictObject({ command: z.uuid() })

export const shiftsApi = {
  list: endpoint({
    id: 'shifts.list',
    method: 'GET',
    path: '/shifts',
    summary: 'What is open now, and the last hand-over sheets',
    door: ['duty_officer', 'auditor'],
    output: z.object({ now: z.number(), open: OpenThings, sheets: z.array(HandoverView) }),
  }),
  /** Counts what is open; the counts stay as they were. */
  handOver: endpoint({
    id: 'shifts.handOver',
    method: 'POST',
    path: '/shifts',
    summary: 'Draw up a hand-over sheet',
    door: OFFICER,
    status: 201,
    body: z.strictObject({ command: z.uuid(), remarks: z.string().trim().max(2000) }),
    output: HandoverView,
    errors: ['shifts.open', 'command_reused'],
  }),
  take: endpoint({
    id: 'shifts.take',
    method: 'POST',
    path: '/shifts/:id/take',
    summary: 'Take the shift: somebody else than whoever handed it over',
    door: OFFICER,
    params: Id,
    body: Command,
    output: HandoverView,
    errors: ['shifts.not_yours', 'shifts.step_not_possible', 'command_reused'],
  }),
  withdraw: endpoint({
    id: 'shifts.withdraw',
    method: 'POST',
    path: '/shifts/:id/withdraw',
    summary: 'Withdraw a hand-over sheet nobody has taken',
    door: OFFICER,
    params: Id,
    body: Command,
    output: HandoverView,
    errors: ['shifts.not_yours', 'shifts.step_not_possible', 'command_reused'],
  }),
}
