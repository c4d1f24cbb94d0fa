/** Making and opening packets. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileOut } from '../../base/contract.ts'
import { demand, Refusal } from '../../base/refusal.ts'
import type { Keyring } from '../../platform/crypto/keyring.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { idFrom } from '../../platform/jobs/reactions.ts'
import { record } from '../../platform/ledger/record.ts'
import { once } from '../../platform/receipt.ts'
import { writeXlsx } from '../../platform/tabular/xlsx.ts'
import { liveOf } from '../mode/reads.ts'
import { issueCodes } from '../placement/actions/paper.ts'
import type { PacketEvent } from './events.ts'
import type { Packet, PacketFile, PacketFormat } from './model.ts'
import { mayNot } from './policy.ts'
import { readContents, readUnused } from './reads.ts'
import { FORMS, FORMS_LEFT, nameOf, readName } from './rules.ts'
import { pageOf, sheetsOf } from './sheets.ts'
import { folderOf, listPackets, openPacket, writePacket } from './store.ts'

async function tell(
  tx: Tx,
  ctx: Context,
  type: PacketEvent,
  emergency: string,
  data: Record<string, number | string>,
): Promise<void> {
  await record(tx, ctx.actor, ctx.now, { type, subjectKind: 'emergency', subject: emergency, data })
}

/** Codes for the blank forms: those of the last sheet while enough of them are left, so that half hours waste none. */
async function formCodes(ctx: Context, emergency: string): Promise<string[]> {
  for (let n = 0; ; n++) {
    const sheet = idFrom(`${emergency}/${n}`, 'packet.forms')
    const unused = await readUnused(ctx, sheet)
    if (unused === undefined) return issueCodes(ctx, { command: sheet, count: FORMS })
    if (unused.length >= FORMS_LEFT) return unused
  }
}

/**
 * Makes the packet of this minute; a second in the same minute takes its place.
 * @throws Refusal not_allowed, packet.no_emergency, command_reused
 */
export async function makePacket(
  ctx: Context,
  dataDir: string,
  input: { readonly command: string },
): Promise<PacketFile> {
  demand(mayNot.make(ctx.actor))
  const { county, world } = ctx.actor
  const live = await liveOf(ctx, county, world)
  if (live === undefined) throw new Refusal('packet.no_emergency')
  const folder = folderOf(dataDir, county, world)
  const codes = await formCodes(ctx, live.id)
  const { sites, parties } = await readContents(ctx)
  const { name: countyName } = await ctx.clock.county(county)
  const name = nameOf(live.id, ctx.now)
  const packet = { county: countyName.zh, emergency: live.name, at: ctx.now, sites, parties, codes }
  await writePacket(folder, ctx.keyring, county, name, packet)
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'makePacket', input.command, input, async () => {
      const waiting = parties.filter(({ reason }) => reason !== null).length
      await tell(tx, ctx, 'packet.made', live.id, { sites: sites.length, parties: parties.length, waiting })
      return live.id
    }),
  )
  ctx.committed(county)
  return (await listPackets(folder)).find((one) => one.name === name)!
}

export async function showPackets(ctx: Context, dataDir: string): Promise<PacketFile[]> {
  demand(mayNot.open(ctx.actor))
  const { county, world } = ctx.actor
  return listPackets(folderOf(dataDir, county, world))
}

const TYPES: Readonly<Record<PacketFormat, string>> = {
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Opens a packet; who opened which, and how many parties it lists, is remembered. @throws Refusal not_found, erased */
export async function takePacket(
  ctx: Context,
  dataDir: string,
  name: string,
  format: PacketFormat,
): Promise<FileOut> {
  demand(mayNot.open(ctx.actor))
  const { county, world, language } = ctx.actor
  const folder = folderOf(dataDir, county, world)
  const packet = await openPacket(folder, ctx.keyring, county, name)
  const { emergency } = readName(name)!
  await ctx.db.tx(deedScope(ctx), (tx) =>
    tell(tx, ctx, 'packet.opened', emergency, { format, parties: packet.parties.length }),
  )
  ctx.committed(county)
  const bytes =
    format === 'html' ? Buffer.from(pageOf(packet, language)) : await writeXlsx(sheetsOf(packet, language))
  return { name: `packet-${name.slice(-12)}.${format}`, type: TYPES[format], bytes }
}

/**
 * The newest packet of any county, from the disk and the key directory alone: for the hour in which neither server nor
 * database runs. Nobody is asked and nothing is recorded; whoever has both directories has the installation.
 * @returns undefined where none was made; plays' and drills' are not looked at
 */
export async function newestPacket(
  dataDir: string,
  keyring: Keyring,
): Promise<{ readonly file: PacketFile; readonly packet: Packet } | undefined> {
  const counties = (await readdir(join(dataDir, 'packets')).catch(() => [])).filter(
    (name) => !name.includes('-'),
  )
  const all = await Promise.all(
    counties.map(async (county) =>
      (await listPackets(folderOf(dataDir, county))).map((file) => ({ county, file })),
    ),
  )
  const newest = all.flat().sort((a, b) => b.file.at - a.file.at)[0]
  if (newest === undefined) return undefined
  const { county, file } = newest
  return { file, packet: await openPacket(folderOf(dataDir, county), keyring, county, file.name) }
}
