/** 今晚能接多少人: every site is asked in one act and answers by a link of its own. Clause: people.md, duty officer. */
import { z } from 'zod'
import { PoolLoad, StillTake } from '../placement/model.ts'
import { SITE_KINDS, SITE_STATES } from '../sites/model.ts'

export const AskRow = z
  .object({
    id: z.uuid(),
    site: z.uuid(),
    name: z.string(),
    nameEn: z.string(),
    kind: z.enum(SITE_KINDS),
    state: z.enum(SITE_STATES),
    /** Null where none is known: somebody has to go there. */
    phone: z.string().nullable(),
    /** Path of the site's own page, to be put behind the county's address. */
    path: z.string(),
    askedAt: z.number(),
    answeredAt: z.number().nullable(),
    /** What it offers and can still take, as it stands now. */
    offered: z.int(),
    free: z.int(),
  })
  .meta({ id: 'SiteAsk' })
export type AskRow = z.infer<typeof AskRow>

/** What whoever runs a site sees behind the link: the site's name and its places, nobody's name. */
export const AskedSite = z
  .object({
    name: z.string(),
    nameEn: z.string(),
    state: z.enum(SITE_STATES),
    wardens: z.int(),
    answeredAt: z.number().nullable(),
    pools: z.array(PoolLoad),
  })
  .meta({ id: 'AskedSite' })
export type AskedSite = z.infer<typeof AskedSite>

export const AskAnswer = z.strictObject({
  command: z.uuid(),
  token: z.string().regex(/^[a-z0-9]{16,64}$/),
  /** Persons by pool that the site can still take; of a site without pools: the pools it has. */
  still: StillTake.shape.still,
  wardens: StillTake.shape.wardens,
})
export type AskAnswer = z.infer<typeof AskAnswer>
