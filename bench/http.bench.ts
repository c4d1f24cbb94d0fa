/**
 * The house under load, everything included, on one embedded database: registering against three barer ways, what a
 * traveller waits at 50, 200 and 400 a second, a thousand listeners, lists of 100,000, and a ledger of years. Figures and
 * ratios of one run, no verdicts; `--write` keeps table and charts in docs/bench/.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Bar, barChart } from './http/chart.ts'
import { openBenchHouse } from './http/house.ts'
import { measureLedger } from './http/ledger.ts'
import { measureLists } from './http/lists.ts'
import { measureLatencies, measureRates } from './http/registration.ts'
import { measureStreams } from './http/streams.ts'

const folder = resolve(fileURLToPath(new URL('.', import.meta.url)), '../docs/bench')
const lines: string[] = []
const charts = new Map<string, string>()

function say(line = ''): void {
  console.log(line)
  lines.push(line)
}

function chart(name: string, title: string, bars: readonly Bar[]): void {
  charts.set(`${name}.svg`, barChart(title, bars))
  lines.push(`![${title}](${name}.svg)`, '')
}

const ms = (n: number): string => `${n.toFixed(1)} ms`
const each = (n: number): string => `${Math.round(n)}/s`

const house = await openBenchHouse()
try {
  say(`${cpus().length} cores, Node ${process.version.slice(1)}, load and database on the same machine.`)
  say()
  const rates = await measureRates(house)
  say('## Registrations a second')
  say()
  say('| way | a second | house ÷ it |')
  say('| --- | --- | --- |')
  const ways = [
    ['the house: HTTP, checks, idempotency, encryption, RLS, ledger', rates.house],
    ['the same deed behind bare node:http', rates.bare],
    ['the nearest site in five naive statements behind bare node:http, none of these', rates.naive],
    ['the database’s function alone, in a bare loop', rates.loop],
  ] as const
  for (const [way, rate] of ways) say(`| ${way} | ${Math.round(rate)} | ${(rates.house / rate).toFixed(2)} |`)
  say()
  chart(
    'registration',
    'Registrations a second',
    ways.map(([way, rate]) => ({ label: way.split(/[:,]/)[0]!, value: rate, figure: each(rate) })),
  )

  const latencies = await measureLatencies(house)
  say('## What a traveller waits')
  say()
  say('| registrations a second | answered | p50 | p95 | p99 |')
  say('| --- | --- | --- | --- | --- |')
  for (const one of latencies)
    say(
      `| ${one.rate} | ${one.done}${one.failed > 0 ? ` (${one.failed} failed)` : ''} | ${ms(one.p50)} | ${ms(one.p95)} | ${ms(one.p99)} |`,
    )
  say()
  chart(
    'latency',
    'Registration, 95 % answered within',
    latencies.map(({ rate, p95 }) => ({ label: `${rate} a second`, value: p95, figure: ms(p95) })),
  )

  const heard = await measureStreams(house)
  say('## Listeners')
  say()
  say(
    `${heard.listeners} streams, ${heard.events} registrations: the last listener has heard after ${ms(heard.p50)} (p50), ${ms(heard.p95)} (p95), ${ms(heard.worst)} (worst).`,
  )
  say()

  const lists = await measureLists(house)
  say('## Lists of 100,000 parties')
  say()
  say('| asked | p50 | p95 | p99 |')
  say('| --- | --- | --- | --- |')
  for (const one of lists) say(`| ${one.what} | ${ms(one.p50)} | ${ms(one.p95)} | ${ms(one.p99)} |`)
  say()
  chart(
    'lists',
    'Lists of 100,000 parties, 95 % within',
    lists.map(({ what, p95 }) => ({ label: what, value: p95, figure: ms(p95) })),
  )

  const ledger = await measureLedger(house)
  say(`## A ledger of ${ledger.rows.toLocaleString('en')} rows`)
  say()
  say('| | p50 | p95 |')
  say('| --- | --- | --- |')
  say(`| a page of 500 anywhere | ${ms(ledger.page.p50)} | ${ms(ledger.page.p95)} |`)
  say(`| one subject’s story | ${ms(ledger.subject.p50)} | ${ms(ledger.subject.p95)} |`)
  say()
  say(
    `A listener who was away is told ${each(ledger.catchUp)}; new rows are sealed and chained at ${each(ledger.sealed)}.`,
  )
} catch (error) {
  // Said before anything is stopped: stopping may wait for what broke.
  console.error(error)
  process.exitCode = 1
} finally {
  await house.stop()
}

if (process.argv.includes('--write') && process.exitCode !== 1) {
  mkdirSync(folder, { recursive: true })
  const head = [
    '# Measured',
    '',
    'Printed by `npm run bench -- http --write`. Ratios of one run on one database; absolute figures are this machine’s.',
    '',
  ]
  writeFileSync(join(folder, 'README.md'), [...head, ...lines, ''].join('\n'))
  for (const [name, svg] of charts) writeFileSync(join(folder, name), svg)
}
process.exit()
