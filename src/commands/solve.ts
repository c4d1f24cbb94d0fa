/** `./jingwei solve placement INSTANCE.json --out SOLUTION.json`: solves in a worker and prints the certificate. */
import { readFileSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { fill, LANGUAGES, type Language } from '../base/words.ts'
import { LINES, PLACEMENT_WORDS, say, sayShort } from '../cli-words.ts'
import type { Progress, Solved } from '../solver/placement/solve.ts'
import type { Waiting } from '../solver/placement/waiting.ts'
import type { Order, Report } from './placement.worker.ts'

/** Bad input: told in words, exit code 2. */
class BadInput extends Error {}

interface Asked {
  readonly instance: string
  readonly out: string
  readonly keep: string | undefined
  readonly seconds: number
  readonly seed: number
}

const FLAGS = ['--out', '--seconds', '--seed', '--keep']

/** Seconds for improving when nothing is said. */
const SECONDS = '30'

function numberOf(flag: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && Number.isFinite(value)))
    throw new BadInput(say(LINES.solveNumber, { flag, text }))
  return value
}

/** Words by flag, and those that belong to none. */
function sort(argv: readonly string[]): { flags: Map<string, string>; plain: string[] } {
  const flags = new Map<string, string>()
  const plain: string[] = []
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!
    const [name = word, value] = word.split(/=(.*)/s)
    if (!word.startsWith('--')) plain.push(word)
    else if (!FLAGS.includes(name)) throw new BadInput(say(LINES.solveUsage))
    else flags.set(name, value ?? argv[++i] ?? '')
  }
  return { flags, plain }
}

function ask(argv: readonly string[]): Asked {
  const { flags, plain } = sort(argv)
  const [what, instance, more] = plain
  const out = flags.get('--out')
  if (what !== 'placement' || !instance || !out || more !== undefined)
    throw new BadInput(say(LINES.solveUsage))
  const seconds = numberOf('--seconds', flags.get('--seconds') ?? SECONDS)
  const seed = numberOf('--seed', flags.get('--seed') ?? '1')
  return { instance, out, keep: flags.get('--keep'), seconds, seed }
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new BadInput(say(LINES.unreadable, { path, why: whyOf(error) }))
  }
}

function writeJson(path: string, data: unknown): void {
  try {
    writeFileSync(path, `${JSON.stringify(data)}\n`)
  } catch (error) {
    throw new BadInput(say(LINES.solveUnwritable, { path, why: whyOf(error) }))
  }
}

const STEPS = {
  relaxing: LINES.solveRelaxing,
  rounding: LINES.solveRounding,
  improving: LINES.solveImproving,
  done: LINES.solveDone,
} as const

function percent(cost: number, bound: number): string {
  return bound === 0 ? '0.000' : ((100 * (cost - bound)) / bound).toFixed(3)
}

/** One line that overwrites itself; nothing where nobody watches. */
function show({ step, bound, cost }: Progress): void {
  if (!process.stderr.isTTY) return
  const gap = bound === undefined || cost === undefined ? '' : `  ${percent(cost, bound)} %`
  process.stderr.write(`\r\x1b[K${sayShort(STEPS[step])}${gap}${step === 'done' ? '\n' : ''}`)
}

/** The build lays the worker beside whatever file this line ends up in. */
const WORKER = new URL('./placement.worker.js', import.meta.url)

function inWorker(order: Order): Promise<Exclude<Report, { type: 'progress' }>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: order })
    worker.on('message', (report: Report) => {
      if (report.type === 'progress') show(report.progress)
      else resolve(report)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the solving thread ended with ${code}`)))
  })
}

/** One group that waits, in one language. */
function waitingIn({ room, need, reason, parties, persons }: Waiting, language: Language): string {
  const words = PLACEMENT_WORDS
  const needs = words.needs.filter((_, bit) => (need & (1 << bit)) !== 0).map((name) => name[language])
  return fill(LINES.solveWaiting, language, {
    persons,
    parties,
    room: words.rooms[room]![language],
    needs: needs.join(' + ') || words.noNeeds[language],
    reason: words.reasons[reason][language],
  })
}

function certify({ bound, cost, unplaced, relaxUnplaced, waiting }: Solved): void {
  console.log(say(LINES.solveCertificate, { bound, cost, gap: percent(cost, bound) }))
  console.log(say(LINES.solveUnplaced, { unplaced, relaxed: relaxUnplaced }))
  for (const language of LANGUAGES) for (const one of waiting) console.log(waitingIn(one, language))
}

async function run(argv: readonly string[]): Promise<void> {
  const { instance, out, keep, seconds, seed } = ask(argv)
  const kept = keep === undefined ? undefined : readJson(keep)
  const report = await inWorker({ instance: readJson(instance), keep: kept, seconds, seed })
  if (report.type === 'fault') {
    const path = report.inKeep && keep !== undefined ? keep : instance
    throw new BadInput(say(LINES.solveFault, { path, at: report.at, why: report.why }))
  }
  writeJson(out, report.solved.solution)
  certify(report.solved)
  if (report.displaced !== undefined) console.log(say(LINES.solveKept, { moved: report.displaced }))
}

export async function solve(argv: readonly string[]): Promise<void> {
  try {
    await run(argv)
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
