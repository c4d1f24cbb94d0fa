/** `./jingwei night --speed N`: the night on the command line, with a progress bar, and its report from the ledger. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { dayClockBeijing, HOUR, MINUTE } from '../base/time.ts'
import { LINES, say, sayShort } from '../cli-words.ts'
import { modeApi } from '../modules/mode/api.ts'
import type { NightView } from '../modules/mode/routes.ts'
import { reportsApi } from '../modules/reports/api.ts'
import { type Client, openClient } from '../night/client.ts'
import { reportLines } from '../night/report.ts'
import { ownCertificate } from '../platform/certificate.ts'
import { ConfigError, readConfig, takeConfigFlags } from '../platform/config.ts'
import { runningOn } from '../running.ts'
import { startWith } from './start.ts'

const SPEED = 120
/** At 23:00 the heating of the two fullest hotels fails. */
const HOTELS_FAIL = '--hotels-fail'
/** Persons checked in by 22:00: nine of ten of the 18,000 who were placed by then that night (emergency.md). */
const CHECKED_IN = 16_200

function takeSpeed(rest: string[]): number {
  const at = rest.findIndex((argument) => argument === '--speed' || argument.startsWith('--speed='))
  if (at < 0) return SPEED
  const [flag] = rest.splice(at, 1)
  const text = flag!.includes('=') ? flag!.slice(flag!.indexOf('=') + 1) : rest.splice(at, 1)[0]
  const speed = Number(text)
  if (!(speed >= 1 && speed <= 1200))
    throw new ConfigError('--speed', {
      zh: '--speed 是 1 到 1200 的数',
      en: '--speed is a number from 1 to 1200',
    })
  return speed
}

function bar(night: NightView): string {
  const width = 30
  const share = night.total === 0 ? 0 : night.registered / night.total
  const full = Math.round(share * width)
  const clock = night.now === 0 ? '' : dayClockBeijing(night.now)
  return `${clock}  [${'█'.repeat(full)}${'░'.repeat(width - full)}]  登记 registered ${night.registered} / ${night.total}  到 arrived ${night.arrived}`
}

export async function night(argv: readonly string[]): Promise<void> {
  const { rest: own } = takeConfigFlags(argv)
  const speed = takeSpeed(own)
  const hotelsFail = own.includes(HOTELS_FAIL)
  const flags = argv.filter(
    (argument, i) => argument !== HOTELS_FAIL && !argument.startsWith('--speed') && argv[i - 1] !== '--speed',
  )
  const config = { ...readConfig(flags, process.env), port: 0 }
  const found = runningOn(config.dataDir)
  const started = found === undefined ? await startWith(config, (line) => console.log(line)) : undefined
  const url = found ?? started!.program.url
  try {
    await playAt(url, speed, hotelsFail, config.dataDir)
  } finally {
    await started?.program.close()
  }
  process.exit(process.exitCode ?? 0)
}

/** The session that the server gives to whoever begins a night. */
async function begin(
  outside: Client,
  speed: number,
  hotelsFail: boolean,
): Promise<{ world: number; path: string; cookie: string }> {
  const { status, text, cookies } = await outside.send('POST', '/api/night', {
    command: crypto.randomUUID(),
    speed,
    hotelsFail,
  })
  const answer = JSON.parse(text) as { world: number; path: string; message?: string }
  if (status >= 300)
    throw new ConfigError('night', { zh: LINES.notADemo.zh, en: `${LINES.notADemo.en} (${answer.message})` })
  return { ...answer, cookie: cookies.map((one) => one.split(';')[0]).join('; ') }
}

/** What the night took, rounded for reading. */
function paceOf(told: number, real: number): { hours: string; minutes: string; speed: string } {
  return {
    hours: (told / HOUR).toFixed(1),
    minutes: (real / MINUTE).toFixed(1),
    speed: (told / Math.max(1, real)).toFixed(0),
  }
}

async function playAt(url: string, speed: number, hotelsFail: boolean, dataDir: string): Promise<void> {
  const ca = url.startsWith('https:') ? ownCertificate(dataDir) : undefined
  const outside = openClient(url, {}, undefined, ca)
  const { world, path, cookie } = await begin(outside, speed, hotelsFail)
  console.log(say(LINES.nightBegins, { world, speed, url: `${url}${path}` }))
  let stopped = false
  const began = Date.now()
  let told = { first: 0, last: 0 }
  let printed = 0
  let failed = false
  const stop = (): void => {
    stopped = true
    void outside.call(modeApi.stopNight, { params: { world }, body: { command: crypto.randomUUID() } })
  }
  process.once('SIGINT', stop)
  for (;;) {
    const { nights } = await outside.call(modeApi.nights, {})
    const mine = nights.find((one) => one.world === world)
    if (mine === undefined) break
    if (mine.now > 0) told = { first: told.first || mine.now, last: mine.now }
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${bar(mine)}`)
    else if (mine.now - printed >= HOUR / 2) {
      // Into a file or a pipe the bar goes as lines, one each told half hour.
      console.log(bar(mine))
      printed = mine.now
    }
    if (!mine.running) {
      failed = mine.failed
      break
    }
    await rest(1000)
  }
  process.removeListener('SIGINT', stop)
  process.stdout.write('\n')
  if (stopped) console.log(sayShort(LINES.nightStopped))
  console.log(say(LINES.nightTook, paceOf(told.last - told.first, Date.now() - began)))
  const inside = openClient(`${url}${path.replace(/\/wall$/, '')}`, { cookie }, undefined, ca)
  const report = await inside.call(reportsApi.nightReport, { query: { bound: 'true' } })
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(join(dataDir, `night-${world}.json`), `${JSON.stringify(report, null, 2)}\n`)
  console.log(reportLines(report).join('\n'))
  // Whoever runs it unattended learns by the exit code what must never be, and whether the night was served.
  if (report.doublePromises + report.lostParties + report.movedAnyway > 0 || !report.chain.verified) {
    console.error(say(LINES.nightBroken))
    process.exitCode = 1
  }
  if (failed) {
    console.error(say(LINES.nightFailed))
    process.exitCode = 1
  } else if (!stopped) {
    const arrived = report.moments[0]?.arrived.persons ?? 0
    const met = arrived >= CHECKED_IN
    console.log(say(met ? LINES.nightServed : LINES.nightNotServed, { arrived, bar: CHECKED_IN }))
    if (!met) process.exitCode = 1
  }
  inside.close()
  outside.close()
}
