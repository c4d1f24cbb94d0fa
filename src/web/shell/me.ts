/** The person signed in, and the actor that policies read. */
import { useQuery } from '@tanstack/react-query'
import type { Actor } from '../../base/actor.ts'
import { accessApi } from '../../modules/access/api.ts'
import type { Me } from '../../modules/access/model.ts'
import { codeOf } from '../kit/failure.ts'
import { useLanguage } from '../kit/t.tsx'
import { call } from './client.ts'
import { useMode } from './mode.tsx'

export const ME_KEY = ['me'] as const

export function useMe() {
  return useQuery({
    queryKey: ME_KEY,
    queryFn: ({ signal }) => call(accessApi.me, {}, { signal }),
    staleTime: 5 * 60_000,
  })
}

const SIGNED_OUT: readonly (string | undefined)[] = ['not_signed_in', 'bad_token', 'wrong_world']

/** The server says that nobody is signed in here; a silent server says nothing. */
export function saysSignedOut(error: unknown): boolean {
  return SIGNED_OUT.includes(codeOf(error))
}

/** The person as the policies see them; `me` undefined: nobody, with no post. */
export function actorOf(me: Me | undefined, mode: Actor['mode'], language: Actor['language']): Actor {
  return {
    kind: me ? 'staff' : 'public',
    id: me?.account ?? '',
    county: me?.county ?? '',
    world: me?.world ?? 0,
    posts: me?.posts.map(({ role, area, site }) => ({ role, area, site: site ?? undefined })) ?? [],
    simulator: false,
    mode,
    language,
  }
}

export function useActor(): Actor {
  const { language } = useLanguage()
  return actorOf(useMe().data, useMode().data?.mode ?? 'everyday', language)
}
