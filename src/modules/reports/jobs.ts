/**
 * The head of the ledger's chain leaves the database each hour: into a file beside it, and by mail. Whoever rewrote the
 * ledger would have to rewrite these too. Real time.
 */
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HOUR, type Moment } from '../../base/time.ts'
import { fill } from '../../base/words.ts'
import type { Channels } from '../../platform/channels/channels.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Config } from '../../platform/config.ts'
import { idFrom } from '../../platform/jobs/reactions.ts'
import type { JobRun, Jobs } from '../../platform/jobs/task.ts'
import { type Head, readHead } from '../../platform/ledger/read.ts'
import { send } from '../notices/actions.ts'
import { TEMPLATES } from '../notices/words.ts'

export interface ReportsJobsServices {
  readonly clock: Clock
  readonly channels: Channels
  readonly config: Pick<Config, 'dataDir' | 'mail'>
}

export function reportsJobs(services: ReportsJobsServices): Jobs {
  return {
    tasks: {
      'reports.heads': async ({ county }, run) => {
        for (const world of await services.clock.worlds(county)) {
          const head = await run.tx(world.id, (tx) => readHead(tx, county, world.id))
          const path = join(services.config.dataDir, 'heads', `${county}-${world.id}.log`)
          if (head.seq === 0 || (await isNoted(path, head))) continue
          if (world.id === 0) await mail(services, run, county, head)
          await note(path, run.now, head)
        }
      },
    },
    cron: [{ task: 'reports.heads', match: '0 * * * *' }],
  }
}

/** `2024-02-17T14:00:00.000Z 4711 <hash>` */
const line = (now: Moment, { seq, hash }: Head): string => `${new Date(now).toISOString()} ${seq} ${hash}`

/** Whether the head is the one noted last. */
async function isNoted(path: string, { seq, hash }: Head): Promise<boolean> {
  const known = await readFile(path, 'utf8').catch(() => '')
  return known.trimEnd().endsWith(` ${seq} ${hash}`)
}

/** Appends a line, on the disk before it resolves. */
async function note(path: string, now: Moment, head: Head): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  const file = await open(path, 'a', 0o600)
  try {
    await file.writeFile(`${line(now, head)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** To the county's own mailbox, from which its mail is sent. */
async function mail(
  { channels, config, clock }: ReportsJobsServices,
  run: JobRun,
  county: string,
  head: Head,
): Promise<void> {
  if (config.mail === undefined) return
  const to = /<([^>]+)>\s*$/.exec(config.mail.from)?.[1] ?? config.mail.from
  const { name } = await clock.county(county)
  await run.tx(0, (tx) =>
    send(
      channels,
      tx,
      { kind: 'system', id: 'reports' },
      {
        county,
        world: 0,
        // One an hour, however often this runs.
        id: idFrom(`${county}/${Math.floor(run.now / HOUR)}`, 'reports.heads'),
        channel: 'mail',
        to,
        title: fill(TEMPLATES.head, 'zh', { county: name.zh, seq: String(head.seq) }),
        text: line(run.now, head),
        subjectKind: 'county',
        subject: null,
        template: 'notices.head',
        language: 'zh',
        now: run.now,
      },
    ),
  )
}
