/** The frame of every public page. One style, one script, nothing from outside, all under the request's nonce. */
import type { Language } from '../../base/words.ts'
import { bands, type Mode } from './band.ts'
import { html, type Markup, raw } from './html.ts'
import { attributesOf, OFFERED, TONGUES, type TongueCode } from './languages.ts'
import { BODY_SCRIPT, HEAD_SCRIPT } from './script.ts'
import { STYLE } from './style.ts'
import { FRAME_WORDS, type Say } from './words.ts'

export interface Frame {
  readonly language: Language
  readonly say: Say
  readonly prefix: string
  readonly nonce: string
  readonly title: string
  readonly county: string
  readonly mode: Mode | undefined
  /** Path with the prefix and query without `lang`, for the language switch. */
  readonly here: string
  /**
   * The id of the page's form where it holds what somebody typed: the switch then sends the form, so nothing typed is
   * lost; absent: plain links.
   */
  readonly form?: string
  /** Seconds after which the page reloads itself; absent: never. */
  readonly reload?: number
  /** Below the main part, outside of what a reload compares. */
  readonly below?: Markup
}

function switchItem(frame: Frame, language: Language): Markup {
  const { lang } = attributesOf(language)
  const { name } = TONGUES[language]
  if (language === frame.language) return html`<b lang="${lang}" aria-current="true">${name}</b>`
  if (frame.form)
    return html`<button form="${frame.form}" name="lang" value="${language}" lang="${lang}" formnovalidate>${name}</button>`
  const join = frame.here.includes('?') ? '&' : '?'
  return html`<a href="${frame.here}${join}lang=${language}" hreflang="${lang}" lang="${lang}">${name}</a>`
}

/** The first button of a form is the one that Enter presses: it must send the form, not switch the language. */
function enterGuard({ form, say }: Frame): Markup | undefined {
  return form ? html`<button form="${form}" hidden>${say(FRAME_WORDS.send)}</button>` : undefined
}

/**
 * A reload without script. In `noscript`, since with script the page looks for news by itself and keeps its content
 * where there is no signal.
 */
function reloading(seconds: number | undefined): Markup | undefined {
  return seconds ? html`<noscript><meta http-equiv="refresh" content="${seconds}"></noscript>` : undefined
}

/** Opening of the document in any tongue, offered or not. */
export function opening(code: TongueCode): Markup {
  const { lang, dir } = attributesOf(code)
  return html`<!DOCTYPE html><html lang="${lang}" dir="${dir}">`
}

/** The whole document as text. The referrer stays home: a party's link is its key. */
export function page(frame: Frame, main: Markup): string {
  const { say, prefix, nonce } = frame
  return html`${opening(frame.language)}<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="same-origin"><meta name="format-detection" content="telephone=no"><title>${frame.title} · ${frame.county || say(FRAME_WORDS.product)}</title><link rel="icon" href="data:,">${reloading(frame.reload)}<style nonce="${nonce}">${raw(STYLE)}</style><script nonce="${nonce}">${raw(HEAD_SCRIPT)}</script></head><body><header><div class="in"><a class="home" href="${prefix}/">${frame.county ? say(FRAME_WORDS.county, { county: frame.county }) : say(FRAME_WORDS.product)}</a><nav aria-label="${say(FRAME_WORDS.languages)}">${enterGuard(frame)}${OFFERED.map((language) => switchItem(frame, language))}</nav></div>${frame.mode && bands(say, frame.mode)}</header><main>${main}</main><footer><div class="in">${frame.below}<a href="${prefix}/about-data">${say(FRAME_WORDS.about)}</a></div></footer><script nonce="${nonce}">${raw(BODY_SCRIPT)}</script></body></html>`
    .text
}
