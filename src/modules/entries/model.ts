/**
 * 入口码: what hangs at a point where people arrive, and what it vouches for. Clause: emergency.md, anonymous floods.
 * A poster is printed and lasts until it is revoked; a screen shows a code that is made anew every two minutes.
 */
import { z } from 'zod'
import { TextSchema } from '../places/model.ts'

export const CODE_KINDS = ['poster', 'screen'] as const
export type CodeKind = (typeof CODE_KINDS)[number]

/** Registrations a minute that one code may vouch for; a motorway exit passes about twenty cars a minute. */
export const MOST_A_MINUTE = 600
export const USUAL_A_MINUTE = 30

/** As a link carries it: which code, for a screen the moment, and the signature. Anything else is no token. */
export const EntryToken = z.string().max(80)

export const EntryCodeView = z
  .object({
    id: z.uuid(),
    kind: z.enum(CODE_KINDS),
    perMinute: z.int(),
    madeAt: z.number(),
    /** It vouches for nobody any more. */
    revokedAt: z.number().nullable(),
    /** Of a poster: what its QR leads to. Of a screen: the page that shows the code. Put behind the county's address. */
    path: z.string(),
  })
  .meta({ id: 'EntryCode' })
export type EntryCodeView = z.infer<typeof EntryCodeView>

export const EntryGate = z
  .object({
    entry: z.string(),
    name: TextSchema,
    /** A desk stands here: whoever must be looked at is sent to the nearest one. */
    desk: z.boolean(),
    /** Those that vouch, then those revoked, the newest first. */
    codes: z.array(EntryCodeView),
  })
  .meta({ id: 'EntryGate' })
export type EntryGate = z.infer<typeof EntryGate>

/** What a screen shows now. */
export const ScreenView = z.object({
  entry: z.string(),
  name: TextSchema,
  /** What the QR leads to, behind the county's address. */
  path: z.string(),
  /** Told moment at which the next code is shown. */
  until: z.number(),
})
export type ScreenView = z.infer<typeof ScreenView>
