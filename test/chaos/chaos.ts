/** A night under blows: the program and its database are killed while people register, and nothing told may be lost. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Crowd, openCrowd } from './crowd.ts'
import {
  backendsOf,
  demoToken,
  freePort,
  postmasterOf,
  type RunningProgram,
  runCli,
  startProgramOn,
  sweep,
} from './program.ts'
import { faultsOf } from './truth.ts'

/** `program`: kill −9 of the server; `postmaster`: of the database; `backend`: of one of its processes. */
export const BLOWS = ['program', 'backend', 'postmaster', 'both'] as const
export type Blow = (typeof BLOWS)[number]

export interface ChaosOptions {
  readonly blows: readonly Blow[]
  readonly clients: number
  /** Parties acknowledged between two blows at least. */
  readonly between: number
  readonly tell: (line: string) => void
}

export interface Outcome {
  readonly acknowledged: number
  /** Parties acknowledged after each blow, so that it is seen that the program came back. */
  readonly after: readonly number[]
  readonly faults: readonly string[]
  /** Exit code of `verify` on the data at rest. */
  readonly verified: number | null
}

async function acknowledge(crowd: Crowd, more: number): Promise<void> {
  const goal = crowd.acknowledged.length + more
  while (crowd.acknowledged.length < goal) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** Kills without warning. @returns the program that runs afterwards */
async function strike(
  blow: Blow,
  data: string,
  port: number,
  program: RunningProgram,
): Promise<RunningProgram> {
  const postmaster = postmasterOf(data)
  if (postmaster === undefined) throw new Error('no database server to strike')
  if (blow === 'backend') {
    const [victim] = backendsOf(postmaster)
    if (victim === undefined) throw new Error('no backend to strike')
    process.kill(victim, 'SIGKILL')
    return program
  }
  if (blow !== 'program') process.kill(postmaster, 'SIGKILL')
  if (blow === 'postmaster') return program
  program.kill('SIGKILL')
  await program.ended
  return startProgramOn(data, port)
}

/** Runs the whole of it in a temporary directory. */
export async function chaos({ blows, clients, between, tell }: ChaosOptions): Promise<Outcome> {
  const data = mkdtempSync(join(tmpdir(), 'jingwei-chaos-'))
  const port = await freePort()
  let program: RunningProgram | undefined
  try {
    program = await startProgramOn(data, port)
    tell(`ready at ${program.url}`)
    const crowd = openCrowd(program.url, demoToken(data, 'intake_desk'), clients)
    const after: number[] = []
    for (const blow of blows) {
      await acknowledge(crowd, between)
      tell(`${crowd.acknowledged.length} acknowledged; kill −9: ${blow}`)
      program = await strike(blow, data, port, program)
      const before = crowd.acknowledged.length
      await acknowledge(crowd, between)
      after.push(crowd.acknowledged.length - before)
    }
    await crowd.stop()
    tell(`${crowd.acknowledged.length} acknowledged in all; looking`)
    const faults = await faultsOf(program.url, demoToken(data, 'duty_officer'), crowd)
    program.kill('SIGINT')
    await program.ended
    program = undefined
    const verify = runCli(['verify', '--data', data])
    const { code } = await verify.ended
    tell(verify.output().trim())
    return { acknowledged: crowd.acknowledged.length, after, faults, verified: code }
  } finally {
    await sweep(data, program)
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  }
}
