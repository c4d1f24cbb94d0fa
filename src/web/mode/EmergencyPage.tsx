/** Everyday or emergency: what is in force, the steps two people take, drills, and the night played back. */
import { PageHeader } from '../kit/PageHeader.tsx'
import { useT } from '../kit/t.tsx'
import { usePlaces } from '../shell/places.ts'
import { History } from './History.tsx'
import { InForce } from './InForce.tsx'
import { NightPanel } from './NightPanel.tsx'
import { Worlds } from './Worlds.tsx'
import { words } from './words.ts'
import './mode.css'

export function EmergencyPage() {
  const t = useT()
  const demo = usePlaces().data?.county.demo
  return (
    <>
      <PageHeader title={t(words.title)} summary={t(words.lead)} />
      <div className="mode-columns">
        <InForce />
        {demo ? <NightPanel /> : null}
      </div>
      <Worlds />
      <History />
    </>
  )
}
