import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addCounty, COUNTY } from '../../../test/county.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { withClient } from '../db/client.ts'
import { assertPlainRole } from '../db/roles.ts'
import { record } from '../ledger/record.ts'
import { createLog } from '../log/log.ts'
import { createMetrics } from '../metrics.ts'
import { addJob } from './add.ts'
import { look, writerWatch } from './gauges.ts'
import { installJobs } from './install.ts'
import { type JobsOptions, startJobs } from './jobs.ts'
import { type Job, type JobRun, TryLater } from './task.ts'

const ACTOR = { kind: 'staff', id: 'a1' } as const
const MACHINE = {
  kind: 'system',
  id: 'test',
  posts: [],
  simulator: false,
  mode: 'everyday',
  language: 'zh',
} as const
const FIRST = { tries: 1, last: false }

describe('jobs on a real PostgreSQL', () => {
  let db: TestDatabase
  const written: string[] = []
  const log = createLog(
    { dataDir: '/nowhere', log: 'stdout', logLevel: 'trace' },
    { write: (line) => written.push(line) },
  )
  const started: { stop(): Promise<void> }[] = []

  beforeAll(async () => {
    db = await testDatabase()
    await addCounty(db, { drills: 1 })
    await Promise.all([installJobs(db.ownerUrl), installJobs(db.ownerUrl)])
  })
  afterEach(async () => {
    await Promise.all(started.splice(0).map((one) => one.stop()))
    await db.owner.query('delete from graphile_worker._private_jobs')
  })
  afterAll(() => db.drop())

  async function start(tasks: JobsOptions['tasks'], change: Partial<JobsOptions> = {}) {
    const metrics = createMetrics()
    const jobs = await startJobs({
      directUrl: db.workerUrl,
      worker: db.worker,
      log,
      metrics,
      tasks,
      cron: [],
      ...change,
    })
    started.push(jobs)
    return { jobs, metrics }
  }
  const deed = { county: COUNTY, world: 0, kind: 'deed', areas: [], sites: [] } as const
  const add = (name: string, data: Job['data'] = {}, options = {}) =>
    db.app.tx(deed, (tx) => addJob(tx, ACTOR, name, data, options))
  const waiting = async (): Promise<number> =>
    Number((await db.owner.query('select count(*)::int as n from graphile_worker._private_jobs')).rows[0].n)
  const untilEmpty = () => expect.poll(waiting, { timeout: 50_000 }).toBe(0)

  test('the roles stay plain: the library’s tables are the owner’s, and closed to the app', async () => {
    await assertPlainRole(db.worker.pool)
    await assertPlainRole(db.app.pool)
    await expect(db.app.pool.query(`select graphile_worker.add_job('x')`)).rejects.toMatchObject({
      code: '42501',
    })
    await expect(db.app.pool.query('select * from graphile_worker.jobs')).rejects.toMatchObject({
      code: '42501',
    })
  })

  test('a job comes to its task with county, world and actor, after the commit', async () => {
    const seen: [Job, Pick<JobRun, 'tries' | 'last'>][] = []
    const { metrics } = await start({
      note: async (job, { tries, last }) => void seen.push([job, { tries, last }]),
    })
    await add('note', { id: 'x', n: 1 })
    await db.app.tx({ ...deed, world: 1 }, (tx) => addJob(tx, ACTOR, 'note', { id: 'y' }))
    await untilEmpty()
    expect(seen.sort(([a], [b]) => a.world - b.world)).toEqual([
      [{ county: COUNTY, world: 0, actor: ACTOR, data: { id: 'x', n: 1 } }, FIRST],
      [{ county: COUNTY, world: 1, actor: ACTOR, data: { id: 'y' } }, FIRST],
    ])
    expect(await metrics.text()).toContain('jingwei_jobs_total{job="note",outcome="done"} 2')
  })

  test('a job of a rolled-back transaction never runs', async () => {
    const seen: unknown[] = []
    await start({ note: async (job) => void seen.push(job.data.id) })
    const failing = db.app.tx(deed, async (tx) => {
      await addJob(tx, ACTOR, 'note', { id: 'lost' })
      throw new Error('the deed failed')
    })
    await expect(failing).rejects.toThrow('the deed failed')
    await add('note', { id: 'kept' })
    await untilEmpty()
    expect(seen).toEqual(['kept'])
  })

  test.each(['none', 'public', 'party', 'staff', 'auditor'] as const)(
    'the scope %s adds no job',
    async (kind) => {
      await expect(db.app.tx({ ...deed, kind }, (tx) => addJob(tx, ACTOR, 'note', {}))).rejects.toMatchObject(
        { code: '42501' },
      )
      expect(await waiting()).toBe(0)
    },
  )

  test('200 jobs under three runners: each once', async () => {
    const seen: unknown[] = []
    const task = async (job: Job): Promise<void> => void seen.push(job.data.n)
    await Promise.all([1, 2, 3].map(() => start({ note: task })))
    await db.app.tx(deed, async (tx) => {
      for (let n = 0; n < 200; n++) await addJob(tx, ACTOR, 'note', { n })
    })
    await untilEmpty()
    expect(seen.length).toBe(200)
    expect(new Set(seen).size).toBe(200)
  })

  test('one waiting job a key, within county, world and name; the last words count', async () => {
    for (const n of [1, 2]) await add('note', { n }, { key: 'k', runAt: Date.now() + 3_600_000 })
    await add('other', { n: 3 }, { key: 'k', runAt: Date.now() + 3_600_000 })
    const { rows } = await db.owner.query(
      `select payload -> 'data' ->> 'n' as n from graphile_worker._private_jobs order by 1`,
    )
    expect(rows).toEqual([{ n: '2' }, { n: '3' }])
  })

  test('a job waits for its time', async () => {
    const seen: unknown[] = []
    await start({ note: async (job) => void seen.push(job.data.id) })
    await add('note', { id: 'late' }, { runAt: Date.now() + 3_600_000 })
    await add('note', { id: 'now' })
    await expect.poll(() => seen, { timeout: 20_000 }).toEqual(['now'])
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
  })

  test('failing is tried again, up to the last try; what is kept of it quotes nothing', async () => {
    const secret = '王小明 13909371234'
    const tries: [number, boolean][] = []
    await start({
      fail: async (_, run) => {
        tries.push([run.tries, run.last])
        if (run.tries === 1) throw new TryLater('smtp_451')
        throw new Error(secret)
      },
    })
    await add('fail', {}, { tries: 2 })
    await expect
      .poll(() => tries, { timeout: 30_000 })
      .toEqual([
        [1, false],
        [2, true],
      ])
    const kept = async () =>
      (await db.owner.query('select last_error, attempts::int from graphile_worker._private_jobs')).rows
    await expect.poll(kept, { timeout: 20_000 }).toEqual([{ last_error: 'failed', attempts: 2 }])
    expect(written.join('')).not.toContain(secret)
    expect(written.join('')).toContain('"reason":"smtp_451"')
    expect(written.join('')).toContain('"event":"job.failed"')
  })

  test('a stop waits for the job under way and takes no other', async () => {
    let go = (): void => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const seen: unknown[] = []
    const { jobs } = await start(
      {
        slow: async (job) => {
          seen.push(job.data.n)
          await gate
          seen.push('end')
        },
      },
      { concurrency: 1 },
    )
    await add('slow', { n: 1 })
    await expect.poll(() => seen, { timeout: 20_000 }).toEqual([1])
    await add('slow', { n: 2 })
    const stopped = jobs.stop().then(() => seen.push('stopped'))
    started.length = 0
    go()
    await stopped
    expect(seen).toEqual([1, 'end', 'stopped'])
    expect(await waiting()).toBe(1)
  })

  test('a runner killed in the middle: its job goes to another, and only then', async () => {
    const child = fork(fileURLToPath(new URL('jobs.fixture.ts', import.meta.url)), [db.workerUrl], {
      execArgv: ['--import', 'tsx'],
      stdio: 'inherit',
    })
    try {
      await once(child, 'message')
      await add('hang', { id: randomUUID() })
      expect((await once(child, 'message'))[0]).toBe('at it')
      const seen: number[] = []
      // Another runner is there and looks for dead ones at its start: the living one keeps its job.
      await start({ hang: async (_, run) => void seen.push(run.tries) })
      await add('hang', { id: 'mark' }, { key: 'mark' })
      await expect.poll(() => seen, { timeout: 20_000 }).toEqual([1])
      await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
      child.kill('SIGKILL')
      await once(child, 'exit')
      await expect.poll(() => seen, { timeout: 50_000 }).toEqual([1, 2])
      await untilEmpty()
    } finally {
      child.kill('SIGKILL')
    }
  })

  test('work by the clock comes for every county, and one county’s trouble is not another’s', async () => {
    await addCounty(db, { code: '620921', slug: 'jinta' })
    const seen: string[] = []
    await start({
      sweep: async (job, run) => {
        seen.push(`${job.county}/${job.world}/${job.actor.id}`)
        expect(await run.tx(0, (tx) => tx.one('select scope_kind() as kind'))).toEqual({ kind: 'system' })
        if (job.county === '620921' && run.tries === 1) throw new Error('no')
      },
    })
    // As the library's clock adds it.
    await db.worker.pool.query(`select graphile_worker.add_job('sweep', '{"_cron":{"ts":"2024-02-17"}}')`)
    await untilEmpty()
    const both = ['620921/0/sweep', `${COUNTY}/0/sweep`]
    expect(seen).toEqual([...both, ...both])
  })

  test('the clock’s lines are known to the database once, however many runners', async () => {
    const cron = [{ task: 'sweep', match: '17 * * * *' }]
    await Promise.all([1, 2].map(() => start({ sweep: async () => {} }, { cron })))
    const lines = async () =>
      (await db.owner.query('select identifier from graphile_worker._private_known_crontabs')).rows
    await expect.poll(lines, { timeout: 20_000 }).toEqual([{ identifier: 'sweep' }])
  })

  test('a lost database connection is survived', async () => {
    const seen: unknown[] = []
    await start({ note: async (job) => void seen.push(job.data.id) })
    await add('note', { id: 1 })
    await expect.poll(() => seen, { timeout: 20_000 }).toEqual([1])
    await withClient(db.superUrl, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and usename = 'jingwei_worker'`,
      ),
    )
    await add('note', { id: 2 })
    await expect.poll(() => seen, { timeout: 50_000 }).toEqual([1, 2])
  })

  test('the gauges tell what waits, what is not sealed, and how long the oldest writer has been open', async () => {
    const metrics = createMetrics()
    const watch = writerWatch()
    const told = async (name: string): Promise<number> =>
      Number(new RegExp(`^${name}\\S* (\\S+)$`, 'm').exec(await metrics.text())?.[1])
    await add('other')
    await db.app.tx(deed, (tx) =>
      record(tx, { ...MACHINE, county: COUNTY, world: 0 }, 0, {
        type: 'emergency.opened',
        subjectKind: 'emergency',
        subject: randomUUID(),
      }),
    )
    const client = await db.app.pool.connect()
    try {
      await client.query('begin; select pg_current_xact_id()')
      await look(db.worker, metrics, watch, 1_000_000)
      await look(db.worker, metrics, watch, 1_030_000)
      expect(await told('jingwei_oldest_writer_seconds')).toBe(30)
      expect(await told('jingwei_jobs_waiting')).toBe(1)
      expect(await told('jingwei_ledger_unsealed_rows')).toBe(1)
    } finally {
      await client.query('rollback')
      client.release()
    }
    expect(watch([], 1_040_000)).toBe(0)
  })
})
