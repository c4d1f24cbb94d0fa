/** Drills and plays of the county: their clocks, the way in, the end. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { modeApi } from '../../modules/mode/api.ts'
import type { WorldView } from '../../modules/mode/model.ts'
import { mayNot } from '../../modules/mode/policy.ts'
import { WORLD_KIND_WORDS } from '../../modules/mode/words.ts'
import { Button } from '../kit/Button.tsx'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Empty } from '../kit/Empty.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { here, prefixOfWorld, routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { useMode } from '../shell/mode.tsx'
import { usePlaces } from '../shell/places.ts'
import { WORLDS_KEY } from './steps.ts'
import { WorldSpeed } from './WorldSpeed.tsx'
import { words } from './words.ts'
import { EndWorld, StartDrill } from './world-dialogs.tsx'

const EVERY = 5_000

export function Worlds() {
  const t = useT()
  const { language } = useLanguage()
  const actor = useActor()
  const [starting, setStarting] = useState(false)
  const worlds = useQuery({
    queryKey: WORLDS_KEY,
    refetchInterval: EVERY,
    queryFn: ({ signal }) => call(modeApi.worlds, {}, { signal }),
  })
  const code = mayNot.steerWorld(actor)
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t(words.worlds)}</h2>
        <p className="muted">{t(words.worldsLead)}</p>
        <Button why={code && tellCode(code, language)} onClick={() => setStarting(true)}>
          {t(words.startDrill)}
        </Button>
      </div>
      <Loaded query={worlds}>{(data) => <List worlds={data.worlds} />}</Loaded>
      {starting ? <StartDrill onClose={() => setStarting(false)} /> : null}
    </section>
  )
}

function List({ worlds }: { worlds: readonly WorldView[] }) {
  const t = useT()
  const format = useFormat()
  const [ending, setEnding] = useState<WorldView>()
  const columns: Column<WorldView>[] = [
    { key: 'name', head: t(words.world), kind: 'main', cell: (world) => <WorldName world={world} /> },
    { key: 'kind', head: t(words.worldKind), cell: (world) => t(WORLD_KIND_WORDS[world.kind]) },
    { key: 'clock', head: t(words.clock), cell: (world) => format.dayClock(world.now) },
    { key: 'speed', head: t(words.speed), cell: (world) => <WorldSpeed world={world} /> },
    {
      key: 'deed',
      head: t(words.deed),
      kind: 'wide',
      cell: (world) => <Deeds world={world} onEnd={() => setEnding(world)} />,
    },
  ]
  return (
    <>
      <DataList
        caption={t(words.worlds)}
        columns={columns}
        rows={worlds}
        rowKey={(world) => String(world.id)}
        empty={<Empty title={t(words.noWorlds)} />}
      />
      {ending ? <EndWorld world={ending} onClose={() => setEnding(undefined)} /> : null}
    </>
  )
}

/** The county's own world has no name but the county's. */
function WorldName({ world }: { world: WorldView }) {
  const t = useT()
  const county = usePlaces().data?.county
  if (world.kind === 'county' && county) return <>{t(county.name)}</>
  return <>{world.name || t(WORLD_KIND_WORDS[world.kind])}</>
}

function Deeds({ world, onEnd }: { world: WorldView; onEnd: () => void }) {
  const t = useT()
  const actor = useActor()
  const current = useMode().data?.world.id
  const prefix = prefixOfWorld(here, actor.county, world.id)
  const mayEnd = world.kind !== 'county' && world.endedAt === null && mayNot.steerWorld(actor) === undefined
  return (
    <span className="world-deeds">
      {world.id === current ? (
        <span className="muted">{t(words.thisWorld)}</span>
      ) : (
        <>
          <a href={`${prefix}${routes.desk}`}>{t(words.enter)}</a>
          <a href={`${prefix}${routes.wall}`}>{t(words.enterWall)}</a>
        </>
      )}
      {mayEnd ? (
        <Button look="danger" onClick={onEnd}>
          {t(words.endWorld)}
        </Button>
      ) : null}
    </span>
  )
}
