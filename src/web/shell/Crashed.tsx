/** A screen that broke: said in words, with a way on. */
import { Button } from '../kit/Button.tsx'
import { useT } from '../kit/t.tsx'
import { here, routes } from '../paths.ts'
import { words } from './words.ts'

export function Crashed({ error }: { error: unknown }) {
  const t = useT()
  return (
    <main className="page">
      <div className="card stack">
        <h1>{t(words.crashedTitle)}</h1>
        <p>{t(words.crashedText)}</p>
        <p className="muted">{String(error)}</p>
        <Button look="primary" onClick={() => location.reload()}>
          {t(words.reload)}
        </Button>
        <a href={`${here}${routes.desk}`}>{t(words.toDesk)}</a>
      </div>
    </main>
  )
}
