/** `./jingwei solve placement|districting INSTANCE.json --out SOLUTION.json`: solves in a worker and prints what the answer is worth. */
import { readFileSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { fill, LANGUAGES, type Language } from '../base/words.ts'
import { DISTRICTING_WORDS, LINES, PLACEMENT_WORDS, say, sayShort } from '../cli-words.ts'
import type { Progress as DistrictingProgress } from '../solver/districting/solve.ts'
import type { Progress, Solved } from '../solver/placement/solve.ts'
import type { Waiting } from '../solver/placement/waiting.ts'
import type { Order as DistrictingOrder, Report as DistrictingReport, Divided } from './districting.worker.ts'
import type { Order, Report } from './placement.worker.ts'

/** Bad input: told in words, exit code 2. */
class BadInput extends Error {}

interface Asked {
  readonly instance: string
  readonly out: string
  readonly what: keyof typeof SUMS
  readonly keep: string | undefined
  readonly seconds: number | undefined
  readonly seed: number
  readonly areas: number | undefined
}

const FLAGS = ['--out', '--seconds', '--seed', '--keep', '--areas']

/** Seconds for improving a placement when nothing is said. */
const SECONDS = 30

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
  const [what = '', instance, more] = plain
  const out = flags.get('--out')
  if (!isSum(what) || !instance || !out || more !== undefined) throw new BadInput(say(LINES.solveUsage))
  const number = (flag: string): number | undefined => {
    const text = flags.get(flag)
    return text === undefined ? undefined : numberOf(flag, text)
  }
  return {
    what,
    instance,
    out,
    keep: flags.get('--keep'),
    seconds: number('--seconds'),
    seed: number('--seed') ?? 1,
    areas: number('--areas'),
  }
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
function overwrite(line: string, isLast: boolean): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}${isLast ? '\n' : ''}`)
}

function show({ step, bound, cost }: Progress): void {
  const gap = bound === undefined || cost === undefined ? '' : `  ${percent(cost, bound)} %`
  overwrite(`${sayShort(STEPS[step])}${gap}`, step === 'done')
}

function showDividing({ step, share }: DistrictingProgress): void {
  overwrite(`${sayShort(DISTRICTING_WORDS.steps[step])}  ${Math.floor(share * 100)} %`, step === 'done')
}

interface Fault {
  readonly type: 'fault'
  readonly at: string
  readonly why: string
  readonly inKeep: boolean
}

/**
 * @param name of the worker; the build lays it beside whatever file this line ends up in
 * @throws BadInput where the data is at fault
 */
async function inWorker<P, A extends { readonly type: string }>(
  name: string,
  asked: Asked,
  order: unknown,
  tell: (progress: P) => void,
): Promise<A> {
  const answer = await new Promise<A | Fault>((resolve, reject) => {
    const worker = new Worker(new URL(name, import.meta.url), { workerData: order })
    worker.on('message', (report: A | Fault | { type: 'progress'; progress: P }) => {
      if ('progress' in report) tell(report.progress)
      else resolve(report)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the solving thread ended with ${code}`)))
  })
  if (!('why' in answer)) return answer
  const path = answer.inKeep && asked.keep !== undefined ? asked.keep : asked.instance
  throw new BadInput(say(LINES.solveFault, { path, at: answer.at, why: answer.why }))
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

async function placement(asked: Asked): Promise<void> {
  const { instance, out, keep, seconds = SECONDS, seed } = asked
  const kept = keep === undefined ? undefined : readJson(keep)
  const order: Order = { instance: readJson(instance), keep: kept, seconds, seed }
  type Answer = Extract<Report, { type: 'solved' }>
  const { solved, displaced } = await inWorker<Progress, Answer>('./placement.worker.js', asked, order, show)
  writeJson(out, solved.solution)
  certify(solved)
  if (displaced !== undefined) console.log(say(LINES.solveKept, { moved: displaced }))
}

function tellDivision({ figures, exceptions, mended }: Divided): void {
  const { grids, fewest, most, areas, fewestInArea, mostInArea } = figures
  const words = DISTRICTING_WORDS
  console.log(say(words.grids, { grids, fewest, most, deviation: figures.deviation.toFixed(1) }))
  const shape = {
    roundness: figures.roundness.toFixed(3),
    least: figures.leastRound.toFixed(3),
    radius: figures.radius.toFixed(1),
    cut: Math.round(figures.cut),
  }
  console.log(say(words.shape, shape))
  console.log(say(words.areas, { areas, fewest: fewestInArea, most: mostInArea }))
  if (mended !== undefined) console.log(say(words.mended, { ...mended }))
  for (const language of LANGUAGES)
    for (const { grid, households, reason } of exceptions)
      console.log(
        fill(words.exception, language, { grid, households, reason: words.reasons[reason][language] }),
      )
}

async function districting(asked: Asked): Promise<void> {
  const { instance, out, keep, seconds, seed, areas } = asked
  const kept = keep === undefined ? undefined : readJson(keep)
  const order: DistrictingOrder = { instance: readJson(instance), keep: kept, seconds, seed, areas }
  type Answer = Extract<DistrictingReport, { type: 'divided' }>
  const name = './districting.worker.js'
  const { divided } = await inWorker<DistrictingProgress, Answer>(name, asked, order, showDividing)
  writeJson(out, divided.solution)
  tellDivision(divided)
}

/** What can be solved, by the word that asks for it. */
const SUMS = { placement, districting } as const

function isSum(what: string): what is keyof typeof SUMS {
  return Object.hasOwn(SUMS, what)
}

async function run(argv: readonly string[]): Promise<void> {
  const asked = ask(argv)
  await SUMS[asked.what](asked)
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
