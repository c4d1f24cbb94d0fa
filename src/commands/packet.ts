/**
 * `./jingwei packet --out FILE.html|FILE.xlsx [--data DIR]`: the newest packet for a failing network, opened from the disk
 * with the key directory beside it. No database and no server: this is for the hour in which neither runs.
 */
import { writeFileSync } from 'node:fs'
import { dayClockBeijing } from '../base/time.ts'
import { LINES, say } from '../cli-words.ts'
import { newestPacket } from '../modules/packet/actions.ts'
import { pageOf, sheetsOf } from '../modules/packet/sheets.ts'
import { ConfigError, readConfig } from '../platform/config.ts'
import { openKeyring } from '../platform/crypto/keyring.ts'
import { writeXlsx } from '../platform/tabular/xlsx.ts'

export async function packet(argv: readonly string[]): Promise<void> {
  const at = argv.indexOf('--out')
  const out = at < 0 ? undefined : argv[at + 1]
  if (out === undefined || !/\.(html|xlsx)$/.test(out)) throw new ConfigError('out', LINES.packetOut)
  const config = readConfig([...argv.slice(0, at), ...argv.slice(at + 2)], process.env)
  const found = await newestPacket(config.dataDir, await openKeyring(config.keyDir))
  if (found === undefined) throw new ConfigError('data', LINES.noPacket)
  const { packet: opened } = found
  const bytes = out.endsWith('.html') ? pageOf(opened, 'zh') : await writeXlsx(sheetsOf(opened, 'zh'))
  writeFileSync(out, bytes, { mode: 0o600 })
  console.log(
    say(LINES.packetWritten, {
      path: out,
      clock: dayClockBeijing(opened.at),
      parties: opened.parties.length,
    }),
  )
}
