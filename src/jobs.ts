/** Jobs of the house: what each module does by itself, run by one runner, and what follows from what has happened. */
import { join } from 'node:path'
import { accessJobs } from './modules/access/jobs.ts'
import { noticesJobs } from './modules/notices/jobs.ts'
import { noticesReactions } from './modules/notices/reactions.ts'
import { packetJobs } from './modules/packet/jobs.ts'
import { placementJobs } from './modules/placement/jobs.ts'
import { reportsJobs } from './modules/reports/jobs.ts'
import type { Channels } from './platform/channels/channels.ts'
import type { Config } from './platform/config.ts'
import type { Environment } from './platform/db/open.ts'
import { filesJobs } from './platform/files/jobs.ts'
import { openFileStore } from './platform/files/store.ts'
import type { Shared } from './platform/http/context.ts'
import { installJobs } from './platform/jobs/install.ts'
import { startJobs } from './platform/jobs/jobs.ts'
import { startReactions } from './platform/jobs/reactions.ts'
import type { Metrics } from './platform/metrics.ts'

export interface JobsOptions {
  readonly shared: Shared
  readonly environment: Environment
  readonly channels: Channels
  readonly config: Config
  readonly metrics: Metrics
}

export interface HouseJobs {
  /** Says that events of this county were sealed. */
  wake(county: string): void
  stop(): Promise<void>
}

/** Installs what the jobs need, then runs them. To be called before anybody can knock: a deed may add a job. */
export async function startHouseJobs(options: JobsOptions): Promise<HouseJobs> {
  const { shared, environment, channels, config, metrics } = options
  await installJobs(environment.ownerUrl)
  const files = openFileStore(join(config.dataDir, 'files'), shared.keyring)
  const all = [
    accessJobs(),
    placementJobs({ ...shared, files }),
    packetJobs({ ...shared, dataDir: config.dataDir }),
    noticesJobs({ channels }),
    reportsJobs({ ...shared, channels, config }),
    filesJobs(files),
  ]
  const jobs = await startJobs({
    directUrl: environment.directUrl,
    worker: environment.worker,
    log: shared.log,
    metrics,
    tasks: Object.assign({}, ...all.map(({ tasks }) => tasks)),
    cron: all.flatMap(({ cron }) => cron),
  })
  const reactions = startReactions({
    db: environment.worker,
    clock: shared.clock,
    log: shared.log,
    reactions: noticesReactions({ ...shared, channels, publicUrl: config.publicUrl }),
  })
  return {
    wake: (county) => reactions.wake(county),
    async stop() {
      await Promise.all([reactions.stop(), jobs.stop()])
    },
  }
}
