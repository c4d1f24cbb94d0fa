/** Shows what a query last brought, with its age when a renewal is slow or failed; a blank wait only at the very first time. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorNote } from './ErrorNote.tsx'
import { tellFailure } from './failure.ts'
import { useFormat } from './format.ts'
import { Note } from './Note.tsx'
import { useLanguage, useT } from './t.tsx'
import { useHolds } from './use-holds.ts'
import { words } from './words.ts'

export function Loading() {
  const t = useT()
  return (
    <p className="loading" role="status">
      <span className="loading-line" aria-hidden="true" />
      {t(words.loading)}
    </p>
  )
}

interface Props<T> {
  readonly query: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
}

export function Loaded<T>({ query, children }: Props<T>) {
  const t = useT()
  const { language } = useLanguage()
  const format = useFormat()
  const slow = useHolds(query.isFetching, 2_000)
  if (query.data === undefined) {
    if (query.error) return <ErrorNote error={query.error} retry={() => void query.refetch()} />
    return <Loading />
  }
  const age = format.duration(Date.now() - query.dataUpdatedAt)
  return (
    <>
      {query.error ? (
        <Note tone="attention" live>
          {t(words.failedOver, { age })} {tellFailure(query.error, language)}
        </Note>
      ) : slow ? (
        <Note tone="quiet" live>
          {t(words.loadingOver, { age })}
        </Note>
      ) : null}
      {children(query.data)}
    </>
  )
}
