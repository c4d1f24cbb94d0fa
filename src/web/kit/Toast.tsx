/** A short word that a deed is done. Never the only feedback: the row itself must change too. */
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useRef,
  useState,
} from 'react'
import type { Tone } from './StateMark.tsx'
import { useT } from './t.tsx'
import { words } from './words.ts'

const ToastList = lazy(() => import('./ToastList.tsx'))

export interface Told {
  readonly id: number
  readonly text: string
  readonly tone: Tone
}

export type Tell = (text: string, tone?: Tone) => void
const Toasts = createContext<Tell>(() => {})

export function useToast(): Tell {
  return useContext(Toasts)
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useT()
  const [told, setTold] = useState<readonly Told[]>([])
  const next = useRef(0)
  const drop = useCallback((id: number) => setTold((all) => all.filter((one) => one.id !== id)), [])
  const tell = useCallback<Tell>((text, tone = 'calm') => {
    const id = next.current++
    setTold((all) => [...all.slice(-2), { id, text, tone }])
  }, [])
  return (
    <Toasts value={tell}>
      {children}
      {/* The region stands there before anything is said in it, or readers aloud miss the first word. */}
      <section aria-label={t(words.messages)} aria-live="polite">
        <Suspense>{told.length > 0 ? <ToastList told={told} onDrop={drop} /> : null}</Suspense>
      </section>
    </Toasts>
  )
}
