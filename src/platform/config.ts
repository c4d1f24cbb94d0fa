/** The configuration as one typed object; a wrong value is refused in words, in both languages, before anything starts. */
import { join, resolve } from 'node:path'
import { fill, type Language, type Text } from '../base/words.ts'
import { SETTING_LIST, SETTINGS, type Setting, type SettingName } from './config-settings.ts'

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

export interface Config {
  /** 0–65535; 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** Absolute, as all directories here. */
  readonly dataDir: string
  readonly keyDir: string
  readonly demo: boolean
  readonly https: boolean
  readonly databaseUrl: string | undefined
  readonly databaseDirectUrl: string | undefined
  readonly mail: { readonly url: string; readonly from: string } | undefined
  readonly webhook: { readonly url: string; readonly secret: string } | undefined
  readonly sms: { readonly url: string; readonly token: string | undefined } | undefined
  /** Whether names of outgoing addresses may resolve into private networks. */
  readonly privateNames: boolean
  /** Without a slash at the end; undefined: use the address served on. */
  readonly publicUrl: string | undefined
  readonly log: 'file' | 'stdout'
  readonly logLevel: LogLevel
  /** IANA name. */
  readonly zone: string
}

/** A setting that cannot be used. `message` says it in both languages and never repeats a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(
    readonly setting: string,
    readonly text: Text,
  ) {
    super(`${text.zh}\n${text.en}`)
  }
}

type Given = Partial<Record<SettingName, string>>
type Env = Readonly<Record<string, string | undefined>>

/**
 * Reads flags (which win) and environment.
 * @param argv flags only, without node, script and subcommand: `--port 8620 --no-demo` or `--port=8620`
 * @param env usually process.env; an empty value counts as absent
 * @throws ConfigError
 */
export function readConfig(argv: readonly string[], env: Env): Config {
  const { own, rest } = takeConfigFlags(argv)
  if (rest[0] !== undefined)
    throw refused(
      rest[0],
      '不认识的参数 {name}；--help 列出全部',
      'unknown argument {name}; --help lists them all',
    )
  const given: Given = { ...fromEnv(env), ...own }
  const dataDir = resolve(text(given, 'dataDir'))
  const databaseUrl = url(given, 'databaseUrl', ['postgres:', 'postgresql:'])
  return {
    port: port(given),
    host: text(given, 'host'),
    dataDir,
    keyDir: given.keyDir === undefined ? join(dataDir, 'keys') : resolve(given.keyDir),
    demo: boolean(given, 'demo'),
    https: boolean(given, 'https'),
    databaseUrl,
    databaseDirectUrl: url(given, 'databaseDirectUrl', ['postgres:', 'postgresql:']) ?? databaseUrl,
    mail: mail(given),
    webhook: webhook(given),
    sms: sms(given),
    privateNames: boolean(given, 'privateNames'),
    publicUrl: url(given, 'publicUrl', ['http:', 'https:'])?.replace(/\/+$/, ''),
    log: oneOf(given, 'log', ['file', 'stdout']),
    logLevel: oneOf(given, 'logLevel', LOG_LEVELS),
    zone: zone(given),
  }
}

/**
 * Splits the flags that are settings from what a subcommand reads itself.
 * @throws ConfigError where a flag lacks its value
 */
export function takeConfigFlags(argv: readonly string[]): { own: Given; rest: string[] } {
  const own: Given = {}
  const rest: string[] = []
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i]!
    const found = flag(argument)
    if (found === undefined) rest.push(argument)
    else if (found.value !== undefined) own[found.name] = found.value
    else {
      const next = argv[++i]
      if (next === undefined || next.startsWith('--'))
        throw refused(argument, '{name} 后面要写一个值', '{name} needs a value after it')
      own[found.name] = next
    }
  }
  return { own, rest }
}

function flag(argument: string): { name: SettingName; value: string | undefined } | undefined {
  const [, no, key, value] = /^--(no-)?([a-z-]+)(?:=(.*))?$/s.exec(argument) ?? []
  for (const [name, setting] of SETTING_LIST) {
    if (setting.flag === undefined || setting.flag !== key) continue
    if (setting.kind === 'switch' && (no === undefined || value === undefined))
      return { name, value: no === undefined ? (value ?? 'true') : 'false' }
    if (setting.kind === 'value' && no === undefined) return { name, value }
  }
  return undefined
}

