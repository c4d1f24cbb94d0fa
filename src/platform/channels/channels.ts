/**
 * Messages out: written in the transaction of the deed they tell of, delivered afterwards by a job. A drill or a play
 * writes the same rows, and they end there: its messages are born `sandboxed`, the statement that claims a row knows
 * world 0 only, and the table's own constraint refuses anything else.
 */
import { z } from 'zod'
import { Refusal } from '../../base/refusal.ts'
import type { Moment } from '../../base/time.ts'
import type { Language } from '../../base/words.ts'
import type { Config } from '../config.ts'
import type { DataKey } from '../crypto/datakey.ts'
import type { Keyring } from '../crypto/keyring.ts'
import type { Tx } from '../db/pool.ts'
import { mailTransport } from './mail.ts'
import {
  type ClaimedRow,
  claimMessage,
  countMessages,
  findMessage,
  giveUpMessage,
  insertMessage,
  newestMessages,
  noteOutcome,
  type OutboxKey,
  type OutboxRow,
  type OutboxState,
  waitingMessages,
} from './outbox.ts'
import { OUTGOING, type Outgoing } from './outgoing.ts'
import { smsTransport } from './sms.ts'
import { type Channel, DeliveryFailure, type Letter, type Transport } from './transport.ts'
import { webhookTransport } from './webhook.ts'

export interface Message extends OutboxKey {
  /** Seal with this emergency's key (travellers); without it the county's (staff). */
  readonly emergency?: string
  readonly channel: Channel
  /** Mail address, telephone, or the configured webhook's own URL. */
  readonly to: string
  readonly title: string
  readonly text: string
  /** One-time codes: the text is dropped once delivered and never shown. */
  readonly secret?: boolean
  /** What it is about, `party`, `site`, `account`. */
  readonly subjectKind: string
  readonly subject: string | null
  readonly template: string
  readonly language: Language
  /** Told time of the world. */
  readonly now: Moment
}

/** Runs work in a transaction under the scope of the message's county and world. */
export type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

export interface Delivery {
  readonly state: OutboxState
  /** Whether the caller should try again later; when, and how often, is the caller's. */
  readonly retry: boolean
  readonly code: string | null
}

/** A message as the outbox page shows it; what is erased or secret is null. */
export interface ShownMessage extends Omit<OutboxRow, 'to_sealed' | 'body_sealed'> {
  /** Masked: `139****1234`, `w***@example.cn`. */
  readonly to: string | null
  readonly title: string | null
  readonly text: string | null
}

export interface Channels {
  /** Whether a channel is configured. */
  has(channel: Channel): boolean
  /**
   * Writes the message.
   * @param wake called within the transaction where there is something to deliver (world 0): add the job there
   * @returns the state it has; a repeated id changes nothing and wakes nobody
   */
  send(tx: Tx, message: Message, wake: (key: OutboxKey) => Promise<void>): Promise<OutboxState>
  /**
   * Delivers one message: claimed in one transaction, sent outside of any, noted in another. Calling again is harmless.
   * @param now real time
   * @throws Refusal not_found
   */
  deliver(run: InTransaction, key: OutboxKey, now: Moment): Promise<Delivery>
  /**
   * Messages that have waited longer than every try takes (their job was lost, as after a restore).
   * @param before real time
   */
  waiting(tx: Tx, county: string, before: Moment): Promise<{ id: string; tries: number }[]>
  /** Ends the tries. */
  giveUp(tx: Tx, key: OutboxKey): Promise<void>
  /** The newest messages of a world, or those in one state. */
  list(tx: Tx, county: string, world: number, limit: number, state?: string): Promise<ShownMessage[]>
  /** Messages of a world by state. */
  counts(tx: Tx, county: string, world: number): Promise<Record<string, number>>
}

/** Longer than every timeout of the transports together. */
const LEASE = 120_000
/** Lost messages looked at in one round. */
const WAITING = 500
const Body = z.strictObject({ title: z.string(), text: z.string() })

export function createChannels(
  keys: Keyring,
  config: Pick<Config, 'mail' | 'sms' | 'webhook' | 'privateNames'>,
): Channels {
  const transports = transportsOf(config)
  return {
    has: (channel) => transports[channel] !== undefined,

    async send(tx, message, wake) {
      const state = message.world === 0 ? 'queued' : 'sandboxed'
      if (await insertMessage(tx, sealed(keys, message, state))) {
        if (state === 'queued') await wake(message)
        return state
      }
      return (await existing(tx, message)).state
    },

    async deliver(run, key, now) {
      const row = await run(async (tx) =>
        key.world === 0 ? claimMessage(tx, key.county, key.id, now, LEASE) : undefined,
      )
      if (row === undefined) return settled(await run((tx) => existing(tx, key)))
      const delivery = await attempt(transports, keys, row, now)
      const { state, code } = delivery
      await run((tx) => noteOutcome(tx, row, { state, code, now }))
      return delivery
    },

    waiting: (tx, county, before) => waitingMessages(tx, county, before, WAITING),

    giveUp: (tx, key) => giveUpMessage(tx, key.county, key.id),

    async list(tx, county, world, limit, state) {
      return (await newestMessages(tx, county, world, limit, state)).map((row) => shown(keys, row))
    },

    counts: countMessages,
  }
}

