/** No such page: said in words, with a way on. */
import { Link } from '@tanstack/react-router'
import { Empty } from '../kit/Empty.tsx'
import { useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { words as own } from './not-found-words.ts'
import { words } from './words.ts'

export function NotFound() {
  const t = useT()
  return (
    <main className="page">
      <Empty title={t(own.title)}>
        <p>{t(own.text)}</p>
        <Link to={routes.desk}>{t(words.toDesk)}</Link>
      </Empty>
    </main>
  )
}
