/** The one thing kept of Exif: which way up (tag 0x0112 of the first directory, values 1–8; Exif 2.32, 4.6.4). */

const EXIF = Buffer.from('Exif\0\0', 'latin1')
const TAG = 0x0112

/**
 * Which way up, read from the payload of an APP1 segment.
 * @returns undefined where it is no Exif, says nothing, or is broken (then nothing is turned)
 */
export function jpegOrientation(payload: Buffer): number | undefined {
  if (!payload.subarray(0, EXIF.length).equals(EXIF)) return undefined
  const tiff = payload.subarray(EXIF.length)
  const order = tiff.subarray(0, 2).toString('latin1')
  if ((order !== 'II' && order !== 'MM') || tiff.length < 8) return undefined
  const little = order === 'II'
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (first + 2 > tiff.length) return undefined
  for (let i = 0, at = first + 2; i < u16(first) && at + 12 <= tiff.length; i++, at += 12) {
    if (u16(at) !== TAG) continue
    const value = u16(at + 8)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/** An APP1 segment that says the orientation and nothing else. */
export function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(TAG, 10)
  tiff.writeUInt16BE(3, 12) // SHORT
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  const head = Buffer.of(0xff, 0xe1, 0, 2 + EXIF.length + tiff.length)
  return Buffer.concat([head, EXIF, tiff])
}
