/** A county in a test's database (the owner writes what no scope may), and what acts in it by itself. */
import type { Actor } from '../src/base/actor.ts'
import { type Job, type JobRun, systemScope } from '../src/platform/jobs/task.ts'
import { createLog, type Log } from '../src/platform/log/log.ts'
import type { TestDatabase } from './database.ts'

export const COUNTY = '620922'

export interface TestCounty {
  readonly code?: string
  readonly slug?: string
  /** Numbers of drills beside world 0, 1 to n. */
  readonly drills?: number
  /** When the worlds' clocks began, real and told. */
  readonly since?: number
  readonly retentionDays?: number
}

/** Adds a county with its world 0 and drills whose clocks run as the real one. */
export async function addCounty(db: TestDatabase, county: TestCounty = {}): Promise<string> {
  const { code = COUNTY, slug = 'guazhou', drills = 0, since = 0, retentionDays = 7 } = county
  await db.owner.query(
    'insert into county (code, slug, name_zh, name_en, retention_days) values ($1, $2, $3, $2, $4)',
    [code, slug, '瓜州县', retentionDays],
  )
  await db.owner.query(
    `insert into world (county, id, kind, name, started_real, started_told, rate)
     select $1, n, case when n = 0 then 'county' else 'drill' end, '', $2, $2, 1 from generate_series(0, $3) n`,
    [code, new Date(since), drills],
  )
  return code
}

/** A run of a task as the runner gives it, on a test's database. */
export function jobRun(db: TestDatabase, county: string, now: number, change: Partial<JobRun> = {}): JobRun {
  return {
    db: db.worker,
    tx: (world, work) => db.worker.tx(systemScope(county, world), work),
    now,
    tries: 1,
    last: false,
    signal: new AbortController().signal,
    log: silent,
    ...change,
  }
}

/** The job of the clock for a county. */
export function jobOf(county: string, data: Job['data'] = {}): Job {
  return { county, world: 0, actor: { kind: 'system', id: 'test' }, data }
}

/** A log that keeps nothing. */
export const silent: Log = createLog(
  { dataDir: '/nowhere', log: 'stdout', logLevel: 'silent' },
  { write: () => {} },
)

/** The machine as actor. */
export function machineOf(county: string, world: number): Actor {
  return {
    kind: 'system',
    id: 'test',
    county,
    world,
    posts: [],
    simulator: false,
    mode: 'everyday',
    language: 'zh',
  }
}
