import { bind } from '../../platform/http/context.ts'
import { makePacket, showPackets, takePacket } from './actions.ts'
import { packetApi } from './api.ts'

export const packetRoutes = (dataDir: string) =>
  bind(packetApi, {
    list: async (ctx) => ({ packets: await showPackets(ctx, dataDir) }),
    make: (ctx, { body }) => makePacket(ctx, dataDir, body),
    open: (ctx, { params }) => takePacket(ctx, dataDir, params.name, params.format),
  })
