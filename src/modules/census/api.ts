/** Heads counted at a site and what it lacks: told by whoever runs it, brought by the duty room. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { Census, MOST_HEADS, SiteWants, WANTED, Want } from './model.ts'

const TELLERS = ['duty_officer', 'intake_desk', 'community_secretary', 'site_warden'] as const
const Id = z.object({ id: z.uuid() })

export const censusApi = {
  /** Sites with something lacking or a count that differs, the most urgent first. */
  list: endpoint({
    id: 'census.list',
    method: 'GET',
    path: '/wants',
    summary: 'What sites lack, and counts unlike the record',
    door: ['duty_officer', 'intake_desk', 'community_secretary', 'auditor'],
    output: z.object({ now: z.number(), sites: z.array(SiteWants) }),
  }),
  ofSite: endpoint({
    id: 'census.ofSite',
    method: 'GET',
    path: '/sites/:id/census',
    summary: 'A site’s last count, and what it lacks',
    door: TELLERS,
    params: Id,
    output: SiteWants,
  }),
  count: endpoint({
    id: 'census.count',
    method: 'POST',
    path: '/sites/:id/census',
    summary: 'Tell how many people are counted at a site',
    door: TELLERS,
    params: Id,
    body: z.strictObject({ command: z.uuid(), heads: z.int().min(0).max(MOST_HEADS) }),
    output: Census,
    errors: ['command_reused'],
  }),
  /** Said again it is the new number; nought takes it back. */
  want: endpoint({
    id: 'census.want',
    method: 'POST',
    path: '/sites/:id/wants',
    summary: 'Tell what a site lacks',
    door: TELLERS,
    params: Id,
    body: z.strictObject({
      command: z.uuid(),
      wants: z
        .array(z.strictObject({ item: z.enum(WANTED), quantity: z.int().min(0).max(MOST_HEADS) }))
        .min(1)
        .max(WANTED.length),
    }),
    output: SiteWants,
    errors: ['command_reused'],
  }),
  met: endpoint({
    id: 'census.met',
    method: 'POST',
    path: '/wants/:id/met',
    summary: 'Something a site lacked has been brought',
    door: TELLERS,
    params: Id,
    body: z.strictObject({ command: z.uuid() }),
    output: Want,
    errors: ['census.step_not_possible', 'command_reused'],
  }),
}
