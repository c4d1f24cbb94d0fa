import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCounty, COUNTY, jobOf, jobRun } from '../../../test/county.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { HOUR, MINUTE } from '../../base/time.ts'
import { accessJobs } from './jobs.ts'

const NOW = Date.UTC(2024, 1, 17, 14)
let db: TestDatabase

beforeAll(async () => {
  db = await testDatabase()
  for (const [code, slug] of [
    [COUNTY, 'guazhou'],
    ['620921', 'jinta'],
  ] as const) {
    await addCounty(db, { code, slug, drills: 1 })
    const account = randomUUID()
    await db.owner.query('insert into account (county, id, created_at) values ($1, $2, $3)', [
      code,
      account,
      new Date(NOW),
    ])
    for (const [label, world, expires] of [
      ['over', 0, NOW],
      ['over in a drill', 1, NOW - HOUR],
      ['valid', 0, NOW + 1],
      ['without end', 0, undefined],
    ] as const)
      await db.owner.query(
        `insert into session (county, world, hash, account, id, kind, label, created_at, expires_at)
         values ($1, $2, $3, $4, $5, 'api', $6, $7, $8)`,
        [
          code,
          world,
          randomBytes(32),
          account,
          randomUUID(),
          label,
          new Date(NOW - HOUR),
          expires === undefined ? null : new Date(expires),
        ],
      )
    for (const expires of [NOW - 2 * HOUR, NOW - MINUTE, NOW + MINUTE])
      await db.owner.query(
        `insert into one_time_code (county, phone_token, code_hash, expires_at, sent_at) values ($1, $2, $2, $3, $4)`,
        [code, randomBytes(16), new Date(expires), new Date(expires)],
      )
  }
})
afterAll(() => db.drop())

test('sessions past their time go in every world, codes an hour later, and another county’s stay', async () => {
  await accessJobs().tasks['access.sweep']!(jobOf(COUNTY), jobRun(db, COUNTY, NOW))
  const labels = async (county: string) =>
    (await db.owner.query('select label from session where county = $1 order by label', [county])).rows.map(
      (row) => row.label,
    )
  const codes = async (county: string) =>
    (
      await db.owner.query('select expires_at from one_time_code where county = $1 order by 1', [county])
    ).rows.map((row) => row.expires_at)
  expect(await labels(COUNTY)).toEqual(['valid', 'without end'])
  expect(await codes(COUNTY)).toEqual([NOW - MINUTE, NOW + MINUTE])
  expect(await labels('620921')).toHaveLength(4)
  expect(await codes('620921')).toHaveLength(3)
})
