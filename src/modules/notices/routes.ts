import type { Channels } from '../../platform/channels/channels.ts'
import { bind, deedScope } from '../../platform/http/context.ts'
import { noticesApi } from './api.ts'

export interface NoticesServices {
  readonly channels: Channels
}

export const noticesRoutes = (services: NoticesServices) =>
  bind(noticesApi, {
    async outbox(ctx, { query }) {
      const { county, world } = ctx.actor
      const { channels } = services
      const { messages, counts } = await ctx.db.read(deedScope(ctx), async (tx) => ({
        messages: await channels.list(tx, county, world, query.limit, query.state),
        counts: await channels.counts(tx, county, world),
      }))
      return {
        messages: messages.map((message) => ({
          id: message.id,
          channel: message.channel,
          template: message.template,
          subjectKind: message.subject_kind,
          subject: message.subject ?? '',
          state: message.state,
          tries: message.tries,
          lastError: message.last_error_code,
          createdAt: message.created_at,
          sentAt: message.sent_at,
        })),
        counts,
      }
    },
  })
