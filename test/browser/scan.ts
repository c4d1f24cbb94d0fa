/** What a camera reads of a code as it stands on the screen. */
import type { Locator } from 'playwright-core'
import { PNG } from 'pngjs'
import decodeQR from 'qr/decode.js'

/** @throws where no code can be read */
export async function scanned(code: Locator): Promise<string> {
  const { width, height, data } = PNG.sync.read(await code.screenshot())
  return decodeQR({ width, height, data: new Uint8Array(data) })
}
