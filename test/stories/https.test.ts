/** `--https`: a certificate made here, shown and trusted by the program's own commands, and by nobody who has not got it. */
import { spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modeApi } from '../../src/modules/mode/api.ts'
import { type Client, openClient } from '../../src/night/client.ts'
import { type Child, freePort, runCli, sweep } from '../chaos/program.ts'
import { command, until } from './caller.ts'

const openssl = spawnSync('openssl', ['version']).status === 0

describe.skipIf(!openssl)('over https', () => {
  const data = mkdtempSync(join(tmpdir(), 'jingwei-https-'))
  let program: Child
  let url: string
  let cert: string
  let client: Client

  beforeAll(async () => {
    const port = await freePort()
    url = `https://127.0.0.1:${port}`
    program = runCli(['start', '--https', '--port', String(port), '--data', data])
    await until(async () => (program.output().includes('Jingwei is ready') ? true : undefined))
    cert = readFileSync(join(data, 'tls', 'cert.pem'), 'utf8')
    client = openClient(url, {}, undefined, cert)
  }, 120_000)
  afterAll(async () => {
    client?.close()
    program?.kill('SIGTERM')
    await program?.ended
    await sweep(data, undefined)
    rmSync(data, { recursive: true, force: true })
  })

  it('answers under the certificate whose fingerprint it prints', async () => {
    const { fingerprint256 } = new X509Certificate(cert)
    expect(program.output()).toContain(fingerprint256)
    expect((await client.send('GET', '/')).status).toBe(200)
  })

  it('is trusted by nobody who has not got it', async () => {
    const stranger = openClient(url, {})
    await expect(stranger.send('GET', '/')).rejects.toMatchObject({ code: expect.stringMatching(/CERT/) })
    stranger.close()
  })

  it('gives its session to https alone, and plays the night over it', async () => {
    const begun = await client.send('POST', '/api/night', { ...command(), speed: 600 })
    expect(begun.status).toBe(201)
    expect(begun.cookies.length).toBeGreaterThan(0)
    for (const cookie of begun.cookies) expect(cookie).toMatch(/; *Secure/i)
    const { world } = JSON.parse(begun.text) as { world: number }
    const registered = await until(async () => {
      const { nights } = await client.call(modeApi.nights, {})
      const mine = nights.find((night) => night.world === world)
      return mine === undefined || (mine.registered === 0 && !mine.failed) ? undefined : mine
    })
    expect(registered).toMatchObject({ failed: false })
    await client.call(modeApi.stopNight, { params: { world }, body: command() })
  }, 120_000)
})
