/** 断网包: what the duty room needs on paper when the network or the power is gone. Clause: people.md, duty officer. */
import { z } from 'zod'
import { PARTY_STATES, WAITING_REASONS } from '../placement/model.ts'
import { SITE_KINDS, SITE_STATES } from '../sites/model.ts'

/** Codes, counts and places; no name and no telephone of a traveller. */
export const Packet = z.object({
  county: z.string(),
  emergency: z.string(),
  /** Told ms. */
  at: z.number(),
  sites: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(SITE_KINDS),
      state: z.enum(SITE_STATES),
      address: z.string(),
      phone: z.string(),
      offered: z.int(),
      inside: z.int(),
      held: z.int(),
      free: z.int(),
    }),
  ),
  parties: z.array(
    z.object({
      code: z.string(),
      persons: z.int(),
      state: z.enum(PARTY_STATES),
      /** Name of the site; empty where they have none. */
      site: z.string(),
      reason: z.enum(WAITING_REASONS).nullable(),
      since: z.number(),
    }),
  ),
  /** Issued ahead, for the blank forms. */
  codes: z.array(z.string()),
})
export type Packet = z.infer<typeof Packet>

/** A file on the server's disk. */
export const PacketFile = z.object({
  /** `<emergency>-<YYYYMMDDHHmm>` */
  name: z.string(),
  /** Told ms, to the minute. */
  at: z.number(),
  bytes: z.int(),
})
export type PacketFile = z.infer<typeof PacketFile>

export const PACKET_FORMATS = ['html', 'xlsx'] as const
export type PacketFormat = (typeof PACKET_FORMATS)[number]
