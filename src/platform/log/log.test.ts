import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { ALLOWED, onlyAllowed } from './allowed.ts'
import { createLog, type Log } from './log.ts'

const SECRETS = {
  name: '王小明',
  latin: 'Aynur Memet',
  phone: '13909371234',
  plate: '甘F12345',
  token: '7zk3m9q2v4x8c1n5b6h0j7t2ra',
}

function memory(): { log: Log; text: () => string; lines: () => Record<string, unknown>[] } {
  const written: string[] = []
  const log = createLog(
    { dataDir: '/nowhere', log: 'stdout', logLevel: 'trace' },
    { write: (line) => written.push(line) },
  )
  return { log, text: () => written.join(''), lines: () => written.map((line) => JSON.parse(line)) }
}

function expectNoSecret(text: string): void {
  for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret)
}

test('a line holds the event, a time and the fields of the list', () => {
  const { log, lines } = memory()
  log.with({ component: 'http' }).info('http.request', {
    method: 'GET',
    route: '/api/parties/:id',
    status: 200,
    ms: 1.5,
    actor: 'staff',
    county: '620922',
    world: 0,
  })
  expect(lines()[0]).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    event: 'http.request',
    component: 'http',
    method: 'GET',
    route: '/api/parties/:id',
    status: 200,
    ms: 1.5,
    actor: 'staff',
    county: '620922',
    world: 0,
  })
})

describe('planted persons appear nowhere', () => {
  test.each(Object.entries(SECRETS))(
    '%s, as every field, event, binding, error and template value',
    (_, secret) => {
      const { log, text, lines } = memory()
      for (const field of [...Object.keys(ALLOWED), 'url', 'headers', 'body', 'detail', secret])
        log.info('a.b', { [field]: secret, nested: { [field]: secret } })
      for (const field of Object.keys(ALLOWED)) log.with({ [field]: secret }).warn('a.b')
      const bound = log.pino.child({ party: secret, [secret]: 1 }, { msgPrefix: secret })
      bound.setBindings({ phone: secret })
      bound.child({ plate: secret }).info({ route: secret }, secret)
      log.info(secret)
      log.info(`party ${secret} came`)
      log.pino.info('party %s came', secret)
      log.pino.info({ party: secret }, 'party %s', secret)
      log.pino.error(new Error(secret))
      log.pino.error({ err: new Error(`x\n    at ${secret} (src/${secret}.ts:1:1)`) }, secret)
      log.error('a.b', { err: new Refusal('bad_input', { reason: secret, name: secret }) })
      log.error('a.b', {
        err: Object.assign(new Error('x', { cause: new Error(secret) }), {
          name: secret,
          code: secret,
          table: secret,
          constraint: secret,
        }),
      })
      log.error('a.b', { err: secret })
      expect(lines().length).toBeGreaterThan(2 * Object.keys(ALLOWED).length)
      expectNoSecret(text())
    },
  )

  test('an error of the database quotes its row, the log does not', () => {
    const { log, text, lines } = memory()
    const err = Object.assign(new Error(`invalid input syntax for type uuid: "${SECRETS.name}"`), {
      code: '23505',
      detail: `Key (phone)=(${SECRETS.phone}) already exists.`,
      where: `COPY party, line 3: "${SECRETS.plate}"`,
      hint: SECRETS.latin,
      table: 'party_identity',
      constraint: 'party_identity_pkey',
    })
    log.error('db.failed', { err })
    expectNoSecret(text())
    expect(lines()[0]?.err).toMatchObject({
      name: 'Error',
      code: '23505',
      table: 'party_identity',
      constraint: 'party_identity_pkey',
      at: expect.arrayContaining([expect.stringContaining('src/platform/log/log.test.ts:')]),
    })
  })

  test('a real server that logs everything it can', async () => {
    const { log, text, lines } = memory()
    const server = fastify({ loggerInstance: log.pino })
    server.get('/p/:token', async (request) => {
      request.log.info({ url: request.url, query: request.query, headers: request.headers }, request.url)
      throw new Error(`no such party ${SECRETS.name}`)
    })
    await server.inject({
      url: `/p/${SECRETS.token}?phone=${SECRETS.phone}&name=${encodeURIComponent(SECRETS.name)}`,
      headers: {
        'x-plate': SECRETS.phone,
        authorization: `Bearer ${SECRETS.token}`,
        cookie: `s=${SECRETS.token}`,
        'request-id': SECRETS.phone,
      },
    })
    await server.inject(`/${SECRETS.token}/${SECRETS.phone}`)
    await server.close()
    expect(lines().length).toBeGreaterThanOrEqual(5)
    expectNoSecret(text())
    expect(text()).not.toContain(encodeURIComponent(SECRETS.name))
  })

  test('whatever the fields are, only listed ones come out', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (fields) => {
        const names = Object.keys(onlyAllowed(fields)).filter((name) => name !== 'err' && name !== 'withheld')
        expect(names.every((name) => Object.hasOwn(ALLOWED, name))).toBe(true)
      }),
    )
  })
})

test('the file is its owner’s alone and is appended to', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jw-log-'))
  try {
    for (const count of [1, 2]) {
      const log = createLog({ dataDir, log: 'file', logLevel: 'info' })
      log.info('server.started', { count })
      log.debug('server.started', { count: 99 })
      await log.flush()
    }
    const path = join(dataDir, 'log', 'jingwei.log')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const lines = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).count)
    expect(lines).toEqual([1, 2])
  } finally {
    rmSync(dataDir, { recursive: true })
  }
})
