/** The toasts now shown; each goes by itself, or when it is dismissed. */
import { useEffect } from 'react'
import { words } from './part-words.ts'
import type { Told } from './Toast.tsx'
import { useT } from './t.tsx'
import './toast.css'

const STAYS = 8_000

interface Props {
  readonly told: readonly Told[]
  readonly onDrop: (id: number) => void
}

export default function ToastList({ told, onDrop }: Props) {
  return (
    <div className="toasts">
      {told.map((one) => (
        <Toast key={one.id} one={one} onDrop={onDrop} />
      ))}
    </div>
  )
}

function Toast({ one, onDrop }: { one: Told; onDrop: (id: number) => void }) {
  const t = useT()
  useEffect(() => {
    const timer = setTimeout(() => onDrop(one.id), STAYS)
    return () => clearTimeout(timer)
  }, [one.id, onDrop])
  return (
    <div className={`note note-${one.tone} toast`}>
      <p>{one.text}</p>
      <button type="button" className="button button-quiet" onClick={() => onDrop(one.id)}>
        {t(words.dismiss)}
      </button>
    </div>
  )
}
