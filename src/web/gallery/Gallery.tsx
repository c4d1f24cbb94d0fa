/** Every part of the kit in every state, with a clock that stands still: read by people, and by axe in both languages and both directions. */
import { type ReactNode, useState } from 'react'
import { HOUR, MINUTE } from '../../base/time.ts'
import { Band } from '../kit/Band.tsx'
import { Button } from '../kit/Button.tsx'
import { NowProvider } from '../kit/now.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { useT } from '../kit/t.tsx'
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx'
import { Colours } from './Colours.tsx'
import { Fields } from './Fields.tsx'
import { Buttons, Lists, Notes, Overlays, Rest, States } from './samples.tsx'
import { words } from './words.ts'
import '../kit/wall-theme.css'
import './gallery.css'

/** 2024-02-17 23:42 in 北京时间. */
const NOW = Date.UTC(2024, 1, 17, 15, 42)
const STILL = { told: NOW, real: 0, rate: 0 }

export function Gallery() {
  const t = useT()
  const [wall, setWall] = useState(false)
  const [rtl, setRtl] = useState(false)
  return (
    <NowProvider clock={STILL}>
      <div className="gallery" data-theme={wall ? 'wall' : undefined} dir={rtl ? 'rtl' : undefined}>
        <div className="header">
          <div className="header-end">
            <LanguageSwitch />
          </div>
        </div>
        <main className="page">
          <PageHeader
            title={t(words.title)}
            summary={t(words.lead)}
            actions={
              <>
                <Button aria-pressed={wall} onClick={() => setWall(!wall)}>
                  {t(words.theme)}
                </Button>
                <Button aria-pressed={rtl} onClick={() => setRtl(!rtl)}>
                  {t(words.rightToLeft)}
                </Button>
              </>
            }
          />
          <Sample title={t(words.bands)}>
            <Bands />
          </Sample>
          <Sample title={t(words.buttons)}>
            <Buttons />
          </Sample>
          <Sample title={t(words.fields)}>
            <Fields />
          </Sample>
          <Sample title={t(words.states)}>
            <States now={NOW} />
          </Sample>
          <Sample title={t(words.notes)}>
            <Notes />
          </Sample>
          <Sample title={t(words.lists)}>
            <Lists />
          </Sample>
          <Sample title={t(words.overlays)}>
            <Overlays />
          </Sample>
          <Sample title={t(words.rest)}>
            <Rest />
          </Sample>
          <Sample title={t(words.colours)}>
            <Colours />
          </Sample>
        </main>
      </div>
    </NowProvider>
  )
}

function Sample({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="section">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Bands() {
  const t = useT()
  return (
    <div className="stack">
      <Band kind="everyday" />
      <Band kind="emergency" name={t(words.eventName)} since={NOW - 6 * HOUR - 12 * MINUTE} />
      <Band kind="drill" name={t(words.drillName)} since={NOW - 40 * MINUTE} rate={1} />
      <Band kind="play" name={t(words.playName)} since={NOW - 6 * HOUR} rate={120} />
      <Band kind="play" name={t(words.playName)} rate={0} />
    </div>
  )
}
