/** Site duty links: given by the duty room, taken with a PIN, handed over at the change of shift. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { DutyView } from './model.ts'

const Id = z.object({ id: z.uuid() })
const Command = z.strictObject({ command: z.uuid() })
const GIVERS = ['duty_officer', 'community_secretary'] as const

export const dutyApi = {
  /** A new link for a site; an earlier one ends. The same command tells the same link and PIN again. */
  give: endpoint({
    id: 'duty.give',
    method: 'POST',
    path: '/sites/:id/duty',
    summary: 'Give a duty link for a site; link and PIN are told once',
    door: GIVERS,
    params: Id,
    body: Command,
    output: z.object({
      duty: DutyView,
      /** Path of the page, to be put behind the county's address. */
      path: z.string(),
      /** Six digits, to be told by another way than the link. */
      pin: z.string(),
    }),
    errors: ['duty.no_emergency', 'command_reused'],
  }),
  ofSite: endpoint({
    id: 'duty.ofSite',
    method: 'GET',
    path: '/sites/:id/duty',
    summary: 'The duty link of a site',
    door: GIVERS,
    params: Id,
    output: z.object({ duty: DutyView.nullable() }),
  }),
  end: endpoint({
    id: 'duty.end',
    method: 'POST',
    path: '/sites/:id/duty/end',
    summary: 'End the duty link of a site; whoever is in is out at once',
    door: GIVERS,
    params: Id,
    body: Command,
    output: z.object({ done: z.literal(true) }),
  }),
  /** Where the caller is on duty: by this link, or by the one this device came in with. */
  here: endpoint({
    id: 'duty.here',
    method: 'GET',
    path: '/duty',
    summary: 'The site the caller is on duty for by a link',
    door: ['site_warden'],
    query: z.object({ link: z.string().max(80).optional() }),
    output: z.object({ site: z.uuid() }),
    errors: ['duty.ended'],
  }),
  /** Whoever has the link and knows the PIN is on duty, on this device. */
  take: endpoint({
    id: 'duty.take',
    method: 'POST',
    path: '/duty/take',
    summary: 'Take up duty with link and PIN',
    door: 'public',
    perMinute: 60,
    body: z.strictObject({
      link: z.string().max(80),
      pin: z
        .string()
        .trim()
        .regex(/^\d{6}$/),
    }),
    output: z.object({ site: z.uuid() }),
    errors: ['duty.wrong_pin', 'duty.locked', 'duty.ended'],
  }),
  /** The next shift comes in by the same link with a new PIN; every device of this one is out ten minutes later. */
  handOver: endpoint({
    id: 'duty.handOver',
    method: 'POST',
    path: '/duty/hand-over',
    summary: 'Hand over to the next shift: a new PIN',
    door: ['site_warden'],
    body: Command,
    output: z.object({ pin: z.string() }),
    errors: ['duty.ended', 'command_reused'],
  }),
}
