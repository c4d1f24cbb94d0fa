/** Bytes of a text file to text: by its byte order mark, else UTF-8 where it is valid, else GB18030 (what Excel saves in China). */
import { tableFault } from './faults.ts'

/** @throws Refusal unknown_encoding */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return tryDecode(bytes, 'utf-16le') ?? unknown()
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return tryDecode(bytes, 'utf-16be') ?? unknown()
  // TextDecoder takes a UTF-8 mark off by itself.
  const text = tryDecode(bytes, 'utf-8') ?? tryDecode(bytes, 'gb18030')
  // A zero byte stands in no text: it is a binary file that happens to decode.
  if (text === undefined || text.includes('\0')) return unknown()
  return text
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function unknown(): never {
  throw tableFault('unknown_encoding')
}
