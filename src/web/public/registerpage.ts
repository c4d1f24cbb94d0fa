/** GET and POST /r */
import { z } from 'zod'
import { Refusal } from '../../base/refusal.ts'
import { placementApi } from '../../modules/placement/api.ts'
import { placesApi } from '../../modules/places/api.ts'
import type { EntryView } from '../../modules/places/model.ts'
import { answer, type Context, contextOf, seeOther, tried } from './context.ts'
import { isToken } from './partypath.ts'
import { REGISTER_FORM, registerMain } from './register.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { refusalText } from './told.ts'
import { blank, FIELDS, type Field, readTyped, type Typed, typedFrom } from './typed.ts'
import { REGISTER_WORDS } from './words.ts'

/** Remembers the party on this telephone for a day, so that scanning twice does not register twice. */
const COOKIE = 'jw_party'

interface Shown {
  readonly context: Context
  readonly entries: readonly EntryView[]
}

function show(
  { context, entries }: Shown,
  typed: Typed,
  status = 200,
  more: { problems?: ReadonlySet<Field>; message?: string } = {},
): PublicAnswer {
  const { request, say } = context
  const { prefix, cookies, helpline } = request
  const token = cookies[COOKIE]
  const known = token && isToken(token) ? `${prefix}/p/${token}` : undefined
  const problems = more.problems ?? new Set<Field>()
  const view = { say, prefix, entries, typed, problems, message: more.message, known, helpline }
  return answer(context, status, say(REGISTER_WORDS.title), registerMain(view), { form: REGISTER_FORM })
}

const Issues = z.array(z.object({ path: z.union([z.string(), z.array(z.union([z.string(), z.number()]))]) }))

/** Fields that the server's own check has named: `phone`, `/phone`, `body.phone` or `['phone']`. */
function fieldsOf({ details }: Refusal): Set<Field> {
  const issues = Issues.safeParse(details.issues).data ?? []
  const parts = issues.flatMap(({ path }) => (typeof path === 'string' ? path.split(/\W+/) : path))
  return new Set(FIELDS.filter((field) => parts.includes(field)))
}

/** A refusal shown where it belongs: beside its field, or above the form; what was typed stays. */
function refused(shown: Shown, typed: Typed, refusal: Refusal): PublicAnswer {
  const { say, request } = shown.context
  const at = (field: Field) => show(shown, typed, refusal.status, { problems: new Set([field]) })
  const anew = { ...typed, id: request.newId(), command: request.newId() }
  switch (refusal.code) {
    case 'placement.empty_party':
      return at('adults')
    case 'placement.no_position':
    case 'places.unknown_entry':
      return at('entry')
    case 'placement.id_taken':
    case 'command_reused':
      return show(shown, anew, refusal.status, { message: say(REGISTER_WORDS.changedAfterSending) })
    default: {
      const problems = fieldsOf(refusal)
      const message = problems.size > 0 ? undefined : refusalText(say, refusal)
      return show(shown, typed, refusal.status, { problems, message })
    }
  }
}

function remember({ prefix }: PublicRequest, token: string): Record<string, string> {
  return {
    'set-cookie': `${COOKIE}=${token}; Path=${prefix}/r; Max-Age=86400; HttpOnly; SameSite=Lax`,
  }
}

async function send(shown: Shown, typed: Typed): Promise<PublicAnswer> {
  const { request, language } = shown.context
  const reading = readTyped(typed, language)
  if ('problems' in reading) return show(shown, typed, 422, { problems: reading.problems })
  const result = await tried(request.call(placementApi.register, { body: reading.registration }))
  if ('refusal' in result) return refused(shown, typed, result.refusal)
  const { token } = result.done
  if (!token) throw new Refusal('internal', { missing: 'token' })
  return seeOther(`${request.prefix}/p/${token}`, remember(request, token))
}

export async function registerPage(request: PublicRequest): Promise<PublicAnswer> {
  const [context, places] = await Promise.all([contextOf(request), request.call(placesApi.places, {})])
  const shown: Shown = { context, entries: places.entries }
  const newId = () => request.newId()
  const asked = (name: string) => request.query.get(name) ?? ''
  if (request.method === 'GET') return show(shown, blank(places.entries, asked('e'), asked('t'), newId))
  const typed = typedFrom(request.form, newId)
  return request.form.has('lang') ? show(shown, typed) : send(shown, typed)
}
