/** A number of free places; where there is none it says why in a word. */
import { useFormat } from '../kit/format.ts'
import { useT } from '../kit/t.tsx'
import { words } from './words.ts'

interface Props {
  readonly offered: number
  readonly free: number
  readonly className: string
}

export function FreeFigure({ offered, free, className }: Props) {
  const t = useT()
  const format = useFormat()
  const full = offered > 0 && free <= 0
  return (
    <strong className={className} data-full={full ? '' : undefined}>
      {full ? t(words.full) : offered <= 0 ? t(words.noPlaces) : format.number(free)}
    </strong>
  )
}
