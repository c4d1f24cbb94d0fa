/** A process that takes a job and stays at it, for the test that kills it. */
import { openDatabase } from '../db/pool.ts'
import { createLog } from '../log/log.ts'
import { createMetrics } from '../metrics.ts'
import { startJobs } from './jobs.ts'

const url = process.argv[2]!

await startJobs({
  directUrl: url,
  worker: openDatabase(url, { max: 2 }),
  log: createLog({ dataDir: '/nowhere', log: 'stdout', logLevel: 'error' }, { write: () => {} }),
  metrics: createMetrics(),
  tasks: {
    async hang() {
      process.send!('at it')
      await new Promise(() => {})
    },
  },
  cron: [],
  concurrency: 1,
})
process.send!('ready')
