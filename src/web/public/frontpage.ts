/** GET and POST / */
import { modeApi } from '../../modules/mode/api.ts'
import { placesApi } from '../../modules/places/api.ts'
import { answer, type Context, contextOf, seeOther, tried } from './context.ts'
import { frontMain, local, type Night, SPEEDS } from './front.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { refusalText } from './told.ts'
import { FRONT_WORDS } from './words.ts'

/** Nights are offered in a demo county's own world only. */
async function nightsOf({ request, mode }: Context): Promise<readonly Night[] | undefined> {
  if (mode?.world.kind !== 'county') return undefined
  const { county } = await request.call(placesApi.places, {})
  return county.demo ? (await request.call(modeApi.nights, {})).nights : undefined
}

async function show(context: Context, status: number, message?: string): Promise<PublicAnswer> {
  const { request, say, county } = context
  const nights = await nightsOf(context)
  const newId = () => request.newId()
  const main = frontMain({ say, prefix: request.prefix, county, nights, message, newId })
  return answer(context, status, say(FRONT_WORDS.traveller), main)
}

async function deed(request: PublicRequest): Promise<string> {
  const { form, call, prefix } = request
  const command = form.get('command') || request.newId()
  if (form.get('do') === 'stop') {
    await call(modeApi.stopNight, { params: { world: Number(form.get('world')) }, body: { command } })
    return `${prefix}/`
  }
  const speed = SPEEDS.find((n) => String(n) === form.get('speed')) ?? 120
  const { path } = await call(modeApi.playNight, { body: { command, speed } })
  return local(path)
}

export async function frontPage(request: PublicRequest): Promise<PublicAnswer> {
  const context = await contextOf(request)
  if (request.method === 'GET') return show(context, 200)
  const result = await tried(deed(request))
  if ('done' in result) return seeOther(result.done)
  return show(context, result.refusal.status, refusalText(context.say, result.refusal))
}
