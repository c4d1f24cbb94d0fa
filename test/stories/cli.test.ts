/** The command line as people use it: started, found in use, stopped by Ctrl-C, started again. */
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessApi } from '../../src/modules/access/api.ts'
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

async function sites() {
  const caller = callerOf(`http://127.0.0.1:${port}`, demoToken(data, 'duty_officer'))
  const answer = await caller.call(placementApi.sites, {})
  caller.close()
  // Figures have an age; what is declared must be the same.
  return answer.sites.map(({ id, name, kind, offered, state }) => ({ id, name, kind, offered, state }))
}

const demoNames = (dataDir: string) =>
  (JSON.parse(readFileSync(join(dataDir, 'demo-access.json'), 'utf8')) as { name: string }[]).map(
    (d) => d.name,
  )

describe('a running server', () => {
  it('prints one address and the sign-ins, and lies on 127.0.0.1', async () => {
    // The last of its lines; they follow each other.
    await expect.poll(() => program!.output(), { timeout: 10_000 }).toContain('Ctrl-C')
    const text = program!.output()
    expect(text).toContain(`http://127.0.0.1:${port}/`)
    expect(text).toMatch(/1\d{10}\s+值班员 duty officer/)
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

  it('is exported while it runs; restored elsewhere it opens with the keys of that time and no others', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'jingwei-restored-'))
    const file = join(elsewhere, 'all.gz')
    const own = join(elsewhere, 'data')
    try {
      const before = await sites()
      expect(await said(['export', file, '--data', data])).toMatchObject({ code: 0 })
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect((await said(['restore', file, '--data', data])).text).toContain('in use by another Jingwei')

      const restored = await said(['restore', file, '--data', own])
      expect(restored.text).toMatch(/world guazhou\/0: [\d,]+ events, chain intact/)
      expect(restored.code).toBe(0)
      const again = await said(['restore', file, '--data', own])
      expect([again.code, again.text]).toEqual([1, expect.stringContaining('There is a county here already')])

      const other = await freePort()
      const locked = await said(['start', '--port', String(other), '--data', own])
      expect([locked.code, locked.text]).toEqual([1, expect.stringContaining('holds no key that opens')])
      expect(existsSync(join(own, 'keys', '620922'))).toBe(false)

      cpSync(join(data, 'keys'), join(own, 'keys'), { recursive: true })
      const opened = await startProgramOn(own, other)
      const desk = callerOf(opened.url, demoToken(data, 'duty_officer'))
      const answer = await desk.call(placementApi.sites, {})
      const me = await desk.call(accessApi.me, {})
      desk.close()
      await sweep(own, opened)
      expect(answer.sites.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
      expect(demoNames(data)).toContain(me.name)
    } finally {
      rmSync(elsewhere, { recursive: true, force: true, maxRetries: 5 })
    }
  }, 300_000)

  it('SIGTERM does the same, and then the chain verifies on the data at rest', async () => {
    program!.kill('SIGTERM')
    expect(await program!.ended).toEqual({ code: 0, signal: null })
    program = undefined
    const verified = await said(['verify', '--data', data])
    expect(verified.code).toBe(0)
    expect(verified.text).toMatch(/world guazhou\/0: [\d,]+ events, chain intact/)
  })
})

describe('Ctrl-C before it is ready', () => {
  it('in the middle of laying out the county: stops cleanly, and the next start goes on', async () => {
    const own = mkdtempSync(join(tmpdir(), 'jingwei-early-'))
    const begun = runCli(['start', '--port', String(await freePort()), '--data', own])
    try {
      await expect.poll(() => begun.output(), { timeout: 60_000 }).toContain('laying out the demo county')
      begun.kill('SIGINT')
      expect(await begun.ended).toEqual({ code: 0, signal: null })
      expect(begun.output()).toContain('the data is kept in')
      expect(postmasterOf(own)).toBeUndefined()
      expect(existsSync(join(own, 'postgres', 'lock'))).toBe(false)
      expect((await said(['verify', '--data', own])).code).toBe(0)
    } finally {
      await sweep(own, begun)
      rmSync(own, { recursive: true, force: true, maxRetries: 5 })
    }
  })
})

