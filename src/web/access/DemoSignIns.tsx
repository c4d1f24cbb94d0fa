/** The invented people of a demo county, one click each. A county that is no demo shows nothing here. */
import { useQuery } from '@tanstack/react-query'
import { accessApi } from '../../modules/access/api.ts'
import { ROLE_WORDS } from '../../modules/access/words.ts'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Note } from '../kit/Note.tsx'
import { useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { useDemoSignIn } from './session.ts'
import { words } from './words.ts'

export function DemoSignIns() {
  const t = useT()
  const people = useQuery({
    queryKey: ['demo-sign-ins'],
    queryFn: ({ signal }) => call(accessApi.demoSignIns, {}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const enter = useDemoSignIn()
  const signIns = people.data?.signIns ?? []
  if (signIns.length === 0) return null
  const asked = signIns.find((one) => one.phone === enter.variables)
  return (
    <section className="stack">
      <h2>{t(words.demoTitle)}</h2>
      <p className="muted">{t(words.demoLead)}</p>
      {enter.error ? <ErrorNote error={enter.error} /> : null}
      {enter.isSuccess && !enter.data && asked ? (
        <Note tone="attention" live>
          {t(words.demoFailed, { name: asked.name })}
        </Note>
      ) : null}
      <ul className="demo-people">
        {signIns.map((one) => (
          <li key={one.phone}>
            <button
              type="button"
              className="demo-person"
              aria-busy={(enter.isPending && enter.variables === one.phone) || undefined}
              onClick={() => {
                if (!enter.isPending) enter.mutate(one.phone)
              }}
            >
              <strong>{t(ROLE_WORDS[one.role])}</strong>
              <span>{one.name}</span>
              <span className="muted">{one.phone}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
