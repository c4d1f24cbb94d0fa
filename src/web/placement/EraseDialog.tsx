/** Asks once before who they are is erased; it cannot be brought back. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { placementApi } from '../../modules/placement/api.ts'
import type { PartyView } from '../../modules/placement/model.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { newId } from '../kit/id.ts'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { Refused } from './Refused.tsx'
import { words } from './words.ts'

interface Props {
  readonly party: PartyView
  readonly onClose: () => void
  readonly onDone: (party: PartyView) => void
}

export function EraseDialog({ party, onClose, onDone }: Props) {
  const t = useT()
  const [command] = useState(newId)
  const act = useMutation({
    mutationFn: () => call(placementApi.erase, { params: { id: party.id }, body: { command } }),
    onSuccess: onDone,
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${t(words.erase)} · ${party.code}`}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button look="danger" busy={act.isPending} onClick={() => act.mutate()}>
            {t(words.erase)}
          </Button>
        </>
      }
    >
      <p className="ask">{t(words.eraseAsk, { code: party.code })}</p>
      <Refused error={act.error} />
    </Dialog>
  )
}
