/** What every public page needs around its main part, and the answers it ends in. */
import { Refusal } from '../../base/refusal.ts'
import type { Language } from '../../base/words.ts'
import { modeApi } from '../../modules/mode/api.ts'
import { placesApi } from '../../modules/places/api.ts'
import type { Mode } from './band.ts'
import type { Markup } from './html.ts'
import { offered } from './languages.ts'
import { type Frame, page } from './layout.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { type Say, sayIn } from './words.ts'

export interface Context {
  readonly request: PublicRequest
  readonly language: Language
  /** Set where the reader has just chosen it. */
  readonly chosen?: Language
  readonly say: Say
  readonly county: string
  readonly mode: Mode | undefined
  /** Told time, ms. */
  readonly now: number
}

/** The reader's language: just chosen, or as the server made it out. */
export function languageOf(request: PublicRequest): { language: Language; chosen?: Language } {
  const chosen = offered(request.form.get('lang')) ?? offered(request.query.get('lang'))
  return { language: chosen ?? request.language, chosen }
}

/** A context that asks nothing of the house: for pages about trouble. */
export function bareContext(request: PublicRequest): Context {
  const { language, chosen } = languageOf(request)
  const say = sayIn(language)
  const county = request.county ? say(request.county) : ''
  return { request, language, chosen, say, county, mode: undefined, now: request.now }
}

export async function contextOf(request: PublicRequest): Promise<Context> {
  const bare = bareContext(request)
  const [mode, county] = await Promise.all([
    request.call(modeApi.mode, {}),
    request.county ?? request.call(placesApi.places, {}).then((places) => places.county.name),
  ])
  return { ...bare, mode, county: bare.say(county), now: mode.world.now }
}

/** This page's address without `lang`, which the switch adds anew. */
function hereOf({ prefix, path, query }: PublicRequest): string {
  const rest = new URLSearchParams(query)
  rest.delete('lang')
  const text = rest.toString()
  return prefix + path + (text ? `?${text}` : '')
}

type Rest = Partial<Pick<Frame, 'form' | 'reload' | 'below' | 'here'>> & { headers?: Record<string, string> }

/**
 * A finished page. Going back may show it as it was, so that a form sent again carries the same ids; hence no `vary` by
 * cookie either, since registering sets one.
 */
export function answer(
  context: Context,
  status: number,
  title: string,
  main: Markup,
  rest: Rest = {},
): PublicAnswer {
  const { request, chosen, language, say, county, mode } = context
  const { headers, ...frame } = rest
  const { prefix, nonce } = request
  return {
    status,
    html: page({ here: hereOf(request), ...frame, language, say, prefix, nonce, title, county, mode }, main),
    setLanguage: chosen,
    headers: { 'cache-control': 'private, no-cache', ...headers },
  }
}

/** After a deed: the browser asks for the next page, so that reloading repeats nothing. */
export function seeOther(to: string, headers?: Record<string, string>): PublicAnswer {
  return { status: 303, redirect: to, headers }
}

/** Runs a deed; gives back the refusal instead of throwing it. Anything else goes on up. */
export async function tried<T>(deed: Promise<T>): Promise<{ done: T } | { refusal: Refusal }> {
  try {
    return { done: await deed }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error }
    throw error
  }
}
