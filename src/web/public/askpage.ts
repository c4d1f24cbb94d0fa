/** GET /ask/:token, POST /ask/:token/send */
import { asksApi } from '../../modules/asks/api.ts'
import { askedPools, askMain } from './ask.ts'
import { ASK_WORDS } from './ask-words.ts'
import { answer, type Context, contextOf, seeOther, tried } from './context.ts'
import { typedNumber, typedPools } from './pools.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { refusalText } from './told.ts'

/** `/ask/<token>` and `/ask/<token>/send`; undefined where the path is none of them. */
export function askPath(path: string): { readonly token: string; readonly send: boolean } | undefined {
  const found = /^\/ask\/([a-z0-9]{16,64})(\/send)?$/.exec(path)
  return found === null ? undefined : { token: found[1]!, send: found[2] !== undefined }
}

async function show(context: Context, token: string, problem?: string): Promise<PublicAnswer> {
  const { request, say, language } = context
  const site = await request.call(asksApi.asked, { query: { token } })
  const main = askMain({
    say,
    english: language === 'en',
    here: `${request.prefix}/ask/${token}`,
    site,
    command: request.form.get('command') || request.newId(),
    done: request.query.has('done'),
    problem,
  })
  return answer(context, problem === undefined ? 200 : 422, say(ASK_WORDS.title), main)
}

export async function askPage(
  request: PublicRequest,
  { token, send }: { readonly token: string; readonly send: boolean },
): Promise<PublicAnswer> {
  const context = await contextOf(request)
  if (!send || request.method === 'GET' || request.form.has('lang')) return show(context, token)
  const { form } = request
  const site = await request.call(asksApi.asked, { query: { token } })
  const still = typedPools(form, askedPools(site))
  if (still.length === 0) return show(context, token, context.say(ASK_WORDS.none))
  const wardens = typedNumber(form, 'wardens')
  const body = {
    command: form.get('command') || request.newId(),
    token,
    still,
    ...(wardens === undefined ? {} : { wardens }),
  }
  const result = await tried(request.call(asksApi.answer, { body }))
  if ('done' in result) return seeOther(`${request.prefix}/ask/${token}?done=1`)
  return show(context, token, refusalText(context.say, result.refusal))
}
