/** Addresses of a party's own page: `/p/<token>`, `/p/<token>/others`, `/p/<token>/data`, `/p/<token>/card` and `/p/<token>/<step>`. */
import { STEPS, type Step } from './steps.ts'

/** The shape of a token; what it opens is the server's to say. */
export function isToken(text: string): boolean {
  return /^[\w-]{16,128}$/.test(text)
}

export interface PartyPath {
  readonly token: string
  readonly step?: Step
  /** 换一个: what else there is. */
  readonly others?: true
  /** 更正、删除: all that is kept, to be put right. */
  readonly data?: true
  /** The code for a warden's camera. */
  readonly card?: true
}

/** Undefined where the path is none of a party's. */
export function partyPath(path: string): PartyPath | undefined {
  const [empty, p, token, word, ...rest] = path.split('/')
  if (empty !== '' || p !== 'p' || token === undefined || rest.length > 0) return undefined
  if (word === undefined) return { token }
  if (word === 'others') return { token, others: true }
  if (word === 'data') return { token, data: true }
  if (word === 'card') return { token, card: true }
  const step = STEPS.find((one) => one === word)
  return step && { token, step }
}
