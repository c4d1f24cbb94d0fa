/**
 * An endpoint as data. The server binds it, the typed client calls it, OpenAPI 3.1 is printed from it.
 * Every `modules/<m>/api.ts` exports a plain object of endpoints.
 */
import { z } from 'zod'
import type { Role } from './actor.ts'
import type { Code } from './refusal.ts'

/**
 * Who may knock: `public` anybody (also signed in); `party` the holder of a party's token, or staff;
 * `staff` anybody with a post; a list: only these roles. Policies decide the rest.
 */
export type Door = 'public' | 'party' | 'staff' | readonly Role[]

export interface Endpoint {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api`, with `:name` for parameters. */
  readonly path: `/${string}`
  readonly summary: string
  readonly door: Door
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly output: z.ZodType
  /** Codes it may refuse with besides the shared ones. */
  readonly errors?: readonly Code[]
  /** `201` where something new is made; otherwise 200. */
  readonly status?: 200 | 201 | 202
  /** Instead of one answer, a stream of server-sent events (`text/event-stream`), each with `output` as its data. */
  readonly stream?: true
  /** Instead of JSON, a file to keep: `output` is `FileOut`. */
  readonly file?: true
  /** Largest body in bytes, where a file is sent in it. */
  readonly bodyBytes?: number
  /** Requests a minute from one address, where lower than the house's own limit; an office stands behind one address. */
  readonly perMinute?: number
}

/** A file as an answer. */
export const FileOut = z.object({
  /** Name to save it under; ASCII. */
  name: z.string(),
  /** Media type. */
  type: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type FileOut = z.infer<typeof FileOut>

/** Keeps the literal types of an endpoint. */
export function endpoint<const E extends Endpoint>(e: E): E {
  return e
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
export type ParamsOf<E extends Endpoint> = Parsed<E['params']>
export type QueryOf<E extends Endpoint> = Parsed<E['query']>
export type BodyOf<E extends Endpoint> = Parsed<E['body']>
export type OutputOf<E extends Endpoint> = z.output<E['output']>

/** What a caller gives: only the parts that the endpoint has. */
export type InputOf<E extends Endpoint> = (E['params'] extends z.ZodType
  ? { params: z.input<E['params']> }
  : { params?: undefined }) &
  (E['query'] extends z.ZodType ? { query?: z.input<E['query']> } : { query?: undefined }) &
  (E['body'] extends z.ZodType ? { body: z.input<E['body']> } : { body?: undefined })
