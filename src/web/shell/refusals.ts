/** What the server says no with, as errors of the browser. The words for a code lie in the modules' words files. */
import type { Code, Details } from '../../base/refusal.ts'
import { isCode } from '../kit/failure.ts'

/** The server answered, and the answer is no. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal'
  /**
   * @param code code of the catalogue
   * @param message the server's sentence, in the language asked for
   * @param status HTTP status
   */
  constructor(
    readonly code: Code,
    message: string,
    readonly details: Details,
    readonly status: number,
  ) {
    super(message)
  }
}

/** Nothing came back: no network, no server, or an answer cut off. Whether a write happened is not known. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure'
  constructor(cause?: unknown) {
    super('no answer from the server', { cause })
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A status without our body comes from something between us and the server. */
function codeOfStatus(status: number): Code {
  if (status === 401) return 'not_signed_in'
  if (status === 403) return 'not_allowed'
  if (status === 404) return 'not_found'
  if (status === 429) return 'too_many'
  return status >= 502 ? 'unavailable' : 'internal'
}

/** Reads an error answer `{code, message, details}`; anything else is named by its status. */
export function refusalFrom(status: number, body: unknown): ApiRefusal {
  if (!isRecord(body) || !isCode(body.code)) return new ApiRefusal(codeOfStatus(status), '', {}, status)
  const message = typeof body.message === 'string' ? body.message : ''
  return new ApiRefusal(body.code, message, isRecord(body.details) ? body.details : {}, status)
}

/** Problems of single fields of a `bad_input` refusal, by path. */
export function fieldProblems(error: unknown): Readonly<Record<string, string>> {
  const issues = error instanceof ApiRefusal ? error.details.issues : undefined
  if (!Array.isArray(issues)) return {}
  return Object.fromEntries(
    issues
      .filter(isRecord)
      .map(({ path, problem }) => [Array.isArray(path) ? path.join('.') : String(path), String(problem)]),
  )
}