describe('a list of sites from a spreadsheet', () => {
  const HEAD = 'name,latitude,longitude,capacity,address'
  const rows = [
    '县体育馆,40.52,95.78,300,文化街1号',
    '没有位置的礼堂,,,120,某处',
    '没有地方的仓库,40.51,95.77,0,仓库路',
    'Guazhou School,40.515,95.775,80,School Road',
  ]

  it('goes into a county of its own, its faults told row by row, parties are placed there; twice is once', async () => {
    const own = mkdtempSync(join(tmpdir(), 'jingwei-import-'))
    try {
      const file = join(own, 'my-list.csv')
      writeFileSync(file, [HEAD, ...rows].join('\n'))
      const argv = ['import', 'sites', file, '--no-demo', '--data', join(own, 'data')]
      const first = await said(argv)
      expect(first.text).toContain(
        '4 sites imported, 500 places; 2 of them lack a position or places. 2 remarks, 0 rows left out.',
      )
      // The first of those tried brings a pet, and no row says that it takes one.
      expect(first.text).toContain(
        '3 parties tried (in a drill world only): 2 were told where to go, 1 wait.',
      )
      expect(first.code).toBe(0)
      const faults = readFileSync(join(own, 'data', 'import-my-list-faults.csv'), 'utf8')
      expect(faults).toMatch(/^\D*3,没有位置的礼堂,sites\.no_position,used,/m)
      expect(faults).toMatch(/^4,没有地方的仓库,sites\.no_places,used,/m)
      const second = await said(argv)
      expect(second.text).toContain('4 of them had been imported before and were not repeated.')
    } finally {
      await sweep(join(own, 'data'), undefined)
      rmSync(own, { recursive: true, force: true, maxRetries: 5 })
    }
  })

  it('Ctrl-C in the middle leaves no server behind, and the same list is imported afterwards', async () => {
    const own = mkdtempSync(join(tmpdir(), 'jingwei-import-'))
    const home = join(own, 'data')
    const file = join(own, 'my-list.csv')
    const many = Array.from({ length: 1500 }, (_, n) => `礼堂${n},40.51,95.77,20,仓库路${n}号`)
    writeFileSync(file, [HEAD, ...many].join('\n'))
    const argv = ['import', 'sites', file, '--no-demo', '--data', home]
    const begun = runCli(argv)
    try {
      await expect.poll(() => postmasterOf(home), { timeout: 60_000 }).toBeDefined()
      begun.kill('SIGINT')
      expect(await begun.ended).toEqual({ code: 130, signal: null })
      expect(begun.output()).not.toContain('sites imported')
      await expect.poll(() => postmasterOf(home), { timeout: 60_000 }).toBeUndefined()
      expect((await said(argv)).text).toContain('1,500 sites imported')
    } finally {
      await sweep(home, begun)
      rmSync(own, { recursive: true, force: true, maxRetries: 5 })
    }
  })

  it('a file that is not there, and one that is no list, are told in words', async () => {
    const own = mkdtempSync(join(tmpdir(), 'jingwei-import-'))
    try {
      const none = await said(['import', 'sites', join(own, 'none.csv'), '--data', join(own, 'data')])
      expect([none.code, none.text]).toEqual([1, expect.stringContaining('cannot read')])
      const empty = join(own, 'empty.csv')
      writeFileSync(empty, 'name,latitude,longitude,capacity\n')
      const nothing = await said(['import', 'sites', empty, '--no-demo', '--data', join(own, 'data')])
      expect(nothing.code).toBe(1)
      for (const { text } of [none, nothing]) expect(text).not.toMatch(NO_STACK)
    } finally {
      await sweep(join(own, 'data'), undefined)
      rmSync(own, { recursive: true, force: true, maxRetries: 5 })
    }
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
