/** Asking every site at once, and their answers by link. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { SITE_KINDS } from '../sites/model.ts'
import { AskAnswer, AskedSite, AskRow } from './model.ts'

export const asksApi = {
  ask: endpoint({
    id: 'asks.ask',
    method: 'POST',
    path: '/site-asks',
    summary: 'Ask every site how many it can take tonight',
    door: ['duty_officer'],
    status: 201,
    body: z.strictObject({ command: z.uuid(), kinds: z.array(z.enum(SITE_KINDS)).optional() }),
    output: z.object({
      asked: z.int(),
      /** Of them, those whose telephone is known: they get a text message where the county can send one. */
      byPhone: z.int(),
    }),
    errors: ['asks.none', 'command_reused'],
  }),
  list: endpoint({
    id: 'asks.list',
    method: 'GET',
    path: '/site-asks',
    summary: 'The last time all were asked: who has not answered first',
    door: ['duty_officer', 'intake_desk'],
    output: z.object({ now: z.number(), asks: z.array(AskRow) }),
  }),
  /** Whoever has the link runs the site, or answers its telephone. */
  asked: endpoint({
    id: 'asks.asked',
    method: 'GET',
    path: '/site-ask',
    summary: 'The site that a link asks about',
    door: 'public',
    perMinute: 300,
    query: z.object({ token: AskAnswer.shape.token }),
    output: AskedSite,
    errors: ['bad_token'],
  }),
  answer: endpoint({
    id: 'asks.answer',
    method: 'POST',
    path: '/site-ask/answer',
    summary: 'Say what a site can take tonight',
    door: 'public',
    perMinute: 300,
    body: AskAnswer,
    output: AskedSite,
    errors: ['bad_token', 'sites.no_places', 'command_reused'],
  }),
}
