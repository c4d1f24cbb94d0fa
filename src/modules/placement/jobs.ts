/** The clock of placement: identities end (people.md, law 7), and an emergency where nobody arrives any more says so. */
import { DAY, HOUR, type Moment } from '../../base/time.ts'
import { toldAt, type World } from '../../platform/clock.ts'
import type { FileStore } from '../../platform/files/store.ts'
import type { Shared } from '../../platform/http/context.ts'
import type { JobRun, Jobs, Task } from '../../platform/jobs/task.ts'
import { record } from '../../platform/ledger/record.ts'
import { noteErased } from '../mode/actions.ts'
import { modeOf, readLive, readToErase } from '../mode/reads.ts'
import { forgetHomes } from '../sites/actions.ts'
import { machine } from './actions/replace.ts'
import { lastArrival, lastTold } from './reads/arrivals.ts'
import { countParties, eraseSome } from './store/erasure.ts'

export interface PlacementJobsServices extends Pick<Shared, 'clock' | 'keyring' | 'committed'> {
  readonly files: Pick<FileStore, 'removeOf'>
}

/** people.md, law 7: "no arrivals for 72 h asks daily to be closed". */
const QUIET = 72 * HOUR

export function placementJobs(services: PlacementJobsServices): Jobs {
  return {
    tasks: { 'placement.erase': erase(services), 'placement.quiet': quiet(services) },
    // Each hour, so that a machine that was off is late by no more than that.
    cron: [
      { task: 'placement.erase', match: '23 * * * *' },
      { task: 'placement.quiet', match: '41 * * * *' },
    ],
  }
}

/** Retention runs on real time; a drill's or play's people are kept as long after its own end. */
function erase(services: PlacementJobsServices): Task {
  return async ({ county }, run) => {
    const before = run.now - (await services.clock.county(county)).retentionDays * DAY
    for (const world of await services.clock.worlds(county)) {
      if (world.id !== 0 && (world.endedAt === null || world.endedAt > before)) continue
      const due = await run.tx(world.id, (tx) =>
        readToErase(tx, county, world.id, world.id === 0 ? before : undefined),
      )
      for (const emergency of due) await eraseOne(services, run, world, emergency)
    }
  }
}

/**
 * The key first: with it rows, search words, files, and every copy in a backup become unreadable at once. A run cut
 * short is finished by the next one, since the emergency is marked last.
 */
async function eraseOne(
  services: PlacementJobsServices,
  run: JobRun,
  world: World,
  emergency: string,
): Promise<void> {
  const { county, id } = world
  await services.keyring.destroyEmergencyKey(county, emergency)
  while ((await run.tx(id, (tx) => eraseSome(tx, county, id, emergency))) > 0);
  const ctx = await machineIn(services, run, world)
  await run.tx(id, async (tx) => {
    await services.files.removeOf(tx, county, emergency)
    await forgetHomes(tx, { county, world: id })
    await noteErased(tx, ctx, emergency, await countParties(tx, county, id, emergency))
  })
  services.committed(county)
}

function quiet(services: PlacementJobsServices): Task {
  return async ({ county }, run) => {
    for (const world of await services.clock.worlds(county))
      if (world.endedAt === null) await sayQuiet(services, run, world)
  }
}

async function sayQuiet(services: PlacementJobsServices, run: JobRun, world: World): Promise<void> {
  const { county, id } = world
  const { actor, now } = await machineIn(services, run, world)
  const said = await run.tx(id, async (tx) => {
    const live = await readLive(tx, county, id)
    if (live === undefined) return false
    const last = (await lastArrival(tx, county, id, live.id)) ?? live.opened_at
    const told = await lastTold(tx, county, id, 'emergency.no_arrivals', live.id)
    if (now - last < QUIET || (told !== undefined && now - told < DAY)) return false
    await record(tx, actor, now, {
      type: 'emergency.no_arrivals',
      subjectKind: 'emergency',
      subject: live.id,
      data: { hours: Math.floor((now - last) / HOUR) },
    })
    return true
  })
  if (said) services.committed(county)
}

async function machineIn(
  { clock }: PlacementJobsServices,
  run: JobRun,
  world: World,
): Promise<{ actor: ReturnType<typeof machine>; now: Moment; realNow: Moment }> {
  const mode = await modeOf({ db: run.db, clock }, world.county, world.id)
  return { actor: machine(world.county, world.id, mode), now: toldAt(world, run.now), realNow: run.now }
}
