/** Packets for a failing network: made every half hour and on demand, opened by the duty officer, each opening recorded. */
import { z } from 'zod'
import { endpoint, FileOut } from '../../base/contract.ts'
import { PACKET_FORMATS, PacketFile } from './model.ts'

const OFFICER = ['duty_officer'] as const

export const packetApi = {
  list: endpoint({
    id: 'packet.list',
    method: 'GET',
    path: '/packets',
    summary: 'Packets on the server’s disk, the newest first',
    door: OFFICER,
    output: z.object({ packets: z.array(PacketFile) }),
  }),
  make: endpoint({
    id: 'packet.make',
    method: 'POST',
    path: '/packets',
    summary: 'Make a packet now',
    door: OFFICER,
    status: 201,
    body: z.strictObject({ command: z.uuid() }),
    output: PacketFile,
    errors: ['packet.no_emergency', 'command_reused'],
  }),
  open: endpoint({
    id: 'packet.open',
    method: 'GET',
    path: '/packets/:name.:format',
    summary: 'A packet as a page to print or as a workbook',
    door: OFFICER,
    params: z.object({ name: z.string().regex(/^[0-9a-f-]{36}-\d{12}$/), format: z.enum(PACKET_FORMATS) }),
    file: true,
    output: FileOut,
    errors: ['erased'],
  }),
}
