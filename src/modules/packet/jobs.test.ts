/** A packet every half hour of an emergency, by the clock alone; and the newest one opened from the disk alone. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command, type House, hall, NIGHT, openHouse, registration } from '../../../test/builders.ts'
import { jobOf, jobRun } from '../../../test/county.ts'
import { MINUTE } from '../../base/time.ts'
import { declare } from '../mode/actions.ts'
import { register } from '../placement/actions/register.ts'
import { newestPacket } from './actions.ts'
import { packetJobs } from './jobs.ts'
import { folderOf } from './store.ts'

let house: House
let dataDir: string

beforeAll(async () => {
  house = await openHouse()
  dataDir = mkdtempSync(join(tmpdir(), 'jingwei-packets-'))
})
afterAll(async () => {
  rmSync(dataDir, { recursive: true, force: true })
  await house.stop()
})

const made = (county: string): string[] => {
  try {
    return readdirSync(folderOf(dataDir, county))
  } catch {
    return []
  }
}

test('none while nothing is declared; then one a half hour, once, and the newest opens without a database', async () => {
  const county = await house.county()
  const services = { ...county.ctx(), dataDir }
  const work = (now: number) =>
    packetJobs(services).tasks['packet.make']!(jobOf(county.code), jobRun(house.db, county.code, now))
  await work(NIGHT)
  expect(made(county.code)).toEqual([])
  expect(await newestPacket(dataDir, services.keyring)).toBeUndefined()

  const officer = county.as([{ role: 'duty_officer', area: county.code }])
  await declare(officer, { ...command(), name: '暴风雪', kind: 'blizzard', reason: '高速封闭' })
  await county.layOut([hall(20)])
  await register(county.ctx(), registration(2))
  await work(NIGHT)
  await work(NIGHT)
  expect(made(county.code)).toHaveLength(1)
  await register(county.ctx(), registration(3))
  await work(NIGHT + 30 * MINUTE)
  expect(made(county.code)).toHaveLength(2)

  const newest = await newestPacket(dataDir, services.keyring)
  expect(newest!.file.at).toBe(NIGHT + 30 * MINUTE)
  expect(newest!.packet.parties.reduce((sum, { persons }) => sum + persons, 0)).toBe(5)
})
