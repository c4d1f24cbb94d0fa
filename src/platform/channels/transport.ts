/** What every way out has in common. */
import type { Language } from '../../base/words.ts'

export const CHANNELS = ['mail', 'sms', 'webhook'] as const
export type Channel = (typeof CHANNELS)[number]

/** A message ready to leave, opened. Only rows of world 0 ever become one. */
export interface Letter {
  /** Id of the outbox row: the receiver's key against doubles, since a crash between sending and noting sends again. */
  readonly id: string
  readonly to: string
  /** Subject line of a mail; empty elsewhere. */
  readonly title: string
  readonly text: string
  readonly template: string
  readonly language: Language
}

/** @throws DeliveryFailure */
export type Transport = (letter: Letter, now: number) => Promise<void>

/** Not delivered. The code is kept in the row, so it names no person and quotes no answer. */
export class DeliveryFailure extends Error {
  override readonly name = 'DeliveryFailure'
  constructor(
    /** `smtp_550`, `http_503`, `econnrefused`, `not_configured`, … */
    readonly code: string,
    /** Whether trying again is pointless. */
    readonly permanent: boolean,
  ) {
    super(code)
  }
}

/** The code of a network error of Node, in lower case. */
export function networkCode(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' && /^E[A-Z_]{2,30}$/.test(code) ? code.toLowerCase() : 'network'
}
