/** My API tokens: made, shown once, ended. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../base/contract.ts'
import { accessApi } from '../../modules/access/api.ts'
import { Button } from '../kit/Button.tsx'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { useFormat } from '../kit/format.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { NewToken } from './NewToken.tsx'
import { words } from './words.ts'

type Token = OutputOf<typeof accessApi.tokens>['tokens'][number]
export const TOKENS_KEY = ['tokens'] as const

export function TokensPage() {
  const t = useT()
  const tokens = useQuery({
    queryKey: TOKENS_KEY,
    queryFn: ({ signal }) => call(accessApi.tokens, {}, { signal }),
  })
  return (
    <>
      <PageHeader title={t(words.tokensTitle)} summary={t(words.tokensLead)} />
      <NewToken />
      <Loaded query={tokens}>{(data) => <List tokens={data.tokens} />}</Loaded>
    </>
  )
}

function List({ tokens }: { tokens: readonly Token[] }) {
  const t = useT()
  const format = useFormat()
  const [ending, setEnding] = useState<Token>()
  const columns: Column<Token>[] = [
    { key: 'label', head: t(words.label), kind: 'main', cell: (token) => token.label },
    { key: 'created', head: t(words.created), cell: (token) => format.dayClock(token.createdAt) },
    {
      key: 'expires',
      head: t(words.expires),
      kind: 'wide',
      cell: (token) => (token.expiresAt === null ? t(words.never) : format.dayClock(token.expiresAt)),
    },
    {
      key: 'end',
      head: t(words.deed),
      cell: (token) => (
        <Button look="danger" onClick={() => setEnding(token)}>
          {t(words.end)}
        </Button>
      ),
    },
  ]
  return (
    <>
      <DataList
        caption={t(words.tokensTitle)}
        columns={columns}
        rows={tokens}
        rowKey={(token) => token.id}
        empty={<Empty title={t(words.noTokens)} />}
      />
      {ending ? <EndToken token={ending} onClose={() => setEnding(undefined)} /> : null}
    </>
  )
}

function EndToken({ token, onClose }: { token: Token; onClose: () => void }) {
  const t = useT()
  const tell = useToast()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => call(accessApi.endToken, { params: { id: token.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: TOKENS_KEY })
      tell(t(words.ended, { label: token.label }))
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.endTitle, { label: token.label })}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button look="danger" busy={end.isPending} onClick={() => end.mutate()}>
            {t(words.end)}
          </Button>
        </>
      }
    >
      <p>{t(words.endText)}</p>
      {end.error ? <ErrorNote error={end.error} /> : null}
    </Dialog>
  )
}
