/** Pages that look at the travellers as a whole. */
import { Link } from '@tanstack/react-router'
import { useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { lateWords } from '../shell/late-words.ts'
import { words } from './replan-words.ts'

export function LedgerLinks() {
  const t = useT()
  return (
    <p className="ledger-links row">
      <Link to={routes.replan}>{t(words.title)}</Link>
      <Link to={routes.waiting}>{t(lateWords.waiting)}</Link>
      <Link to={routes.outlook}>{t(lateWords.outlook)}</Link>
    </p>
  )
}
