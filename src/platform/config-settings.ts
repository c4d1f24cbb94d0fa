/** Everything the program can be told, by a flag or by the environment: the one list that parser, help and docs share. */
import type { Text } from '../base/words.ts'

export interface Setting {
  /** Flag on the command line, without dashes; absent where it would show in the list of processes (secrets). */
  readonly flag?: string
  readonly env: string
  /** `switch` flags take no value. */
  readonly kind: 'value' | 'switch'
  readonly fallback?: string
  readonly help: Text
}

export const SETTINGS = {
  port: {
    flag: 'port',
    env: 'JINGWEI_PORT',
    kind: 'value',
    fallback: '8620',
    help: { zh: '网页和接口的端口，0 表示任选空闲端口', en: 'port of pages and API; 0 takes any free one' },
  },
  host: {
    flag: 'host',
    env: 'JINGWEI_HOST',
    kind: 'value',
    fallback: '127.0.0.1',
    help: {
      zh: '监听地址；给其他机器用时写 0.0.0.0 或 ::',
      en: 'address to listen on; 0.0.0.0 or :: for other machines',
    },
  },
  dataDir: {
    flag: 'data',
    env: 'JINGWEI_DATA',
    kind: 'value',
    fallback: './data',
    help: {
      zh: '数据目录（数据库、文件、日志、密钥）',
      en: 'data directory (database, files, log, keys)',
    },
  },
  demo: {
    flag: 'demo',
    env: 'JINGWEI_DEMO',
    kind: 'switch',
    fallback: 'true',
    help: { zh: '装入演示县；--no-demo 不装', en: 'seed the demo county; --no-demo leaves it out' },
  },
  https: {
    flag: 'https',
    env: 'JINGWEI_HTTPS',
    kind: 'switch',
    fallback: 'false',
    help: { zh: '用自签证书提供 https', en: 'serve https with a certificate of its own' },
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    kind: 'value',
    help: {
      zh: '使用县里自己的 PostgreSQL（可经 pgbouncer），不启动内置的',
      en: 'use the county’s own PostgreSQL (may go through pgbouncer) instead of the built-in one',
    },
  },
  databaseDirectUrl: {
    env: 'DATABASE_DIRECT_URL',
    kind: 'value',
    help: {
      zh: '不经 pgbouncer 的直连地址（监听、任务、迁移用），缺省同 DATABASE_URL',
      en: 'the same database past pgbouncer (listen, jobs, migrations); defaults to DATABASE_URL',
    },
  },
  keyDir: {
    flag: 'keys',
    env: 'JINGWEI_KEY_DIR',
    kind: 'value',
    help: {
      zh: '密钥目录，缺省为数据目录下的 keys；不随数据库备份',
      en: 'key directory, `keys` in the data directory by default; never part of a database backup',
    },
  },
  smtpUrl: {
    env: 'JINGWEI_SMTP_URL',
    kind: 'value',
    help: { zh: '发邮件的服务器，smtp:// 或 smtps://', en: 'mail server, smtp:// or smtps://' },
  },
  smtpFrom: {
    env: 'JINGWEI_SMTP_FROM',
    kind: 'value',
    help: { zh: '发件人地址', en: 'sender of mail' },
  },
  webhookUrl: {
    env: 'JINGWEI_WEBHOOK_URL',
    kind: 'value',
    help: { zh: '通知外部系统的地址', en: 'where another system is told' },
  },
  webhookSecret: {
    env: 'JINGWEI_WEBHOOK_SECRET',
    kind: 'value',
    help: { zh: '签名用的密钥，至少 16 个字符', en: 'secret it is signed with, at least 16 characters' },
  },
  smsUrl: {
    env: 'JINGWEI_SMS_URL',
    kind: 'value',
    help: { zh: '短信网关的 HTTP 地址', en: 'HTTP address of the SMS gateway' },
  },
  smsToken: {
    env: 'JINGWEI_SMS_TOKEN',
    kind: 'value',
    help: { zh: '短信网关的令牌', en: 'token for the SMS gateway' },
  },
  privateNames: {
    env: 'JINGWEI_PRIVATE_NAMES',
    kind: 'switch',
    fallback: 'false',
    help: {
      zh: '允许外发地址的域名解析到内网（政务内网用）',
      en: 'let names of outgoing addresses resolve into private networks',
    },
  },
  publicUrl: {
    flag: 'public-url',
    env: 'JINGWEI_PUBLIC_URL',
    kind: 'value',
    help: {
      zh: '外人访问的网址，用在短信和二维码里',
      en: 'address that outsiders use, for messages and QR codes',
    },
  },
  log: {
    flag: 'log',
    env: 'JINGWEI_LOG',
    kind: 'value',
    fallback: 'file',
    help: {
      zh: '日志写到 file（数据目录/log）或 stdout',
      en: 'log to file (log in the data directory) or stdout',
    },
  },
  logLevel: {
    flag: 'log-level',
    env: 'JINGWEI_LOG_LEVEL',
    kind: 'value',
    fallback: 'info',
    help: {
      zh: '日志级别：trace debug info warn error silent',
      en: 'log level: trace debug info warn error silent',
    },
  },
  zone: {
    flag: 'zone',
    env: 'JINGWEI_ZONE',
    kind: 'value',
    fallback: 'Asia/Shanghai',
    help: { zh: '县的时区', en: 'time zone of the county' },
  },
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof SETTINGS

/** The settings by name, without their literal types. */
export const SETTING_LIST: readonly (readonly [SettingName, Setting])[] = Object.entries(SETTINGS).map(
  ([name, setting]) => [name as SettingName, setting],
)
