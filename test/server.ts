/** The whole system in one process on a test database, answering on a free port: what stories and browsers talk to. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DemoAccess } from '../src/demo.ts'
import { seedDemo } from '../src/demo.ts'
import type { Dividing } from '../src/dividing.ts'
import { answer } from '../src/modules/districting/divide.ts'
import { readConfig } from '../src/platform/config.ts'
import type { Environment } from '../src/platform/db/open.ts'
import { type Program, startProgram } from '../src/program.ts'
import type { Thread } from '../src/settling.ts'
import { hindsight } from '../src/solver/placement/hindsight.ts'
import { replan } from '../src/solver/placement/replan.ts'
import { settle } from '../src/solver/placement/settle.ts'
import type { Solving } from '../src/solving.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export interface TestServer {
  /** Without a slash at the end. */
  readonly url: string
  readonly program: Program
  readonly database: TestDatabase
  readonly dataDir: string
  /** The demo's sign-ins with API tokens of world 0; empty without the demo county. */
  readonly access: readonly DemoAccess[]
  /** The token of the first sign-in with a role. */
  tokenOf(role: DemoAccess['role']): string
  stop(): Promise<void>
}

/** Plans on the thread that answers: what runs from its sources has no built worker beside it. */
const HERE: Thread = { settle: async (expectation) => settle(expectation), stop: async () => {} }

const SOLVE_HERE: Solving = {
  replan: async (standing) => replan(standing, { now: () => performance.now(), within: 500 }),
  hindsight: async (night) => hindsight(night),
  stop: async () => {},
}

const DIVIDE_HERE: Dividing = {
  divider: { ask: async (question) => answer(question, () => performance.now()) },
  stop: async () => {},
}

/** Starts the program; with the demo county unless `demo` is false (about three seconds), with its jobs unless `jobs` is. */
export async function startTestServer({
  demo = true,
  jobs = true,
}: {
  demo?: boolean
  jobs?: boolean
} = {}): Promise<TestServer> {
  const database = await testDatabase({ max: 20 })
  const dataDir = mkdtempSync(join(tmpdir(), 'jingwei-story-'))
  const flags = ['--port', '0', '--data', dataDir, '--log', 'file', ...(demo ? [] : ['--no-demo'])]
  const config = readConfig(flags, {})
  const environment: Environment = {
    app: database.app,
    worker: database.worker,
    ownerUrl: database.ownerUrl,
    directUrl: database.workerUrl,
    migrated: [],
    // The pools are the test database's; it closes them when it is dropped.
    close: async () => {},
  }
  let access: readonly DemoAccess[] = []
  const program = await startProgram({
    config,
    environment,
    jobs,
    settling: HERE,
    solving: SOLVE_HERE,
    dividing: DIVIDE_HERE,
    prepare: async (shared) => {
      if (demo) access = await seedDemo(shared, environment, dataDir)
    },
  })
  return {
    url: program.url,
    program,
    database,
    dataDir,
    access,
    tokenOf(role) {
      const found = access.find((one) => one.role === role)
      if (found === undefined) throw new Error(`no demo sign-in has the role ${role}`)
      return found.token
    },
    async stop() {
      await program.close()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
