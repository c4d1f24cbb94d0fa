/** Why the server said no, with the states and needs it names told in words. */
import { NEEDS, PARTY_STATES } from '../../modules/placement/model.ts'
import { NEED_WORDS, PARTY_STATE_WORDS } from '../../modules/placement/words.ts'
import { SITE_STATES } from '../../modules/sites/model.ts'
import { SITE_STATE_WORDS } from '../../modules/sites/words.ts'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { type Say, useT } from '../kit/t.tsx'
import { ApiRefusal } from '../shell/refusals.ts'

function inWords(t: Say, code: string, name: string, value: unknown): unknown {
  if (name === 'need') {
    const need = NEEDS.find((one) => one === value)
    return need ? t(NEED_WORDS[need]) : value
  }
  if (name !== 'state') return value
  const site = SITE_STATES.find((one) => one === value)
  const party = PARTY_STATES.find((one) => one === value)
  if (code.startsWith('sites.') && site) return t(SITE_STATE_WORDS[site])
  return party ? t(PARTY_STATE_WORDS[party]) : value
}

export function Refused({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useT()
  if (!error) return null
  if (!(error instanceof ApiRefusal)) return <ErrorNote error={error} retry={retry} />
  const details = Object.fromEntries(
    Object.entries(error.details).map(([name, value]) => [name, inWords(t, error.code, name, value)]),
  )
  return <ErrorNote error={new ApiRefusal(error.code, error.message, details, error.status)} />
}
