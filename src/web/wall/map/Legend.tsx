/** What brightness and discs mean. */
import { useT } from '../../kit/t.tsx'
import { words } from '../words.ts'
import { LOAD_COLOURS } from './style.ts'

const RANGES = ['<50%', '50–80%', '80–95%', '≥95%'] as const
const DISCS = [
  { icon: 'ring', text: words.legendEmpty },
  { icon: 'half', text: words.legendHalf },
  { icon: 'most', text: words.legendMost },
  { icon: 'full', text: words.legendFull },
] as const

export function Legend() {
  const t = useT()
  return (
    <>
      <ul className="map-legend map-legend-load">
        <li className="map-legend-title">{t(words.mapLegend)}</li>
        {RANGES.map((range, i) => (
          <li key={range} className="map-key">
            <span
              className={i === 3 ? 'map-swatch map-worst' : 'map-swatch'}
              style={{ backgroundColor: LOAD_COLOURS[i] }}
              aria-hidden="true"
            />
            {range}
          </li>
        ))}
      </ul>
      <ul className="map-legend map-legend-sites">
        <li className="map-legend-title">{t(words.legendSite)}</li>
        {DISCS.map(({ icon, text }) => (
          <li key={icon} className="map-key">
            <span className={`map-disc map-disc-${icon}`} aria-hidden="true" />
            {t(text)}
          </li>
        ))}
      </ul>
    </>
  )
}
