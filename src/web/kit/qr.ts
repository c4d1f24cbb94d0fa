/** A QR code as one SVG path, for the server's pages and the desk alike. Pure. */
import encodeQR from 'qr'

export interface Qr {
  /** Modules on a side, the quiet zone of four on each side included (ISO/IEC 18004). */
  readonly size: number
  /** Dark modules as horizontal strokes one wide, each from where the last one ended: a public page is 15 kB. */
  readonly path: string
}

/** Medium error correction: a poster may be dirty, and a phone held at an angle. */
export function qrOf(text: string): Qr {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4, scale: 1 })
  let path = ''
  rows.forEach((row, y) => {
    let end = 0
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x++
      path += end === 0 ? `M${from} ${y}.5` : `m${from - end} 0`
      end = x + 1
      path += `h${end - from}`
    }
  })
  return { size: rows.length, path }
}
