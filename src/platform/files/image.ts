/** Photographs without what the camera wrote into them: place, time, device, thumbnail. Pixels are not touched. */
import { Refusal } from '../../base/refusal.ts'
import { jpegOrientation, orientationSegment } from './orientation.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda

function unreadable(): Refusal {
  return new Refusal('unsupported_media', { reason: 'image_unreadable' })
}

/**
 * The picture without its metadata, by what its first bytes say it is.
 * @param bytes a JPEG or PNG
 * @throws Refusal unsupported_media for any other picture format (their metadata is not understood here) or a broken one
 */
export function stripImage(bytes: Buffer): Buffer {
  if (bytes[0] === 0xff && bytes[1] === SOI) return stripJpeg(bytes)
  if (bytes.subarray(0, 8).equals(PNG_HEAD)) return stripPng(bytes)
  throw new Refusal('unsupported_media', { reason: 'image_format', accepted: ['image/jpeg', 'image/png'] })
}

/**
 * A JPEG with only what decoding needs: JFIF head, colour profile, Adobe transform, tables and scans. Exif, XMP, IPTC,
 * comments, embedded previews and whatever follows the end are left out; the orientation alone is written anew, else
 * photographs of telephones would lie on their side.
 */
export function stripJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = []
  let orientation = 1
  let at = 2
  for (;;) {
    const segment = segmentAt(bytes, at)
    if (segment.marker === 0xe1) orientation = jpegOrientation(segment.payload) ?? orientation
    if (keeps(segment.marker, segment.payload)) kept.push(bytes.subarray(segment.start, segment.end))
    at = segment.end
    if (segment.marker === EOI) break
    if (segment.marker !== SOS) continue
    const end = scanEnd(bytes, at)
    kept.push(bytes.subarray(at, end))
    at = end
  }
  const turned = orientation === 1 ? [] : [orientationSegment(orientation)]
  // A JFIF head must stay in front of an Exif segment.
  const head = kept[0]?.[1] === 0xe0 ? kept.splice(0, 1) : []
  return Buffer.concat([Buffer.of(0xff, SOI), ...head, ...turned, ...kept])
}

interface Segment {
  readonly marker: number
  readonly payload: Buffer
  readonly start: number
  readonly end: number
}

function segmentAt(bytes: Buffer, from: number): Segment {
  let start = from
  if (bytes[start] !== 0xff) throw unreadable()
  // Any number of fill bytes may stand before a marker.
  while (bytes[start + 1] === 0xff) start++
  const marker = bytes[start + 1]
  if (marker === undefined || marker === 0) throw unreadable()
  if (marker === EOI || (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01)
    return { marker, payload: bytes.subarray(0, 0), start, end: start + 2 }
  if (start + 4 > bytes.length) throw unreadable()
  const end = start + 2 + bytes.readUInt16BE(start + 2)
  if (end < start + 4 || end > bytes.length) throw unreadable()
  return { marker, payload: bytes.subarray(start + 4, end), start, end }
}

/** Entropy-coded data runs to the next marker that is neither a stuffed zero nor a restart. */
function scanEnd(bytes: Buffer, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1]!
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  throw unreadable()
}

function keeps(marker: number, payload: Buffer): boolean {
  const says = (name: string) =>
    payload.subarray(0, name.length + 1).equals(Buffer.from(`${name}\0`, 'latin1'))
  if (marker === 0xe0) return says('JFIF')
  if (marker === 0xe2) return says('ICC_PROFILE')
  if (marker === 0xee) return payload.subarray(0, 5).toString('latin1') === 'Adobe'
  return marker !== 0xfe && (marker < 0xe0 || marker > 0xef)
}

const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PNG_KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'pHYs',
])

/** A PNG with only what showing it needs; text, time and Exif chunks and anything behind the end are left out. */
export function stripPng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [PNG_HEAD]
  for (let at = PNG_HEAD.length; ; ) {
    if (at + 12 > bytes.length) throw unreadable()
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw unreadable()
    const type = bytes.subarray(at + 4, at + 8).toString('latin1')
    if (PNG_KEPT.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
}
