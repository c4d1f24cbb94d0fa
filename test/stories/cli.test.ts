/** The command line as people use it: started, found in use, stopped by Ctrl-C, started again. */
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placementApi } from '../../src/modules/placement/api.ts'
import {
  type Child,
  demoToken,
  freePort,
  postmasterOf,
  type RunningProgram,
  runCli,
  startProgramOn,
  sweep,
} from '../chaos/program.ts'
import { callerOf, command } from './caller.ts'

let data: string
let port: number
let program: RunningProgram | undefined

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'jingwei-cli-'))
  port = await freePort()
  program = await startProgramOn(data, port)
})
afterAll(async () => {
  await sweep(data, program)
  rmSync(data, { recursive: true, force: true, maxRetries: 5 })
})

/** Runs to its end and answers with what it said. */
async function said(argv: readonly string[]): Promise<{ code: number | null; text: string }> {
  const child: Child = runCli(argv)
  const { code } = await child.ended
  return { code, text: child.output() }
}

const NO_STACK = /\n\s+at .*:\d+:\d+/

async function sites(): Promise<unknown[]> {
  const caller = callerOf(`http://127.0.0.1:${port}`, demoToken(data, 'duty_officer'))
  const answer = await caller.call(placementApi.sites, {})
  caller.close()
  // Figures have an age; what is declared must be the same.
  return answer.sites.map(({ id, name, kind, offered, state }) => ({ id, name, kind, offered, state }))
}

describe('a running server', () => {
  it('prints one address and the sign-ins, and lies on 127.0.0.1', () => {
    const text = program!.output()
    expect(text).toContain(`http://127.0.0.1:${port}/`)
    expect(text).toMatch(/1\d{10}\s+值班员 duty officer/)
    expect(text).toContain('Ctrl-C')
  })

  it('a second program on the same data is refused in words', async () => {
    const second = await said(['start', '--port', String(await freePort()), '--data', data])
    expect(second.code).toBe(1)
    expect(second.text).toContain('正被另一个经纬程序使用')
    expect(second.text).toContain('in use by another Jingwei')
    expect(second.text).toContain(String(program!.pid))
    expect(second.text).not.toMatch(NO_STACK)
    expect((await fetch(`${program!.url}/readyz`)).ok).toBe(true)
  })

  it('a port in use is told in words, before anything is made', async () => {
    const other = join(data, 'other')
    const second = await said(['start', '--port', String(port), '--data', other])
    expect(second.code).toBe(1)
    expect(second.text).toContain(`端口 ${port} 已被占用`)
    expect(second.text).toContain(`Port ${port} is in use`)
    expect(second.text).not.toMatch(NO_STACK)
    expect(existsSync(other)).toBe(false)
  })

  it('Ctrl-C stops it cleanly, and the next start goes on with the same data', async () => {
    const traveller = callerOf(program!.url)
    const told = await traveller.call(placementApi.register, {
      body: { ...command(), adults: 2, entry: 'g30-guazhou', vehicle: 'car' },
    })
    traveller.close()
    const before = { sites: await sites(), access: readFileSync(join(data, 'demo-access.json'), 'utf8') }
    expect(before.sites.length).toBeGreaterThan(90)
    program!.kill('SIGINT')
    expect(await program!.ended).toEqual({ code: 0, signal: null })
    expect(program!.output()).toContain('the data is kept in')
    expect(program!.output()).not.toMatch(NO_STACK)
    expect(postmasterOf(data)).toBeUndefined()
    expect(existsSync(join(data, 'postgres', 'lock'))).toBe(false)
    expect(existsSync(join(data, 'running.json'))).toBe(false)

    program = await startProgramOn(data, port)
    expect(program.output()).not.toContain('laying out the demo county')
    expect(await sites()).toEqual(before.sites)
    expect(readFileSync(join(data, 'demo-access.json'), 'utf8')).toBe(before.access)
    const desk = callerOf(program.url, demoToken(data, 'intake_desk'))
    const party = await desk.call(placementApi.party, { params: { id: told.id } })
    expect(party).toMatchObject({ code: told.code, placement: { site: { id: told.placement!.site.id } } })
    desk.close()
  })

  it('SIGTERM does the same, and then the chain verifies on the data at rest', async () => {
    program!.kill('SIGTERM')
    expect(await program!.ended).toEqual({ code: 0, signal: null })
    program = undefined
    const verified = await said(['verify', '--data', data])
    expect(verified.code).toBe(0)
    expect(verified.text).toMatch(/world guazhou\/0: [\d,]+ events, chain intact/)
  })
})

describe('words for the person at the terminal', () => {
  let taken: Server
  afterAll(() => taken?.close())

  // What settings refuse is config.test.ts's; here, that it is said without a stack and with an exit code.
  it.each([
    [['help'], 0, 'jingwei night'],
    [['dance'], 2, '没有“dance”这个命令'],
    [['start', '--poort', '1'], 1, 'unknown argument --poort'],
    [['night', '--speed', '0'], 1, '--speed is a number from 1 to 1200'],
  ])('%j', async (argv, code, words) => {
    const answer = await said(argv)
    expect(answer.text).toContain(words)
    expect(answer.text).not.toMatch(NO_STACK)
    expect(answer.code).toBe(code)
  })

  it('a flag alone starts the server, with -- before it as npm passes it, too', async () => {
    taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const number = typeof address === 'object' && address !== null ? address.port : 0
    const answer = await said(['--', `--port=${number}`, '--data', join(data, 'never')])
    expect(answer.text).toContain(`Port ${number} is in use`)
  })
})

const NOBODY = 65_534
const root = process.platform === 'linux' && process.getuid?.() === 0

describe.skipIf(!root)('as an ordinary user (only root can try it)', () => {
  it('starts with a county still empty, answers, stops, and owns what it made', async () => {
    const home = mkdtempSync(join(tmpdir(), 'jingwei-user-'))
    chownSync(home, NOBODY, NOBODY)
    const own = join(home, 'data')
    let running: RunningProgram | undefined
    try {
      running = await startProgramOn(own, await freePort(), { flags: ['--no-demo'], user: NOBODY })
      expect((await fetch(`${running.url}/healthz`)).ok).toBe(true)
      expect(statSync(join(own, 'postgres', 'cluster')).uid).toBe(NOBODY)
      running.kill('SIGINT')
      expect(await running.ended).toEqual({ code: 0, signal: null })
      running = undefined
    } finally {
      await sweep(own, running)
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    }
  })
})
