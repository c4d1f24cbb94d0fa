import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stripImage, stripJpeg, stripPng } from './image.ts'
import { jpegOrientation, orientationSegment } from './orientation.ts'

const SECRET = 'GPS 40.5157N 95.7796E 王小明'

function segment(marker: number, payload: Buffer | string): Buffer {
  const body = Buffer.from(payload as string)
  const head = Buffer.of(0xff, marker, 0, 0)
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** Exif as a camera writes it, little endian, with an orientation and a text. */
function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 24 + 4)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  tiff.writeUInt16LE(0x010f, 10)
  tiff.writeUInt16LE(2, 12)
  tiff.writeUInt16LE(0x0112, 22)
  tiff.writeUInt16LE(3, 24)
  tiff.writeUInt32LE(1, 26)
  tiff.writeUInt16LE(orientation, 30)
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(SECRET)])
}

const JFIF = segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1'))
const ICC = segment(0xe2, 'ICC_PROFILE\0\x01\x01profile')
const ADOBE = segment(0xee, Buffer.from('Adobe\0\x64\0\0\0\0\x01', 'latin1'))
const DQT = segment(0xdb, Buffer.alloc(65, 1))
const SOF = segment(0xc2, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0]))
const DHT = segment(0xc4, Buffer.alloc(20, 2))
// Scan data with a stuffed 0xff and a restart marker; progressive pictures have several scans with tables between.
const SCAN1 = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
])
const SCAN2 = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([9, 0xff, 0, 0xff, 0xd7, 8]),
])
const START = Buffer.of(0xff, 0xd8)
const END = Buffer.of(0xff, 0xd9)

function camera(orientation: number): Buffer {
  return Buffer.concat([
    START,
    JFIF,
    segment(0xe0, `JFXX\0${SECRET}`),
    segment(0xe1, exif(orientation)),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x:${SECRET}/>`),
    segment(0xe2, `MPF\0${SECRET}`),
    ICC,
    segment(0xed, `Photoshop 3.0\0${SECRET}`),
    ADOBE,
    segment(0xfe, SECRET),
    DQT,
    SOF,
    Buffer.of(0xff, 0xff, 0xff),
    DHT,
    SCAN1,
    segment(0xfe, SECRET),
    DHT,
    SCAN2,
    END,
    Buffer.from(SECRET),
  ])
}

describe('a JPEG', () => {
  test('keeps its picture, head and colours; place, texts, previews and what follows the end are gone', () => {
    const stripped = stripImage(camera(1))
    const expected = [
      START,
      JFIF,
      ICC,
      ADOBE,
      DQT,
      SOF,
      Buffer.of(0xff, 0xff, 0xff),
      DHT,
      SCAN1,
      DHT,
      SCAN2,
      END,
    ]
    expect(stripped.includes('Exif')).toBe(false)
    expect(stripped.includes(SECRET)).toBe(false)
    // Fill bytes before a marker mean nothing and may go.
    const plain = (bytes: Buffer) => bytes.toString('hex').replace('ffffffffc4', 'ffc4')
    expect(plain(stripped)).toBe(plain(Buffer.concat(expected)))
  })

  test.each([2, 3, 4, 5, 6, 7, 8])(
    'turned as %i it stays turned, by a segment that says only that',
    (orientation) => {
      const stripped = stripJpeg(camera(orientation))
      expect(stripped.includes(SECRET)).toBe(false)
      expect(stripped.subarray(2, 2 + JFIF.length)).toEqual(JFIF)
      const turned = orientationSegment(orientation)
      expect(stripped.subarray(2 + JFIF.length, 2 + JFIF.length + turned.length)).toEqual(turned)
      expect(jpegOrientation(turned.subarray(4))).toBe(orientation)
      expect(stripJpeg(stripped)).toEqual(stripped)
    },
  )

  test('a nonsensical orientation turns nothing', () => {
    expect(stripJpeg(camera(0)).includes('Exif')).toBe(false)
    expect(stripJpeg(camera(9)).includes('Exif')).toBe(false)
    expect(jpegOrientation(Buffer.from('Exif\0\0II*\0\xff\xff\xff\xff', 'latin1'))).toBeUndefined()
  })

  test('cut short anywhere it is refused', () => {
    const whole = camera(6)
    const end = whole.length - Buffer.byteLength(SECRET)
    for (let length = 2; length < end; length++)
      expect(() => stripJpeg(whole.subarray(0, length)), `${length}`).toThrow('unsupported_media')
  })

  test('whatever stands between, it is refused or ends where pictures end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (noise, at) => {
        const whole = camera(6)
        const place = 2 + (at % (whole.length - 2))
        const mixed = Buffer.concat([whole.subarray(0, place), noise, whole.subarray(place)])
        let stripped: Buffer
        try {
          stripped = stripJpeg(mixed)
        } catch (error) {
          expect(String(error)).toContain('unsupported_media')
          return
        }
        expect(stripped.subarray(-2)).toEqual(END)
      }),
    )
  })
})

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

test('a PNG keeps its picture and loses text, time, Exif and what follows the end', () => {
  const head = Buffer.from('89504e470d0a1a0a', 'hex')
  const ihdr = chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
  const idat = chunk('IDAT', deflateSync(Buffer.from([0, 255])))
  const iend = chunk('IEND', Buffer.alloc(0))
  const meta = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME', 'prVt'].map((type) =>
    chunk(type, Buffer.from(SECRET)),
  )
  const png = Buffer.concat([head, ihdr, ...meta, idat, iend, Buffer.from(SECRET)])
  expect(stripImage(png)).toEqual(Buffer.concat([head, ihdr, idat, iend]))
  for (let length = 8; length < png.length - Buffer.byteLength(SECRET); length++)
    expect(() => stripPng(png.subarray(0, length))).toThrow('unsupported_media')
})

test.each(['RIFF\0\0\0\0WEBP', 'GIF89a', 'ftypheic', '', '<svg/>'])('%j is refused', (bytes) => {
  expect(() => stripImage(Buffer.from(bytes))).toThrow('unsupported_media')
})
