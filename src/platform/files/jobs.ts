/** Files past their time go, and bytes on disk that no row answers for. */
import type { Jobs } from '../jobs/task.ts'
import type { FileStore } from './store.ts'

export function filesJobs(files: Pick<FileStore, 'sweep'>): Jobs {
  return {
    tasks: {
      'files.sweep': async ({ county }, run) => {
        const { expired, unlinked } = await files.sweep((work) => run.tx(0, work), county, run.now)
        if (expired + unlinked > 0) run.log.info('files.swept', { count: expired + unlinked })
      },
    },
    cron: [{ task: 'files.sweep', match: '53 * * * *' }],
  }
}
