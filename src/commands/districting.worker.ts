/** Divides in a thread of its own, so that the terminal and Ctrl-C stay alive. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Instance, parseGrids, parseInstance } from '../solver/districting/instance.ts'
import { type Rebalanced, rebalance } from '../solver/districting/rebalance.ts'
import { type Progress, type Solved, solveDistricting, usualTime } from '../solver/districting/solve.ts'
import { InstanceError } from '../solver/instance-error.ts'

export interface Order {
  readonly instance: unknown
  /** A division that is mended instead of made anew. */
  readonly keep: unknown
  /** As many as its size asks for where nothing is said. */
  readonly seconds: number | undefined
  readonly seed: number
  readonly areas: number | undefined
}

export interface Divided extends Solved {
  /** What mending took; undefined where a division was made anew. */
  readonly mended?: Pick<Rebalanced, 'bad' | 'moved' | 'made' | 'givenUp'> & Rebalanced['least']
}

export type Report =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'fault'; readonly at: string; readonly why: string; readonly inKeep: boolean }
  | { readonly type: 'divided'; readonly divided: Divided }

/** Milliseconds between two reports of an unchanged step. */
const PAUSE = 200

function tell(report: Report): void {
  parentPort?.postMessage(report)
}

/** Tells each step at once and, within a step, no more often than can be read. */
function reporter(): (progress: Progress) => void {
  let [step, last] = ['', 0]
  return (progress) => {
    const now = performance.now()
    if (progress.step === step && now - last < PAUSE) return
    step = progress.step
    last = now
    tell({ type: 'progress', progress })
  }
}

function divide(instance: Instance, { keep, seconds, seed, areas }: Order): Divided {
  const within = seconds === undefined ? usualTime(instance.units.length) : seconds * 1000
  const asked = areas === undefined ? {} : { areas }
  const limits = { now: () => performance.now(), within, seed, ...asked, progress: reporter() }
  const prev = keep === undefined ? instance.prev : parseGrids(keep, instance.units.length)
  if (prev === undefined) return solveDistricting(instance, limits)
  const { bad, moved, least, made, givenUp, ...solved } = rebalance(instance, prev, limits)
  return { ...solved, mended: { bad, moved, ...least, made, givenUp } }
}

function main(order: Order): void {
  try {
    tell({ type: 'divided', divided: divide(parseInstance(order.instance), order) })
  } catch (error) {
    if (!(error instanceof InstanceError)) throw error
    tell({ type: 'fault', at: error.at, why: error.message, inKeep: /^grid/.test(error.at) })
  }
}

main(workerData)
