/** Messages, written with the deed they tell of; a job carries them out of the house. */
import type { Actor } from '../../base/actor.ts'
import { uuidv7 } from '../../base/ids.ts'
import { fill } from '../../base/words.ts'
import type { Channels, Message } from '../../platform/channels/channels.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { addJob } from '../../platform/jobs/add.ts'
import { TEMPLATES } from './words.ts'

/** Writes a message and, where it is to leave, the job that carries it: both with the caller's transaction. */
export async function send(
  channels: Channels,
  tx: Tx,
  actor: Pick<Actor, 'kind' | 'id'>,
  message: Message,
): Promise<void> {
  await channels.send(tx, message, ({ id }) => addJob(tx, actor, 'notices.deliver', { id }, { key: id }))
}

/**
 * Carries one-time codes by text message; does nothing where none can be sent. Signing in is real in a drill too, so its
 * message always belongs to the county itself.
 */
export const carryCode =
  (channels: Channels) =>
  async (ctx: Context, phone: string, code: string): Promise<void> => {
    if (!channels.has('sms')) return
    const { county, language } = ctx.actor
    const actor = { kind: 'system', id: 'access' } as const
    await ctx.db.tx({ ...deedScope(ctx), world: 0 }, (tx) =>
      send(channels, tx, actor, {
        county,
        world: 0,
        id: uuidv7(ctx.realNow, ctx.random(10)),
        channel: 'sms',
        to: phone,
        title: '',
        text: fill(TEMPLATES.signInCode, language, { code }),
        secret: true,
        subjectKind: 'account',
        subject: null,
        template: 'notices.signInCode',
        language,
        now: ctx.realNow,
      }),
    )
  }