function fromEnv(env: Env): Given {
  const given: Given = {}
  for (const [name, setting] of SETTING_LIST) {
    const value = env[setting.env]?.trim()
    if (value !== undefined && value !== '') given[name] = value
  }
  return given
}

/** What `--help` prints of the settings. */
export function configHelp(language: Language): string {
  return SETTING_LIST.map(([, setting]) => {
    const fallback = setting.fallback === undefined ? '' : ` [${setting.fallback}]`
    return `  ${called(setting).padEnd(26)} ${setting.help[language]}${fallback}`
  }).join('\n')
}

function called(setting: Setting): string {
  return setting.flag === undefined ? setting.env : `--${setting.flag}`
}

function label(name: SettingName): string {
  const setting: Setting = SETTINGS[name]
  return setting.flag === undefined ? setting.env : `--${setting.flag} (${setting.env})`
}

function refused(name: string, zh: string, en: string, values: Record<string, string> = {}): ConfigError {
  const both = { zh, en }
  return new ConfigError(name, {
    zh: fill(both, 'zh', { ...values, name }),
    en: fill(both, 'en', { ...values, name }),
  })
}

function text(given: Given, name: SettingName): string {
  const setting: Setting = SETTINGS[name]
  const value = given[name] ?? setting.fallback ?? ''
  if (value === '') throw refused(label(name), '{name} 不能为空', '{name} must not be empty')
  return value
}

function port(given: Given): number {
  const value = text(given, 'port')
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
    throw refused(
      label('port'),
      '{name} 要写 0 到 65535 的整数，现在是“{value}”',
      '{name} must be a whole number from 0 to 65535, not “{value}”',
      { value },
    )
  return Number(value)
}

function boolean(given: Given, name: SettingName): boolean {
  const value = text(given, name).toLowerCase()
  if (['true', '1', 'yes', 'on'].includes(value)) return true
  if (['false', '0', 'no', 'off'].includes(value)) return false
  throw refused(label(name), '{name} 要写 true 或 false', '{name} must be true or false')
}

function oneOf<const T extends string>(given: Given, name: SettingName, choices: readonly T[]): T {
  const value = text(given, name)
  const found = choices.find((choice) => choice === value)
  if (found !== undefined) return found
  const list = choices.join(' ')
  throw refused(label(name), '{name} 只能是：{list}', '{name} must be one of: {list}', { list })
}

/** A whole URL of one of the protocols. Never quoted in an error, since it may hold a password. */
function url(given: Given, name: SettingName, protocols: readonly string[]): string | undefined {
  const value = given[name]
  if (value === undefined) return undefined
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value
  const list = protocols.map((protocol) => `${protocol}//…`).join(' ')
  throw refused(label(name), '{name} 要写完整地址：{list}', '{name} must be a whole address: {list}', {
    list,
  })
}

function mail(given: Given): Config['mail'] {
  const address = url(given, 'smtpUrl', ['smtp:', 'smtps:'])
  if (address === undefined) return undefined
  if (given.smtpFrom === undefined || !given.smtpFrom.includes('@'))
    throw refused(
      label('smtpFrom'),
      '设置了邮件服务器，就要用 {name} 写明发件人地址',
      'with a mail server, {name} must give the sender’s address',
    )
  return { url: address, from: given.smtpFrom }
}

function webhook(given: Given): Config['webhook'] {
  const address = url(given, 'webhookUrl', ['http:', 'https:'])
  if (address === undefined) return undefined
  if ((given.webhookSecret ?? '').length < 16)
    throw refused(
      label('webhookSecret'),
      '设置了外部通知地址，就要用 {name} 给一个至少 16 个字符的签名密钥',
      'with a webhook, {name} must give a signing secret of at least 16 characters',
    )
  return { url: address, secret: given.webhookSecret! }
}

function sms(given: Given): Config['sms'] {
  const address = url(given, 'smsUrl', ['http:', 'https:'])
  return address === undefined ? undefined : { url: address, token: given.smsToken }
}

function zone(given: Given): string {
  const value = text(given, 'zone')
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    throw refused(
      label('zone'),
      '{name} 不是时区名，例如 Asia/Shanghai',
      '{name} is not the name of a time zone, such as Asia/Shanghai',
    )
  }
}
