/** GET and POST /sos, GET /sos/done */
import type { z } from 'zod'
import { rescueApi } from '../../modules/rescue/api.ts'
import { RESCUE_MARKS, type RescueCall } from '../../modules/rescue/model.ts'
import { answer, type Context, contextOf, seeOther, tried } from './context.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { SOS_FORM, type SosProblem, type SosTyped, sosDoneMain, sosMain } from './sos.ts'
import { SOS_WORDS } from './sos-words.ts'
import { refusalText } from './told.ts'

/** The page of a call that was kept. */
const DONE = '/sos/done'

function show(
  context: Context,
  typed: SosTyped,
  status = 200,
  more: { problems?: ReadonlySet<SosProblem>; message?: string } = {},
): PublicAnswer {
  const { request, say } = context
  const view = {
    say,
    prefix: request.prefix,
    typed,
    problems: more.problems ?? new Set<SosProblem>(),
    message: more.message,
  }
  return answer(context, status, say(SOS_WORDS.title), sosMain(view), { form: SOS_FORM })
}

function typedOf(request: PublicRequest): SosTyped {
  const { form } = request
  return {
    command: form.get('command') || request.newId(),
    place: (form.get('place') ?? '').trim(),
    persons: (form.get('persons') ?? '1').trim(),
    marks: form.getAll('mark'),
    phone: (form.get('phone') ?? '').trim(),
  }
}

function read(typed: SosTyped): { call: z.input<typeof RescueCall> } | { problems: Set<SosProblem> } {
  const persons = /^\d{1,3}$/.test(typed.persons) ? Number(typed.persons) : 0
  const problems = new Set<SosProblem>()
  if (typed.place.length < 2) problems.add('place')
  if (persons < 1 || persons > 200) problems.add('persons')
  if (typed.phone !== '' && !/^\+?[\d\s-]{5,20}$/.test(typed.phone)) problems.add('phone')
  if (problems.size > 0) return { problems }
  return {
    call: {
      command: typed.command,
      place: typed.place.slice(0, 160),
      persons,
      marks: RESCUE_MARKS.filter((mark) => typed.marks.includes(mark)),
      ...(typed.phone === '' ? {} : { phone: typed.phone }),
    },
  }
}

export async function sosPage(request: PublicRequest): Promise<PublicAnswer> {
  const context = await contextOf(request)
  if (request.path === DONE) {
    const nr = Number(request.query.get('n'))
    const main = sosDoneMain(context.say, request.prefix, Number.isSafeInteger(nr) && nr > 0 ? nr : 0)
    return answer(context, 200, context.say(SOS_WORDS.doneTitle), main)
  }
  const typed = typedOf(request)
  if (request.method === 'GET' || request.form.has('lang')) return show(context, typed)
  const reading = read(typed)
  if ('problems' in reading) return show(context, typed, 422, { problems: reading.problems })
  const result = await tried(request.call(rescueApi.call, { body: reading.call }))
  if ('done' in result) return seeOther(`${request.prefix}${DONE}?n=${result.done.nr}`)
  const { refusal } = result
  const anew = refusal.code === 'command_reused' ? { ...typed, command: request.newId() } : typed
  return show(context, anew, refusal.status, { message: refusalText(context.say, refusal) })
}
