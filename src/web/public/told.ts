/** A message above the page: what happened to what was just pressed. */
import type { Code, Details, Refusal } from '../../base/refusal.ts'
import { SHARED_REFUSALS } from '../../base/shared-refusals.ts'
import type { Text, Words } from '../../base/words.ts'
import { refusals as dutyRefusals } from '../../modules/duty/words.ts'
import { refusals as modeRefusals } from '../../modules/mode/words.ts'
import type { PartyState } from '../../modules/placement/model.ts'
import { PARTY_STATE_WORDS, refusals as placementRefusals } from '../../modules/placement/words.ts'
import { refusals as placesRefusals } from '../../modules/places/words.ts'
import { refusals as sitesRefusals } from '../../modules/sites/words.ts'
import { html, type Markup } from './html.ts'
import type { Say } from './words.ts'

const TEXTS: Words = {
  ...SHARED_REFUSALS,
  ...placesRefusals,
  ...modeRefusals,
  ...placementRefusals,
  ...dutyRefusals,
  ...sitesRefusals,
}

function isPartyState(value: unknown): value is PartyState {
  return typeof value === 'string' && value in PARTY_STATE_WORDS
}

/** Words for a refusal's `{state}` and other marks. */
function valuesOf(say: Say, details: Details): Record<string, string | number> {
  const out: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(details)) {
    if (typeof value === 'string' || typeof value === 'number') out[key] = value
    if (key === 'state' && isPartyState(value)) out[key] = say(PARTY_STATE_WORDS[value])
  }
  return out
}

export function refusalText(say: Say, refusal: Pick<Refusal, 'code' | 'details'>): string {
  const code: Code = refusal.code
  const text: Text = TEXTS[code] ?? SHARED_REFUSALS.internal
  return say(text, valuesOf(say, refusal.details))
}

export function told(text: string | undefined, look: '' | 'err' = ''): Markup | undefined {
  return text ? html`<p class="told ${look}" role="alert">${text}</p>` : undefined
}