type Transports = Readonly<Record<Channel, Transport | undefined>>

function transportsOf(config: Pick<Config, 'mail' | 'sms' | 'webhook' | 'privateNames'>): Transports {
  const outgoing: Outgoing = { ...OUTGOING, privateNames: config.privateNames }
  return {
    mail: config.mail && mailTransport(config.mail),
    sms: config.sms && smsTransport(config.sms, outgoing),
    webhook: config.webhook && webhookTransport(config.webhook, outgoing),
  }
}

function sealed(keys: Keyring, message: Message, state: 'queued' | 'sandboxed') {
  const emergency = message.emergency ?? null
  const key = keyOf(keys, message.county, emergency)
  const body = JSON.stringify({ title: message.title, text: message.text })
  return {
    county: message.county,
    world: message.world,
    id: message.id,
    emergency,
    channel: message.channel,
    to_sealed: key.seal(place(message, 'to'), message.to),
    body_sealed: key.seal(place(message, 'body'), body),
    secret: message.secret ?? false,
    subject_kind: message.subjectKind,
    subject: message.subject,
    template: message.template,
    language: message.language,
    state,
    created_at: message.now,
  }
}

function keyOf(keys: Keyring, county: string, emergency: string | null): DataKey {
  return emergency === null ? keys.county(county) : keys.emergency(county, emergency)
}

function place(key: OutboxKey, field: 'to' | 'body'): string {
  return `outbox:${key.world}:${key.id}:${field}`
}

async function existing(tx: Tx, key: OutboxKey): Promise<OutboxRow> {
  const row = await findMessage(tx, key)
  if (row === undefined) throw new Refusal('not_found')
  return row
}

/** The answer about a row that was not ours to deliver: done, sandboxed, or in another worker's hands. */
function settled(row: OutboxRow): Delivery {
  return { state: row.state, retry: row.state === 'queued', code: row.last_error_code }
}

async function attempt(
  transports: Transports,
  keys: Keyring,
  row: ClaimedRow,
  now: Moment,
): Promise<Delivery & { state: 'sent' | 'failed' | 'queued' }> {
  try {
    const transport = transports[row.channel]
    if (transport === undefined) throw new DeliveryFailure('not_configured', true)
    await transport(letter(keys, row), now)
    return { state: 'sent', retry: false, code: null }
  } catch (error) {
    const { code, permanent } = failure(error)
    return { state: permanent ? 'failed' : 'queued', retry: !permanent, code }
  }
}

/** A key destroyed in the meantime ends the message; anything unforeseen is tried again, since nothing left. */
function failure(error: unknown): { code: string; permanent: boolean } {
  if (error instanceof DeliveryFailure) return error
  if (error instanceof Refusal) return { code: error.code, permanent: true }
  return { code: 'internal', permanent: false }
}

function letter(keys: Keyring, row: ClaimedRow): Letter {
  const key = keyOf(keys, row.county, row.emergency)
  if (row.body_sealed === null) throw new Refusal('erased')
  const { title, text } = Body.parse(JSON.parse(key.open(place(row, 'body'), row.body_sealed)))
  const { id, template, language } = row
  return { id, to: key.open(place(row, 'to'), row.to_sealed), title, text, template, language }
}

function shown(keys: Keyring, row: OutboxRow): ShownMessage {
  const { to_sealed, body_sealed, ...rest } = row
  try {
    const key = keyOf(keys, row.county, row.emergency)
    const to = masked(key.open(place(row, 'to'), to_sealed))
    if (row.secret || body_sealed === null) return { ...rest, to, title: null, text: null }
    return { ...rest, to, ...Body.parse(JSON.parse(key.open(place(row, 'body'), body_sealed))) }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'erased')
      return { ...rest, to: null, title: null, text: null }
    throw error
  }
}

/** Enough to tell two recipients apart, not enough to reach one. */
export function masked(to: string): string {
  if (/^https?:/.test(to)) return new URL(to).host
  const mail = /^(.)[^@]*(@.+)$/.exec(to)
  if (mail !== null) return `${mail[1]}***${mail[2]}`
  return to.length < 8 ? '****' : `${to.slice(0, 3)}****${to.slice(-4)}`
}
