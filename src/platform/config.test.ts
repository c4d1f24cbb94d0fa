import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, configHelp, readConfig, takeConfigFlags } from './config.ts'
import { SETTING_LIST } from './config-settings.ts'

function error(argv: string[], env: Record<string, string> = {}): ConfigError {
  try {
    readConfig(argv, env)
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown
  }
  throw new Error('nothing was refused')
}

test('with nothing given: the demo on the own machine', () => {
  expect(readConfig([], {})).toMatchObject({
    port: 8620,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    keyDir: resolve('data/keys'),
    demo: true,
    https: false,
    databaseUrl: undefined,
    mail: undefined,
    log: 'file',
    zone: 'Asia/Shanghai',
  })
})

test('flags, with a space or an equals sign, win over the environment', () => {
  const env = { JINGWEI_PORT: '1', JINGWEI_DATA: '/elsewhere', JINGWEI_DEMO: 'true', JINGWEI_HOST: ' ' }
  const config = readConfig(['--port', '9000', '--data=/tmp/x', '--no-demo', '--https'], env)
  expect(config).toMatchObject({ port: 9000, dataDir: '/tmp/x', demo: false, https: true, host: '127.0.0.1' })
  expect(config.keyDir).toBe(join('/tmp/x', 'keys'))
})

test('a database of the county’s own, with or without a direct way', () => {
  const pooled = { DATABASE_URL: 'postgres://a@b/c' }
  expect(readConfig([], pooled).databaseDirectUrl).toBe('postgres://a@b/c')
  expect(readConfig([], { ...pooled, DATABASE_DIRECT_URL: 'postgresql://d/e' }).databaseDirectUrl).toBe(
    'postgresql://d/e',
  )
})

describe('a wrong value is refused in words', () => {
  test.each([
    [['--port', 'abc'], {}, '--port'],
    [['--port', '70000'], {}, '--port'],
    [['--port=-1'], {}, '--port'],
    [['--port'], {}, '--port'],
    [['--port', '--https'], {}, '--port'],
    [['--speed', '60'], {}, '--speed'],
    [['start'], {}, 'start'],
    [['--log-level', 'loud'], {}, 'JINGWEI_LOG_LEVEL'],
    [[], { JINGWEI_HTTPS: 'maybe' }, 'JINGWEI_HTTPS'],
    [[], { JINGWEI_ZONE: 'Asia/Nowhere' }, 'JINGWEI_ZONE'],
    [[], { DATABASE_URL: 'mysql://root:geheim@b' }, 'DATABASE_URL'],
    [[], { JINGWEI_SMTP_URL: 'smtp://u:geheim@h' }, 'JINGWEI_SMTP_FROM'],
    [[], { JINGWEI_WEBHOOK_URL: 'https://h', JINGWEI_WEBHOOK_SECRET: 'geheim' }, 'JINGWEI_WEBHOOK_SECRET'],
    [[], { JINGWEI_PUBLIC_URL: 'county.example' }, 'JINGWEI_PUBLIC_URL'],
  ])('%j %j', (argv, env, named) => {
    const { text, message } = error(argv, env as Record<string, string>)
    expect(text.zh).toContain(named)
    expect(text.zh).toMatch(/\p{Script=Han}/u)
    expect(text.en).toContain(named)
    expect(message).not.toContain('geheim')
    expect(message).not.toMatch(/\{\w+\}/)
  })
})

test('a subcommand keeps its own arguments', () => {
  expect(takeConfigFlags(['--speed', '60', '--data', '/x', 'shelters.csv', '--no-demo'])).toEqual({
    own: { dataDir: '/x', demo: 'false' },
    rest: ['--speed', '60', 'shelters.csv'],
  })
})

test('the help names every setting in both languages', () => {
  for (const [, setting] of SETTING_LIST) {
    const name = setting.flag === undefined ? setting.env : `--${setting.flag}`
    expect(configHelp('en')).toContain(name)
    expect(configHelp('zh')).toContain(setting.help.zh)
  }
})
