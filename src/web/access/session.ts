/** Signing in: telephone and code to a session, and back to where the person was. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { accessApi } from '../../modules/access/api.ts'
import type { Me } from '../../modules/access/model.ts'
import { here, routes, safeBack } from '../paths.ts'
import { call } from '../shell/client.ts'
import { ME_KEY } from '../shell/me.ts'

/** Keeps the person and goes on to `?back=`. */
export function useEntered(): (me: Me) => void {
  const queries = useQueryClient()
  const router = useRouter()
  const { back } = useSearch({ from: routes.signIn })
  return (me) => {
    // Nothing of the person before may stand on the screens of this one.
    queries.clear()
    queries.setQueryData(ME_KEY, me)
    router.history.push(`${here}${safeBack(back)}`)
  }
}

export function useSendCode() {
  return useMutation({ mutationFn: (phone: string) => call(accessApi.sendCode, { body: { phone } }) })
}

export function useSignIn() {
  const entered = useEntered()
  return useMutation({
    mutationFn: (body: { phone: string; code: string }) => call(accessApi.signIn, { body }),
    onSuccess: entered,
  })
}

/** A demo sign-in in one click: the code that the demo shows is entered for the person. */
export function useDemoSignIn() {
  const entered = useEntered()
  return useMutation({
    mutationFn: async (phone: string) => {
      const { demoCode } = await call(accessApi.sendCode, { body: { phone } })
      return demoCode === undefined ? undefined : call(accessApi.signIn, { body: { phone, code: demoCode } })
    },
    onSuccess: (me) => me && entered(me),
  })
}
