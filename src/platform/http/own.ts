/** The two doors that are the server's own, as endpoints beside those of the modules: the document tells of them too. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'

/** One sealed event as a listener is told it; its `id` is the `seq` to come back with. */
const Told = z.object({
  seq: z.int(),
  id: z.uuid(),
  /** Told ms. */
  at: z.number(),
  type: z.string(),
  actor: z.string(),
  actorKind: z.string(),
  subjectKind: z.string(),
  subject: z.string(),
  area: z.string().nullable(),
  mode: z.enum(['everyday', 'emergency']),
  data: z.record(z.string(), z.unknown()),
})

export const LIVE = endpoint({
  id: 'live.stream',
  method: 'GET',
  path: '/live',
  summary: 'Sealed events as they come, in order of seq; continues after Last-Event-ID or `after`',
  door: 'staff',
  query: z.object({ after: z.coerce.number().int().min(0).optional() }),
  output: Told,
  stream: true,
})

export const DOCUMENT = endpoint({
  id: 'openapi.document',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This document',
  door: 'public',
  output: z.record(z.string(), z.unknown()),
})
