/** The party's code, grouped as it is said aloud. */
import { qrOf } from '../kit/qr.ts'
import { html, type Markup, raw } from './html.ts'

/** `483 920`: groups of three; a seventh or eighth digit joins the last groups, so that none stands alone. */
export function groupCode(code: string): string {
  const groups = Math.max(1, Math.round(code.length / 3))
  const base = Math.floor(code.length / groups)
  const longer = code.length % groups
  const out: string[] = []
  for (let i = 0, at = 0; i < groups; i++) {
    const width = base + (i >= groups - longer ? 1 : 0)
    out.push(code.slice(at, at + width))
    at += width
  }
  return out.join(' ')
}

/** For a camera; what stands beside it in words says the same. */
export function qrSvg(text: string, label: string): Markup {
  const { size, path } = qrOf(text)
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}"><path stroke="#000" d="${raw(path)}"/></svg>`
}

/** What a warden's camera opens: `/k/48392013`. */
export function codeAddress(prefix: string, code: string): string {
  return `${prefix}/k/${code}`
}

/** The code big enough to be read across a counter; left to right in every script. */
export function codeBlock(code: string, label: string): Markup {
  return html`<section class="code"><h2>${label}</h2><p dir="ltr"><bdi>${groupCode(code)}</bdi></p></section>`
}
