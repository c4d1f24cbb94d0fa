/** Markup from templates. Every value is escaped unless it is markup already, so that no page can forget to. */

export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text
  }
}

export type Piece = Markup | string | number | false | null | undefined | readonly Piece[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Safe between tags and inside quoted attributes; control characters, which HTML forbids, are dropped. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replace(/\p{Cc}/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
}

function put(piece: Piece): string {
  if (piece === false || piece === null || piece === undefined) return ''
  if (piece instanceof Markup) return piece.text
  if (typeof piece === 'object') return piece.map(put).join('')
  return escapeHtml(String(piece))
}

/** A template whose values are escaped. `false`, `null` and `undefined` print nothing; lists print their pieces. */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + put(values[i - 1]) + part))
}

/** Trusts a text of our own (style, script, a finished drawing). Never call it with anything a person typed. */
export function raw(text: string): Markup {
  return new Markup(text)
}

/** ` name` where true, nothing otherwise. */
export function flag(name: 'checked' | 'selected' | 'open' | 'required', on: boolean): Markup {
  return raw(on ? ` ${name}` : '')
}
