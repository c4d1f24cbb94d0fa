/** Sessions, tokens and one-time codes past their time go. Real time throughout. */
import { HOUR } from '../../base/time.ts'
import { at } from '../../platform/db/types.ts'
import type { Jobs } from '../../platform/jobs/task.ts'

/** A used-up code still locks its telephone for a while after it has run out, so codes are kept somewhat longer. */
const CODES_KEPT = HOUR

export function accessJobs(): Jobs {
  return {
    tasks: {
      'access.sweep': async ({ county }, run) => {
        await run.tx(0, async (tx) => {
          await tx.query('delete from session where county = $1 and expires_at <= $2', [county, at(run.now)])
          await tx.query('delete from one_time_code where county = $1 and expires_at <= $2', [
            county,
            at(run.now - CODES_KEPT),
          ])
        })
      },
    },
    cron: [{ task: 'access.sweep', match: '*/15 * * * *' }],
  }
}
