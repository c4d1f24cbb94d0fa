/** The forms of the three steps. */
import { useState } from 'react'
import { EMERGENCY_KINDS, type EmergencyView } from '../../modules/mode/model.ts'
import { EMERGENCY_KIND_WORDS } from '../../modules/mode/words.ts'
import { Select } from '../kit/Select.tsx'
import { useT } from '../kit/t.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import { useClose, useDeclare, useRename } from './steps.ts'
import { words } from './words.ts'

export function DeclareDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [kind, setKind] = useState<(typeof EMERGENCY_KINDS)[number]>('blizzard')
  const declare = useDeclare(onClose)
  return (
    <ReasonForm
      title={t(words.declareTitle)}
      submit={t(words.declare)}
      name=""
      busy={declare.isPending}
      error={declare.error}
      onGiven={(given) => declare.mutate({ ...given, kind })}
      onClose={onClose}
    >
      <Select
        label={t(words.kind)}
        value={kind}
        onChoose={setKind}
        options={EMERGENCY_KINDS.map((value) => ({ value, label: t(EMERGENCY_KIND_WORDS[value]) }))}
      />
      <Changes />
    </ReasonForm>
  )
}

function Changes() {
  const t = useT()
  return (
    <div className="changes">
      <h3>{t(words.changes)}</h3>
      <ul>
        {[words.changeBand, words.changeSame, words.changeKeep, words.changeClose].map((word) => (
          <li key={word.en}>{t(word)}</li>
        ))}
      </ul>
    </div>
  )
}

interface Props {
  readonly emergency: EmergencyView
  readonly onClose: () => void
}

export function RenameDialog({ emergency, onClose }: Props) {
  const t = useT()
  const rename = useRename(emergency.id, onClose)
  return (
    <ReasonForm
      title={t(words.renameTitle)}
      submit={t(words.rename)}
      name={emergency.name}
      busy={rename.isPending}
      error={rename.error}
      onGiven={rename.mutate}
      onClose={onClose}
    />
  )
}

export function CloseDialog({ emergency, onClose }: Props) {
  const t = useT()
  const close = useClose(emergency.id, onClose)
  const second = emergency.closeAskedAt !== null
  const { name } = emergency
  return (
    <ReasonForm
      title={t(second ? words.confirmCloseTitle : words.askCloseTitle, { name })}
      submit={t(second ? words.confirmClose : words.askClose)}
      busy={close.isPending}
      error={close.error}
      onGiven={close.mutate}
      onClose={onClose}
    >
      <p>{t(second ? words.confirmCloseText : words.askCloseText)}</p>
    </ReasonForm>
  )
}
