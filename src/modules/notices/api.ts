/** Who was told what, by which channel. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'

export const OutboxRow = z.object({
  id: z.uuid(),
  channel: z.enum(['mail', 'sms', 'webhook', 'push']),
  template: z.string(),
  subjectKind: z.string(),
  subject: z.string(),
  state: z.enum(['queued', 'sent', 'failed', 'sandboxed']),
  tries: z.int(),
  lastError: z.string().nullable(),
  createdAt: z.number(),
  sentAt: z.number().nullable(),
})
export type OutboxRow = z.infer<typeof OutboxRow>

export const noticesApi = {
  outbox: endpoint({
    id: 'notices.outbox',
    method: 'GET',
    path: '/outbox',
    summary: 'Messages of this world and what became of them',
    door: ['duty_officer', 'intake_desk', 'auditor', 'sys_admin'],
    query: z.object({
      state: z.enum(['queued', 'sent', 'failed', 'sandboxed']).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    output: z.object({ messages: z.array(OutboxRow), counts: z.record(z.string(), z.int()) }),
  }),
}
