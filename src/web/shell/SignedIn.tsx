/** The gate before every staff screen: signed in here, or on to the sign-in page and back. */
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Loaded } from '../kit/Loaded.tsx'
import { routes } from '../paths.ts'
import { saysSignedOut, useMe } from './me.ts'

const Ears = lazy(() => import('./Ears.tsx'))

export function SignedIn() {
  const me = useMe()
  if (saysSignedOut(me.error)) return <ToSignIn />
  if (me.data) {
    return (
      <>
        <Suspense>
          <Ears />
        </Suspense>
        <Outlet />
      </>
    )
  }
  return (
    <main className="page">
      <Loaded query={me}>{() => null}</Loaded>
    </main>
  )
}

/** Goes once, with the address at which the gate was shut; on the way the address is the sign-in page's already. */
function ToSignIn() {
  const navigate = useNavigate()
  const here = useLocation({ select: (at) => `${at.pathname}${at.searchStr}` })
  const [back] = useState(here)
  useEffect(() => {
    void navigate({ to: routes.signIn, search: { back }, replace: true })
  }, [navigate, back])
  return null
}
