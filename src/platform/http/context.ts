/** What a deed is given: plain data built once a request, overridable in tests. */
import type { Actor } from '../../base/actor.ts'
import type { BodyOf, Endpoint, OutputOf, ParamsOf, QueryOf } from '../../base/contract.ts'
import type { Moment } from '../../base/time.ts'
import type { Clock } from '../clock.ts'
import type { Keyring } from '../crypto/keyring.ts'
import type { Database } from '../db/pool.ts'
import type { Scope } from '../db/scope.ts'
import type { Log } from '../log/log.ts'

/** What every deed of a process shares. */
export interface Shared {
  readonly db: Database
  readonly clock: Clock
  readonly keyring: Keyring
  readonly log: Log
  /** Says that a transaction of this county was committed, so that its events are sealed at once. */
  readonly committed: (county: string) => void
  /** Random bytes. */
  readonly random: (bytes: number) => Uint8Array
}

export interface Context extends Shared {
  readonly actor: Actor
  /** What row-level security lets the actor see. */
  readonly scope: Scope
  /** Told time of the actor's world. */
  readonly now: Moment
  /** Real time: sessions, limits, retention. */
  readonly realNow: Moment
}

/** The scope of a deed whose policy has said yes: the whole county, in the actor's world. */
export function deedScope(ctx: { readonly actor: Actor }): Scope {
  return { county: ctx.actor.county, world: ctx.actor.world, kind: 'deed', areas: [], sites: [] }
}

/** What a handler may do to the answer besides its body, and the token the caller came with. */
export interface Answer {
  /** A session cookie to be set (empty token: removed). */
  session?: {
    readonly token: string
    readonly expiresAt: Moment | undefined
    /** Where the session is valid, if not in the caller's world: a play that has just begun. */
    readonly world?: number
    /** Of a site's duty link: kept apart, so that a desk open in the same browser stays signed in. */
    readonly duty?: boolean
  }
  readonly bearer?: string | undefined
}

export type Handler<E extends Endpoint> = (
  ctx: Context,
  input: Handled<E>,
  answer: Answer,
) => Promise<OutputOf<E>>

/** Parsed input: defaults filled in. */
export interface Handled<E extends Endpoint> {
  readonly params: E['params'] extends object ? ParamsOf<E> : undefined
  readonly query: E['query'] extends object ? QueryOf<E> : undefined
  readonly body: E['body'] extends object ? BodyOf<E> : undefined
}

export interface Bound {
  readonly endpoint: Endpoint
  readonly handle: (
    ctx: Context,
    input: { params: unknown; query: unknown; body: unknown },
    answer: Answer,
  ) => Promise<unknown>
}

/** Binds a module's endpoints to its handlers: every endpoint has one, and nothing else has. */
export function bind<Api extends Record<string, Endpoint>>(
  api: Api,
  handlers: { readonly [K in keyof Api]: Handler<Api[K]> },
): readonly Bound[] {
  return Object.keys(api).map((key) => ({
    endpoint: api[key]!,
    // The input was parsed by the endpoint's own schemas, which is what the handler's type says.
    handle: handlers[key] as Bound['handle'],
  }))
}
