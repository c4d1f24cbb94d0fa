/** A look into a ZIP's directory before anything is unpacked: how large would it get? (APPNOTE 6.3.9, 4.3.12 and 4.3.16) */

const END = 0x06054b50
const ENTRY = 0x02014b50

/**
 * Sum of the unpacked sizes that the directory declares, in bytes.
 * @returns undefined where it is no ZIP, or one whose directory does not hold together (ZIP64 among them)
 */
export function unpackedSize(bytes: Buffer): number | undefined {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) return undefined
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  let sum = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined
    sum += bytes.readUInt32LE(at + 24)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return sum
}
