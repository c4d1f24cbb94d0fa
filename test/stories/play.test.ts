/** The play button: a night begun through the API is played by a process of its own, stopped, and told when it dies. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { modeApi } from '../../src/modules/mode/api.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import { openClient } from '../../src/night/client.ts'
import { demoToken, freePort, type RunningProgram, startProgramOn, sweep } from '../chaos/program.ts'
import { type Caller, callerOf, command, until } from './caller.ts'

const data = mkdtempSync(join(tmpdir(), 'jingwei-play-'))
let program: RunningProgram
let nobody: Caller

beforeAll(async () => {
  program = await startProgramOn(data, await freePort())
  nobody = callerOf(program.url)
}, 120_000)
afterAll(async () => {
  nobody?.close()
  program?.kill('SIGTERM')
  await program?.ended
  await sweep(data, undefined)
  rmSync(data, { recursive: true, force: true })
})

const nightOf = async (world: number) =>
  (await nobody.call(modeApi.nights, {})).nights.find((night) => night.world === world)
const begin = async () => (await nobody.call(modeApi.playNight, { body: { ...command(), speed: 600 } })).world

it('travellers register in a world of their own until somebody stops it', async () => {
  const world = await begin()
  const going = await until(async () => {
    const night = await nightOf(world)
    return night !== undefined && night.arrived > 0 ? night : undefined
  })
  expect(going).toMatchObject({ running: true, failed: false, total: 25_000 })
  expect(going.registered).toBeGreaterThanOrEqual(going.arrived)
  const answer = await nobody.call(modeApi.stopNight, { params: { world }, body: command() })
  expect(answer.stopped).toBe(true)
  expect(await nightOf(world)).toMatchObject({ running: false, failed: false })
  // The county itself has nobody of it.
  const officer = openClient(program.url, { authorization: `Bearer ${demoToken(data, 'duty_officer')}` })
  expect((await officer.call(placementApi.parties, { query: { limit: 1 } })).total).toBe(0)
  officer.close()
}, 120_000)

it('a playing process that dies is told as broken off, and another night can begin', async () => {
  const world = await begin()
  await until(async () => ((await nightOf(world))!.registered > 0 ? true : undefined))
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(program.pid)], {
    encoding: 'utf8',
  })
  const player = children.split('\n').find((line) => /\bplay$/.test(line.trim()))
  expect(player).toBeDefined()
  process.kill(Number.parseInt(player!, 10), 'SIGKILL')
  const night = await until(async () => {
    const seen = await nightOf(world)
    return seen!.running ? undefined : seen
  })
  expect(night).toMatchObject({ failed: true })
  const next = await begin()
  expect(await until(async () => ((await nightOf(next))!.registered > 0 ? true : undefined))).toBe(true)
}, 120_000)
