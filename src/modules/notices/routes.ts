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
      const messages = await ctx.db.read(deedScope(ctx), (tx) =>
        services.channels.list(tx, county, world, 500),
      )
      const counts: Record<string, number> = {}
      for (const message of messages) counts[message.state] = (counts[message.state] ?? 0) + 1
      const wanted = messages.filter((message) => query.state === undefined || message.state === query.state)
      return {
        messages: wanted.slice(0, query.limit).map((message) => ({
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
