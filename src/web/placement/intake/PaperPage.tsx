/** Sheets of paper with codes issued ahead: printed while there is power, filled in by hand, keyed in afterwards. */
import './intake.css'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { placementApi } from '../../../modules/placement/api.ts'
import { Button } from '../../kit/Button.tsx'
import { newId } from '../../kit/id.ts'
import { Note } from '../../kit/Note.tsx'
import { PageHeader } from '../../kit/PageHeader.tsx'
import { Stepper } from '../../kit/Stepper.tsx'
import { useT } from '../../kit/t.tsx'
import { routes } from '../../paths.ts'
import { call } from '../../shell/client.ts'
import { Refused } from '../Refused.tsx'
import { intakeWords as words } from './words.ts'

const A_SHEET = 20

export function PaperPage() {
  const t = useT()
  const [count, setCount] = useState(A_SHEET)
  const [command, renew] = useState(newId)
  const issue = useMutation({
    mutationFn: () => call(placementApi.issueCodes, { body: { command, count } }),
    // The next press asks for other codes.
    onSuccess: () => renew(newId()),
  })
  return (
    <div className="paper-page">
      <PageHeader
        title={t(words.sheetsTitle)}
        summary={t(words.sheetsLead)}
        actions={
          <Link className="button button-quiet button-normal" to={routes.intake}>
            {t(words.back)}
          </Link>
        }
      />
      <div className="row paper-ask">
        <Stepper label={t(words.howMany)} value={count} min={1} max={200} onChange={setCount} />
        <Button look="primary" busy={issue.isPending} onClick={() => issue.mutate()}>
          {t(words.issue)}
        </Button>
        {issue.data ? <Button onClick={() => print()}>{t(words.print)}</Button> : null}
      </div>
      <Refused error={issue.error} />
      {issue.data ? (
        <>
          <div className="paper-ask">
            <Note tone="calm" live>
              {t(words.issued, { n: issue.data.codes.length })}
            </Note>
          </div>
          <ol className="paper-sheet">
            {issue.data.codes.map((code) => (
              <Box key={code} code={code} />
            ))}
          </ol>
        </>
      ) : null}
    </div>
  )
}

function Box({ code }: { code: string }) {
  const t = useT()
  const counts = [words.boxAdults, words.boxChildren, words.boxInfants, words.boxElders]
  return (
    <li className="paper-box">
      <p className="paper-counts">
        {counts.map((word) => (
          <span key={word.en}>
            {t(word)} <span className="paper-blank" />
          </span>
        ))}
      </p>
      <p>
        {t(words.boxPhone)} <span className="paper-blank paper-long" />
      </p>
      <p>{t(words.boxNeeds)}</p>
      <p>
        {t(words.boxSite)} <span className="paper-blank paper-long" /> {t(words.boxTime)}{' '}
        <span className="paper-blank" />
      </p>
      <p className="paper-code">{code}</p>
      <p className="paper-tear">
        <span className="muted">{t(words.cut)}</span>
        <strong className="paper-code">{code}</strong>
      </p>
      <p className="paper-notice">{t(words.notice)}</p>
    </li>
  )
}
