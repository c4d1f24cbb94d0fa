import type { Text } from '../../base/words.ts'

/**
 * What keeps the database from starting, in words for the person at the terminal.
 * `message` holds both languages, one below the other; `text` holds them apart.
 */
export class DatabaseTrouble extends Error {
  override readonly name = 'DatabaseTrouble'
  constructor(
    readonly text: Text,
    cause?: unknown,
  ) {
    super(`${text.zh}\n${text.en}`, { cause })
  }
}

/** The `code` of a system or PostgreSQL error (`ENOENT`, `40001`), or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
