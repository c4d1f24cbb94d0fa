/** The words of every refusal, and of the states they name. Loaded beside the first page, not before it. */
import type { Code } from '../../base/refusal.ts'
import { SHARED_REFUSALS } from '../../base/shared-refusals.ts'
import type { Text } from '../../base/words.ts'
import { refusals as access } from '../../modules/access/words.ts'
import { refusals as asks } from '../../modules/asks/words.ts'
import { refusals as census, WANT_STATE_WORDS } from '../../modules/census/words.ts'
import { DISTRICTING_STATE_WORDS, refusals as districting } from '../../modules/districting/words.ts'
import { refusals as duty } from '../../modules/duty/words.ts'
import { refusals as entries } from '../../modules/entries/words.ts'
import { EMERGENCY_STATE_WORDS, refusals as mode } from '../../modules/mode/words.ts'
import { OFFER_STATE_WORDS, refusals as offers } from '../../modules/offers/words.ts'
import { refusals as packet } from '../../modules/packet/words.ts'
import { PARTY_STATE_WORDS, refusals as placement } from '../../modules/placement/words.ts'
import { refusals as places } from '../../modules/places/words.ts'
import { RESCUE_STATE_WORDS, refusals as rescue } from '../../modules/rescue/words.ts'
import { refusals as road, WAVE_STATE_WORDS } from '../../modules/road/words.ts'
import { HANDOVER_STATE_WORDS, refusals as shifts } from '../../modules/shifts/words.ts'
import { SITE_STATE_WORDS, refusals as sites } from '../../modules/sites/words.ts'

export const REFUSALS: Readonly<Record<Code, Text>> = {
  ...SHARED_REFUSALS,
  ...access,
  ...asks,
  ...census,
  ...districting,
  ...duty,
  ...entries,
  ...mode,
  ...offers,
  ...packet,
  ...placement,
  ...places,
  ...rescue,
  ...road,
  ...shifts,
  ...sites,
}

/** States by the module whose codes name them. */
const STATES: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  census: WANT_STATE_WORDS,
  districting: DISTRICTING_STATE_WORDS,
  mode: EMERGENCY_STATE_WORDS,
  offers: OFFER_STATE_WORDS,
  placement: PARTY_STATE_WORDS,
  rescue: RESCUE_STATE_WORDS,
  road: WAVE_STATE_WORDS,
  shifts: HANDOVER_STATE_WORDS,
  sites: SITE_STATE_WORDS,
}

/** What a refusal's details put into its words; a state is told in the words of the module that refuses. */
export function refusalValues(
  code: Code,
  details: object,
  say: (text: Text) => string,
): Record<string, string | number> {
  const states = STATES[code.split('.')[0]!] ?? {}
  const out: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(details)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue
    out[name] = name === 'state' && Object.hasOwn(states, value) ? say(states[value]!) : value
  }
  return out
}
