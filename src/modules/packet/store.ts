/** Packets on disk: `<data>/packets/<county>/<name>.packet`, sealed with the emergency's key, so that they die with it. */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../../base/refusal.ts'
import type { Keyring } from '../../platform/crypto/keyring.ts'
import { Packet, type PacketFile } from './model.ts'
import { KEPT, readName } from './rules.ts'

const END = '.packet'
const row = (name: string): string => `packet:${name}:whole`

/** A drill's and a play's packets lie apart from those of the county itself. */
export function folderOf(dataDir: string, county: string, world = 0): string {
  return join(dataDir, 'packets', world === 0 ? county : `${county}-${world}`)
}

/** Writes a packet, whole or not at all, and takes away what is older than those kept. */
export async function writePacket(
  folder: string,
  keyring: Keyring,
  county: string,
  name: string,
  packet: Packet,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { emergency } = readName(name)!
  const sealed = keyring.emergency(county, emergency).seal(row(name), JSON.stringify(packet))
  const path = join(folder, name + END)
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(sealed)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  const old = (await listPackets(folder)).slice(KEPT)
  await Promise.all(old.map((one) => rm(join(folder, one.name + END), { force: true })))
}

/** The newest first; none where nothing was made yet. */
export async function listPackets(folder: string): Promise<PacketFile[]> {
  const files = await readdir(folder).catch(() => [])
  const found = await Promise.all(
    files
      .filter((file) => file.endsWith(END))
      .map(async (file) => {
        const name = file.slice(0, -END.length)
        const told = readName(name)
        const size = told && (await stat(join(folder, file)).catch(() => undefined))
        return told && size ? [{ name, at: told.at, bytes: size.size }] : []
      }),
  )
  return found.flat().sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1))
}

/** @throws Refusal not_found; erased where the emergency's key is destroyed */
export async function openPacket(
  folder: string,
  keyring: Keyring,
  county: string,
  name: string,
): Promise<Packet> {
  const told = readName(name)
  const sealed = told && (await readFile(join(folder, name + END)).catch(() => undefined))
  if (!told || !sealed) throw new Refusal('not_found', { what: 'packet' })
  return Packet.parse(JSON.parse(keyring.emergency(county, told.emergency).open(row(name), sealed)))
}
