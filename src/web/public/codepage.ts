/**
 * GET /k/:code and POST /k/:code/:step: what a warden's camera opens. The phone's own camera reads the code, so no page
 * needs to see through it, and it works without script. For whoever is not on duty it opens nothing.
 */
import type { Code } from '../../base/refusal.ts'
import { dutyApi } from '../../modules/duty/api.ts'
import { placementApi } from '../../modules/placement/api.ts'
import type { PartyRow } from '../../modules/placement/model.ts'
import { codeAddress, groupCode } from './code.ts'
import { CODE_WORDS as W } from './code-words.ts'
import { answer, type Context, contextOf, tried } from './context.ts'
import { leftText, partyText, takenText } from './duty.ts'
import { DUTY_WORDS } from './duty-words.ts'
import { html, type Markup } from './html.ts'
import type { PublicAnswer, PublicRequest } from './request.ts'
import { refusalText, told } from './told.ts'
import { isUuid } from './typed.ts'

const DOOR_STEPS = ['arrive', 'depart'] as const
export type DoorStep = (typeof DOOR_STEPS)[number]

export interface CodePath {
  readonly code: string
  readonly step?: DoorStep
}

const PRIVATE = { 'x-robots-tag': 'noindex, nofollow' } as const
/** This device is on duty nowhere. */
const OUT: readonly Code[] = ['bad_token', 'not_signed_in', 'not_allowed', 'wrong_world', 'duty.ended']

/** Undefined where the path is none of a code. */
export function codePath(path: string): CodePath | undefined {
  const [, code, word] = /^\/k\/(\d{6,8})(?:\/([a-z]+))?$/.exec(path) ?? []
  if (code === undefined) return undefined
  if (word === undefined) return { code }
  const step = DOOR_STEPS.find((one) => one === word)
  return step && { code, step }
}

/** @throws Refusal where the caller is on duty nowhere */
async function atSite({ request }: Context): Promise<string> {
  return (await request.call(dutyApi.here, { query: {} }, { token: request.duty ?? '' })).site
}

/** Whoever has this code, if the site has to do with them. */
async function partyHere({ request }: Context, site: string, code: string): Promise<PartyRow | undefined> {
  const { parties } = await request.call(
    placementApi.parties,
    { query: { site, code, limit: 1 } },
    { token: request.duty ?? '' },
  )
  return parties[0]
}

function stranger(context: Context): PublicAnswer {
  const { say } = context
  const main = html`<h1>${say(W.title)}</h1><div class="box"><p>${say(W.forStaff)}</p><p class="dim">${say(W.forStaffMore)}</p></div>`
  return answer(context, 200, say(W.title), main, { headers: PRIVATE })
}

function button(context: Context, code: string, step: DoorStep, main: boolean): Markup {
  const { request, say } = context
  const word = step === 'arrive' ? DUTY_WORDS.came : DUTY_WORDS.left
  return html`<form class="act" method="post" action="${codeAddress(request.prefix, code)}/${step}"><input type="hidden" name="command" value="${request.newId()}"><button${main && html` class="go"`}>${say(word)}</button></form>`
}

function standing({ say }: Context, party: PartyRow | undefined): Markup {
  if (party === undefined) return html`<p class="st">${say(W.elsewhere)}</p>`
  const word = party.placementState === 'held' ? W.expected : W.inside
  return html`<p class="st">${say(word)}</p><p>${partyText(say, party)}</p>`
}

async function show(
  context: Context,
  site: string,
  code: string,
  said: { readonly status?: number; readonly message?: string; readonly problem?: string } = {},
): Promise<PublicAnswer> {
  const { say } = context
  const { status = 200, message, problem } = said
  const party = await partyHere(context, site, code)
  const isIn = party !== undefined && party.placementState !== 'held'
  const next =
    message === undefined
      ? button(context, code, isIn ? 'depart' : 'arrive', true)
      : html`<p>${say(W.next)}</p>${isIn && button(context, code, 'depart', false)}`
  const box = html`<div class="box"><h1 dir="ltr">${groupCode(code)}</h1>${message === undefined && standing(context, party)}</div>`
  const main = html`${told(message, 'ok')}${told(problem, 'err')}${box}${next}`
  return answer(context, status, say(W.title), main, {
    here: codeAddress(context.request.prefix, code),
    headers: PRIVATE,
  })
}

/** @returns what to say above the page @throws Refusal */
async function deed(context: Context, site: string, { code, step }: Required<CodePath>): Promise<string> {
  const { request, say } = context
  const given = request.form.get('command') ?? ''
  const command = isUuid(given) ? given : request.newId()
  const as = { token: request.duty ?? '' }
  const input = { params: { id: site }, body: { command, code } }
  if (step === 'arrive') return takenText(say, await request.call(placementApi.arriveByCode, input, as))
  const left = await request.call(placementApi.departByCode, input, as)
  return leftText(say, left)
}

export async function codePage(request: PublicRequest, { code, step }: CodePath): Promise<PublicAnswer> {
  const context = await contextOf(request)
  const site = await tried(atSite(context))
  if ('refusal' in site) {
    if (OUT.includes(site.refusal.code)) return stranger(context)
    throw site.refusal
  }
  if (step === undefined) return show(context, site.done, code)
  if (request.method === 'GET') return { status: 303, redirect: codeAddress(request.prefix, code) }
  const result = await tried(deed(context, site.done, { code, step }))
  if ('done' in result) return show(context, site.done, code, { message: result.done })
  const { refusal } = result
  const problem =
    refusal.code === 'not_found' ? context.say(DUTY_WORDS.unknownCode) : refusalText(context.say, refusal)
  return show(context, site.done, code, { status: refusal.status, problem })
}
