/** Addresses of a party's own page: `/p/<token>` and `/p/<token>/<step>`. */
import { STEPS, type Step } from './steps.ts'

/** The shape of a token; what it opens is the server's to say. */
export function isToken(text: string): boolean {
  return /^[\w-]{16,128}$/.test(text)
}

export interface PartyPath {
  readonly token: string
  readonly step?: Step
}

/** Undefined where the path is none of a party's. */
export function partyPath(path: string): PartyPath | undefined {
  const [empty, p, token, word, ...rest] = path.split('/')
  if (empty !== '' || p !== 'p' || token === undefined || rest.length > 0) return undefined
  if (word === undefined) return { token }
  const step = STEPS.find((one) => one === word)
  return step && { token, step }
}
