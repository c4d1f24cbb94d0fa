/** A bar of places: occupied, held, blocked, free, and what is over beyond the end. Figures stand beside it. */
import { useT } from '../kit/t.tsx'
import type { Load } from './site-rows.ts'
import { siteWords } from './site-words.ts'

/** Shares in percent, as custom properties that the style sheet draws. */
export function loadShares({ offered, occupied, held, blocked, over }: Load): Record<string, string> {
  // What is over pushes the end of the places inwards, so that the bar never grows.
  const whole = Math.max(1, offered + over)
  const percent = (n: number) => `${((100 * Math.max(0, n)) / whole).toFixed(2)}%`
  const inside = Math.max(0, occupied - over)
  return {
    '--occupied': percent(inside),
    '--held': percent(inside + held),
    '--blocked': percent(inside + held + blocked),
    '--places': percent(offered),
  }
}

export function LoadBar({ load }: { load: Load }) {
  const t = useT()
  return (
    <span
      className="load-bar"
      role="img"
      aria-label={t(siteWords.loadAloud, { ...load })}
      style={loadShares(load)}
    />
  )
}

export function LoadLegend() {
  const t = useT()
  const parts = ['occupied', 'held', 'blocked', 'free', 'over'] as const
  return (
    <p className="load-legend">
      <span className="aloud">{t(siteWords.legend)}</span>
      {parts.map((part) => (
        <span key={part} title={part === 'blocked' ? t(siteWords.blockedHint) : undefined}>
          <span className={`load-key load-${part}`} aria-hidden="true" /> {t(siteWords[part])}
        </span>
      ))}
    </p>
  )
}
