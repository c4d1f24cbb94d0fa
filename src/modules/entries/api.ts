/** Entry codes: made, looked at, revoked; what a screen shows; where desks stand. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { CODE_KINDS, EntryGate, EntryToken, MOST_A_MINUTE, ScreenView, USUAL_A_MINUTE } from './model.ts'

export const entriesApi = {
  list: endpoint({
    id: 'entries.list',
    method: 'GET',
    path: '/entries',
    summary: 'Entry points with their codes, and where a desk stands',
    door: ['duty_officer', 'intake_desk'],
    output: z.object({ now: z.number(), entries: z.array(EntryGate) }),
  }),
  make: endpoint({
    id: 'entries.make',
    method: 'POST',
    path: '/entries/:entry/codes',
    summary: 'Make a code for a poster or a screen at an entry point',
    door: ['duty_officer'],
    status: 201,
    params: z.object({ entry: z.string().max(60) }),
    body: z.strictObject({
      command: z.uuid(),
      kind: z.enum(CODE_KINDS),
      perMinute: z.int().min(1).max(MOST_A_MINUTE).default(USUAL_A_MINUTE),
    }),
    output: EntryGate,
    errors: ['places.unknown_entry', 'command_reused'],
  }),
  /** Whoever scanned it before may still send the form: it counts as one without a code. */
  revoke: endpoint({
    id: 'entries.revoke',
    method: 'POST',
    path: '/entry-codes/:id/revoke',
    summary: 'Revoke an entry code',
    door: ['duty_officer'],
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ command: z.uuid() }),
    output: EntryGate,
    errors: ['entries.code_revoked', 'command_reused'],
  }),
  desk: endpoint({
    id: 'entries.desk',
    method: 'POST',
    path: '/entries/:entry/desk',
    summary: 'Say whether a desk stands at an entry point',
    door: ['duty_officer'],
    params: z.object({ entry: z.string().max(60) }),
    body: z.strictObject({ command: z.uuid(), open: z.boolean() }),
    output: EntryGate,
    errors: ['places.unknown_entry', 'command_reused'],
  }),
  /** Whoever has the link stands a screen up; it shows what anybody at the entry may scan. */
  screen: endpoint({
    id: 'entries.screen',
    method: 'GET',
    path: '/entry-screen',
    summary: 'The code that a screen shows now',
    door: 'public',
    perMinute: 300,
    query: z.object({ link: EntryToken }),
    output: ScreenView,
    errors: ['bad_token'],
  }),
}
