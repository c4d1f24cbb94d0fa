/** The sources as the reader sees them: path, text, what is imported where. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { lineAt, type Scan, scan } from './scan.ts'

export interface Import {
  readonly specifier: string
  /** Path from the root of the checkout, for an import of our own; undefined for a package. */
  readonly target: string | undefined
  readonly line: number
  /** `import('…')`: loaded later, so it closes no circle. */
  readonly lazy: boolean
}

export interface Source {
  /** From the root of the checkout, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly scan: Scan
  readonly imports: readonly Import[]
}

/** Statements begin their line, as the formatter leaves them; what stands in braces may run over several. */
const STATEMENT = /^[ \t]*(?:import|export)\b(?:[^'"`;()]*?\bfrom)?\s*(['"])([^'"\n]+)\1/gm
const LAZY = /\bimport\s*\(\s*(['"`])([^'"`\n]+)\1/g

function target(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const bare = specifier.replace(/\?.*$/, '')
  return posix.normalize(posix.join(dirname(path), bare))
}

function found(path: string, text: string, pattern: RegExp, lazy: boolean): Import[] {
  return [...text.matchAll(pattern)].map((match) => {
    const specifier = match[2]!
    const line = lineAt(text, match.index + match[0].length)
    return { specifier, target: target(path, specifier), line, lazy }
  })
}

/** @param path from the root of the checkout */
export function readSource(path: string, text: string): Source {
  const scanned = scan(text)
  const imports = [
    ...found(path, scanned.uncommented, STATEMENT, false),
    ...found(path, scanned.uncommented, LAZY, true),
  ]
  return { path, text, scan: scanned, imports }
}

/** Files below a folder of the checkout with one of the endings. */
export function filesBelow(root: string, folder: string, endings: RegExp): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && endings.test(entry.name))
    .map((entry) => posix.join(entry.parentPath.slice(root.length + 1).replaceAll('\\', '/'), entry.name))
    .sort()
}

export function readSources(root: string, folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    filesBelow(root, folder, /\.tsx?$/).map((path) =>
      readSource(path, readFileSync(join(root, path), 'utf8')),
    ),
  )
}
