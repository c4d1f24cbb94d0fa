/** How fast a drill's or play's clock runs; the county's own runs as all clocks do. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { modeApi } from '../../modules/mode/api.ts'
import type { WorldView } from '../../modules/mode/model.ts'
import { mayNot } from '../../modules/mode/policy.ts'
import { tellFailure } from '../kit/failure.ts'
import { newId } from '../kit/id.ts'
import { Select } from '../kit/Select.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { MODE_KEY } from '../shell/mode.tsx'
import { WORLDS_KEY } from './steps.ts'
import { words } from './words.ts'

const SPEEDS = [0, 1, 10, 60, 120, 300, 600, 1200]

export function WorldSpeed({ world }: { world: WorldView }) {
  const t = useT()
  const steers = mayNot.steerWorld(useActor()) === undefined
  if (world.kind === 'county') return <>{t(words.realTime)}</>
  if (world.endedAt !== null) return <>{t(words.ended)}</>
  if (!steers) return <>{world.rate === 0 ? t(words.held) : t(words.times, { rate: world.rate })}</>
  return <Steered world={world} />
}

function Steered({ world }: { world: WorldView }) {
  const t = useT()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const set = useMutation({
    mutationFn: (rate: number) =>
      call(modeApi.setClock, { params: { id: world.id }, body: { command: newId(), rate } }),
    onSuccess: () =>
      Promise.all([WORLDS_KEY, MODE_KEY].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
  const speeds = [...new Set([...SPEEDS, world.rate])].sort((a, b) => a - b)
  const shown = set.isPending ? set.variables : world.rate
  return (
    <Select
      label={t(words.speedOf, { name: world.name })}
      labelHidden
      value={String(shown)}
      options={speeds.map((rate) => ({
        value: String(rate),
        label: rate === 0 ? t(words.held) : t(words.times, { rate }),
      }))}
      onChoose={(rate) => set.mutate(Number(rate))}
      error={set.error ? tellFailure(set.error, language) : undefined}
    />
  )
}
