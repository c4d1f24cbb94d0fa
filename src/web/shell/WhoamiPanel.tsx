/** The posts of the person signed in, the API tokens, the way out. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { accessApi } from '../../modules/access/api.ts'
import type { Me, PostView } from '../../modules/access/model.ts'
import { ROLE_WORDS } from '../../modules/access/words.ts'
import { Button } from '../kit/Button.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { call } from './client.ts'
import { lateWords } from './late-words.ts'
import { usePlaces } from './places.ts'
import { words as own } from './whoami-words.ts'
import './whoami.css'

export default function WhoamiPanel({ me, onClose }: { me: Me; onClose: () => void }) {
  const t = useT()
  return (
    <div className="whoami-panel">
      <p className="whoami-name">{me.name}</p>
      <Posts posts={me.posts} />
      <Link to={routes.tokens} onClick={onClose}>
        {t(lateWords.tokens)}
      </Link>
      <SignOut />
    </div>
  )
}

function Posts({ posts }: { posts: readonly PostView[] }) {
  const t = useT()
  const places = usePlaces().data
  const areaName = (code: string) => {
    const area = places?.areas.find((one) => one.code === code)
    if (area) return t(area.name)
    return places && (code === places.county.slug || code === places.county.code)
      ? t(places.county.name)
      : code
  }
  if (posts.length === 0) return <p>{t(own.noPosts)}</p>
  return (
    <ul className="whoami-posts" aria-label={t(own.posts)}>
      {posts.map((post) => (
        <li key={post.id}>
          {t(ROLE_WORDS[post.role])} · {areaName(post.area)}
        </li>
      ))}
    </ul>
  )
}

function SignOut() {
  const t = useT()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const signOut = useMutation({
    mutationFn: () => call(accessApi.signOut, {}),
    onSuccess: async () => {
      // What one person saw must not stand on the screen of the next.
      await navigate({ to: routes.signIn, search: {} })
      queries.clear()
    },
  })
  return (
    <>
      <Button busy={signOut.isPending} onClick={() => signOut.mutate()}>
        {t(own.signOut)}
      </Button>
      {signOut.error ? <ErrorNote error={signOut.error} /> : null}
    </>
  )
}
