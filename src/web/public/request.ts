/** What the house gives a public page and what it gets back. The server stays outside: pages are functions. */
import type { Endpoint, InputOf, OutputOf } from '../../base/contract.ts'
import type { Language, Text } from '../../base/words.ts'

/** Asks the house in this county and world; throws a Refusal. `token` is a party's own. */
export type PublicCall = <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  as?: { token?: string },
) => Promise<OutputOf<E>>

export interface PublicRequest {
  readonly method: 'GET' | 'POST'
  /** Scheme and host as the reader’s browser names them: `https://jw.example`. */
  readonly origin: string
  /** Without the prefix: `/r`. */
  readonly path: string
  /** '' or `/c/guazhou/w/1`; leads every link. */
  readonly prefix: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  readonly language: Language
  /** Of the content security policy, for the page's one style and one script. */
  readonly nonce: string
  readonly cookies: Readonly<Record<string, string>>
  /** Told time, ms. */
  readonly now: number
  /** The session of a site's duty link on this device. */
  readonly duty?: string | undefined
  newId(): string
  readonly call: PublicCall
  /** The county's name, where the server has it at hand; asked of `places` otherwise. */
  readonly county?: Text
  /** The county's telephone for travellers, where it has given one. */
  readonly helpline?: string
}

export interface PublicAnswer {
  readonly status: number
  readonly html?: string
  readonly redirect?: string
  /** The reader chose this language: remember it in a cookie. */
  readonly setLanguage?: Language
  readonly headers?: Readonly<Record<string, string>>
}
