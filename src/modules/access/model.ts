/** Access: accounts, posts held in an area, sign-in, tokens. Clause: language.md §2.11. */
import { z } from 'zod'
import { ROLES } from '../../base/actor.ts'

export const PostView = z.object({
  id: z.uuid(),
  role: z.enum(ROLES),
  area: z.string(),
  site: z.uuid().nullable(),
})
export type PostView = z.infer<typeof PostView>

export const Me = z.object({
  account: z.uuid(),
  name: z.string(),
  posts: z.array(PostView),
  county: z.string(),
  world: z.int(),
})
export type Me = z.infer<typeof Me>

/** A mainland mobile or any telephone: digits, spaces, dashes, a leading plus. */
export const Phone = z
  .string()
  .trim()
  .regex(/^\+?[\d\s-]{5,20}$/)
