/** The band on top of every page: what is in force, and whether it is real. Told by glyph and word, not by colour alone. */
import type { OutputOf } from '../../base/contract.ts'
import { clockBeijing, DAY, HOUR, MINUTE } from '../../base/time.ts'
import type { Text } from '../../base/words.ts'
import type { modeApi } from '../../modules/mode/api.ts'
import { html, type Markup } from './html.ts'
import { FRAME_WORDS, type Say } from './words.ts'

export type Mode = OutputOf<typeof modeApi.mode>

/** `4 小时 30 分`: days and hours from the second day on. */
export function elapsed(say: Say, ms: number): string {
  const d = Math.floor(ms / DAY)
  const h = Math.floor((ms % DAY) / HOUR)
  const m = Math.floor((ms % HOUR) / MINUTE)
  if (d > 0) return say(FRAME_WORDS.elapsedDays, { d, h })
  return h > 0 ? say(FRAME_WORDS.elapsedHours, { h, m }) : say(FRAME_WORDS.elapsedMinutes, { m })
}

function strip(look: 'c' | 'e' | 'd' | 'p', glyph: string, text: string): Markup {
  return html`<div class="band ${look}"><i aria-hidden="true"><span>${glyph}</span></i><p>${text}</p></div>`
}

function reality(say: Say, { world }: Mode): Markup | undefined {
  const kinds: Partial<Record<typeof world.kind, ['d' | 'p', Text, Text]>> = {
    drill: ['d', FRAME_WORDS.drillGlyph, FRAME_WORDS.drill],
    play: ['p', FRAME_WORDS.playGlyph, FRAME_WORDS.play],
  }
  const kind = kinds[world.kind]
  if (!kind) return undefined
  const [look, glyph, text] = kind
  return strip(look, say(glyph), say(text, { name: world.name, clock: clockBeijing(world.now) }))
}

function emergency(say: Say, { emergency: live, world }: Mode): Markup {
  if (!live) return strip('c', say(FRAME_WORDS.everydayGlyph), say(FRAME_WORDS.everyday))
  const since = Math.max(0, world.now - (live.declaredAt ?? live.openedAt))
  const text = say(FRAME_WORDS.emergency, { name: live.name, elapsed: elapsed(say, since) })
  return strip('e', say(FRAME_WORDS.emergencyGlyph), text)
}

/** A drill or play says so first; the emergency follows. */
export function bands(say: Say, mode: Mode): Markup {
  return html`${reality(say, mode)}${emergency(say, mode)}`
}
