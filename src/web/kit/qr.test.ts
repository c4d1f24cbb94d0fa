/** What is drawn is what a camera reads. */
import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { type Qr, qrOf } from './qr.ts'

const SCALE = 6

/** Paints the path as a screen would. */
function painted({ size, path }: Qr) {
  const side = size * SCALE
  const data = new Uint8Array(side * side * 4).fill(255)
  let [x, y] = [0, 0]
  for (const [, step, a, b] of path.matchAll(/([Mmh])([\d.]+)(?: ([\d.]+))?/g)) {
    if (step === 'M') [x, y] = [Number(a), Math.floor(Number(b))]
    else if (step === 'm') x += Number(a)
    else {
      const to = x + Number(a)
      for (let py = y * SCALE; py < (y + 1) * SCALE; py++)
        data.fill(0, (py * side + x * SCALE) * 4, (py * side + to * SCALE) * 4)
      x = to
    }
  }
  return { width: side, height: side, data }
}

test.each(['483920', `https://jw.example/c/guazhou/w/0/r?e=g30&t=${'a'.repeat(26)}.${'b'.repeat(26)}`])(
  '%s is read again',
  (text) => expect(decodeQR(painted(qrOf(text)))).toBe(text),
)
