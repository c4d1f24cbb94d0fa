/**
 * One pass over a source text that tells code, comments and texts apart. Not a parser: it knows strings, templates,
 * comments and (by what stands before) regular expressions, which is all that the rules here need.
 */

/** Each is as long as the source, with everything else blanked, so that a position is a position in the file. */
export interface Scan {
  /** Code alone. */
  readonly code: string
  /** Code and texts, no comments. */
  readonly uncommented: string
  /** What stands inside strings and templates. */
  readonly texts: string
}

type Kind = 'code' | 'comment' | 'text'
type Span = readonly [kind: Kind, end: number]

function endOfString(source: string, start: number): number {
  const quote = source[start]
  for (let i = start + 1; i < source.length; i++) {
    if (source[i] === '\\') i++
    // An apostrophe in JSX is no string: a string never runs past its line, so the harm ends there.
    else if (source[i] === quote || source[i] === '\n') return i + 1
  }
  return source.length
}

function endOfRegex(source: string, start: number): number {
  let inClass = false
  for (let i = start + 1; i < source.length; i++) {
    const letter = source[i]
    if (letter === '\n') return start + 1
    if (letter === '\\') i++
    else if (letter === '[') inClass = true
    else if (letter === ']') inClass = false
    else if (letter === '/' && !inClass) return i + 1
  }
  return start + 1
}

function endOfComment(source: string, start: number): number {
  const block = source[start + 1] === '*'
  const end = source.indexOf(block ? '*/' : '\n', start + 2)
  if (end === -1) return source.length
  return block ? end + 2 : end
}

/** True where a slash opens a regular expression: after an operator, an opening bracket or `return`. */
function opensRegex(before: string): boolean {
  return /(^|[=([{,;:!&|?+*%~^>]|\b(return|typeof|case))\s*$/.test(before.slice(-40))
}

/** The piece of a template up to its end or its next `${`. */
function templatePiece(source: string, start: number): { end: number; hole: boolean } {
  for (let i = start; i < source.length; i++) {
    if (source[i] === '\\') i++
    else if (source[i] === '`') return { end: i + 1, hole: false }
    else if (source[i] === '$' && source[i + 1] === '{') return { end: i + 2, hole: true }
  }
  return { end: source.length, hole: false }
}

function* spans(source: string): Generator<Span> {
  /** For each open template hole, how many braces are open inside it. */
  const holes: number[] = []
  let at = 0
  while (at < source.length) {
    const two = source.slice(at, at + 2)
    const letter = source[at]
    if (two === '//' || two === '/*') {
      at = endOfComment(source, at)
      yield ['comment', at]
    } else if (letter === "'" || letter === '"') {
      at = endOfString(source, at)
      yield ['text', at]
    } else if (letter === '`' || (letter === '}' && holes.at(-1) === 0)) {
      if (letter === '}') holes.pop()
      const piece = templatePiece(source, at + 1)
      if (piece.hole) holes.push(0)
      at = piece.end
      yield ['text', at]
    } else if (letter === '/' && opensRegex(source.slice(Math.max(0, at - 40), at))) {
      at = endOfRegex(source, at)
      yield ['text', at]
    } else {
      const open = holes.length - 1
      if (open >= 0 && letter === '{') holes[open]! += 1
      if (open >= 0 && letter === '}') holes[open]! -= 1
      at += 1
      yield ['code', at]
    }
  }
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

/** @param source TypeScript or TSX */
export function scan(source: string): Scan {
  const code: string[] = []
  const uncommented: string[] = []
  const texts: string[] = []
  let start = 0
  for (const [kind, end] of spans(source)) {
    const piece = source.slice(start, end)
    code.push(kind === 'code' ? piece : blank(piece))
    uncommented.push(kind === 'comment' ? blank(piece) : piece)
    texts.push(kind === 'text' ? piece : blank(piece))
    start = end
  }
  return { code: code.join(''), uncommented: uncommented.join(''), texts: texts.join('') }
}

/** 1-based line of a position. */
export function lineAt(source: string, position: number): number {
  let line = 1
  for (let i = 0; i < position; i++) if (source[i] === '\n') line++
  return line
}
