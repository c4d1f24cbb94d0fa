/** Config → database → house → HTTP, sealer, clock work. One process; several may share a database. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer as freePort } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { Refusal } from './base/refusal.ts'
import { fill } from './base/words.ts'
import { LINES } from './cli-words.ts'
import { startClockwork } from './clockwork.ts'
import { type Dividing, dividingThreads } from './dividing.ts'
import { bindHouse, say } from './house.ts'
import { startHouseJobs } from './jobs.ts'
import { holderOf, keysFit } from './modules/access/reads.ts'
import { isOnDuty } from './modules/duty/reads.ts'
import { modeOf } from './modules/mode/reads.ts'
import { carryCode } from './modules/notices/actions.ts'
import { partyOfToken } from './modules/placement/reads/parties.ts'
import { playNights } from './night/nights.ts'
import { addPages } from './pages.ts'
import { createChannels } from './platform/channels/channels.ts'
import { type Clock, openClock } from './platform/clock.ts'
import { type Config, ConfigError } from './platform/config.ts'
import { type Keyring, openKeyring } from './platform/crypto/keyring.ts'
import { type Environment, openEnvironment } from './platform/db/open.ts'
import type { Bound, Shared } from './platform/http/context.ts'
import { addLive } from './platform/http/live.ts'
import { createServer, type HouseOfHttp, type Known } from './platform/http/server.ts'
import { startSealer } from './platform/ledger/sealer.ts'
import { openLiveHub } from './platform/live/hub.ts'
import { createLog, type Log } from './platform/log/log.ts'
import { createMetrics } from './platform/metrics.ts'
import { settlingThread, startSettling, type Thread } from './settling.ts'
import { type Solving, solvingThread } from './solving.ts'
import { openStopwatch } from './stopwatch.ts'

export interface Program {
  readonly url: string
  readonly shared: Shared
  readonly environment: Environment
  readonly app: FastifyInstance
  close(): Promise<void>
}

export interface ProgramOptions {
  readonly config: Config
  readonly log?: Log
  /** Lines for the person at the terminal. */
  readonly tell?: (line: string) => void
  /** Certificate and key, where https was asked for. */
  readonly https?: { readonly key: string; readonly cert: string }
  /** False: another process runs jobs and reactions on this database. */
  readonly jobs?: boolean
  /** A database that is open already, instead of the configured one; closed with the program. */
  readonly environment?: Environment
  /** Plans ahead elsewhere than in a thread of the build. */
  readonly settling?: Thread
  /** The same for sums that a person waits for. */
  readonly solving?: Solving
  /** And for grids. */
  readonly dividing?: Dividing
  /** Done after the database is there and before anybody can knock (the demo county's seed). */
  readonly prepare?: (shared: Shared, environment: Environment) => Promise<void>
}

const SYSTEM = { kind: 'system', areas: [], sites: [] } as const

/** Whose token it is: staff by session, a party by its own. @throws Refusal wrong_world, erased */
function whoIs(shared: Shared): HouseOfHttp['whoIs'] {
  return async (token, county, world): Promise<Known | undefined> => {
    if (token.startsWith('jws_')) {
      const holder = await holderOf(shared, token, county, world)
      if (holder === 'elsewhere') throw new Refusal('wrong_world')
      if (holder?.duty && !(await isOnDuty(shared, county, world, holder.actor.id))) return undefined
      return holder
    }
    const party = await shared.db.read({ county, world, ...SYSTEM }, (tx) =>
      partyOfToken(tx, county, world, token),
    )
    if (party === undefined) return undefined
    const actor = { kind: 'party', id: party, county, world, posts: [], simulator: false } as const
    return {
      actor: { ...actor, mode: 'everyday', language: 'zh' },
      scope: { county, world, kind: 'party', areas: [], sites: [], party },
    }
  }
}

/** The county that stands behind addresses without a prefix: the first one. */
function defaultCounty(clock: Clock): () => Promise<string> {
  return async () => {
    const [first] = await clock.counties()
    if (first === undefined) throw new Refusal('not_found', { what: 'county' })
    return first.code
  }
}

/** The version in package.json, beside src/ and beside dist/ alike. */
export function versionOf(): string {
  const path = fileURLToPath(new URL('../package.json', import.meta.url))
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

function openConfigured({ config, tell }: ProgramOptions): Promise<Environment> {
  return openEnvironment({
    dataDir: config.dataDir,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
    ...(config.databaseDirectUrl === undefined ? {} : { databaseDirectUrl: config.databaseDirectUrl }),
    ...(tell === undefined ? {} : { log: tell }),
  })
}

/** Starts everything and listens. @throws DatabaseTrouble, ConfigError, or the listener's own error (port in use) */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { config } = options
  const log = options.log ?? createLog(config)
  const environment = options.environment ?? (await openConfigured(options))
  const closing: (() => Promise<void> | void)[] = [() => environment.close()]
  const close = async (): Promise<void> => {
    for (const one of closing.splice(0).reverse()) await one()
  }
  try {
    return await startOn(options, log, environment, closing, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function startOn(
  options: ProgramOptions,
  log: Log,
  environment: Environment,
  closing: (() => Promise<void> | void)[],
  close: () => Promise<void>,
): Promise<Program> {
  const { config } = options
  const keyring: Keyring = await openKeyring(config.keyDir)
  const clock = openClock(environment.app)
  const metrics = createMetrics()
  const failed = (event: string) => (error: unknown) => log.error(event, { err: error })

  const hub = openLiveHub(environment.worker, failed('live.failed'))
  closing.push(() => hub.stop())
  const counties = async (): Promise<string[]> => (await clock.counties()).map((county) => county.code)
  let woken: (county: string) => void = () => {}
  const onSealed = (county: string): void => {
    hub.wake(county)
    woken(county)
  }
  const sealer = startSealer(environment.worker, counties, onSealed, failed('sealer.failed'))
  closing.push(() => sealer.stop())

  const shared: Shared = {
    db: environment.app,
    clock,
    keyring,
    log,
    committed: (county) => sealer.wake(county),
    random: (bytes) => randomBytes(bytes),
  }
  await demandKeys(shared, config.keyDir)
  await options.prepare?.(shared, environment)
  clock.forget()

  const channels = createChannels(keyring, config)
  if (options.jobs !== false) {
    const jobs = await startHouseJobs({ shared, environment, channels, config, metrics })
    closing.push(() => jobs.stop())
    woken = jobs.wake
  }
  const stopwatch = openStopwatch()
  const nights = playNights(shared, () => url, options.https?.cert)
  const solving = options.solving ?? solvingThread()
  closing.push(() => solving.stop())
  const dividing = options.dividing ?? dividingThreads()
  closing.push(() => dividing.stop())
  const bound: readonly Bound[] = bindHouse({
    divider: dividing.divider,
    replanner: solving.replan,
    hindsighter: solving.hindsight,
    channels,
    nights,
    durations: stopwatch.durations,
    carryCode: carryCode(channels),
    dataDir: options.config.dataDir,
  })
  const house: HouseOfHttp = {
    shared,
    bound,
    metrics,
    version: versionOf(),
    defaultCounty: defaultCounty(clock),
    whoIs: whoIs(shared),
    modeOf: (county, world) => modeOf(shared, county, world),
    say,
    ready: async () => (await environment.app.pool.query('select 1 as one')).rowCount === 1,
    ...(options.https === undefined ? {} : { https: options.https }),
  }
  const app = await createServer(house)
  stopwatch.watch(app, '/api/parties')
  addLive(app, house, hub)
  await addPages(app, house)
  closing.push(() => app.close())
  await app.listen({ port: config.port, host: config.host })
  const { port } = app.server.address() as AddressInfo
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host
  const url = `${options.https === undefined ? 'http' : 'https'}://${host}:${port}`

  const clockwork = startClockwork(shared, metrics, hub)
  closing.push(() => clockwork.stop())
  const settling = startSettling(shared, options.settling ?? settlingThread())
  closing.push(() => settling.stop())
  closing.push(() => nights.stopAll())
  return { url, shared, environment, app, close }
}

/**
 * Data restored without their keys are not opened: names would read as nothing, nobody could sign in, and what came
 * in from then on would be sealed with other keys.
 */
async function demandKeys(shared: Shared, keyDir: string): Promise<void> {
  for (const { code, slug } of await shared.clock.counties())
    if (!(await keysFit(shared, code)))
      throw new ConfigError('keys', {
        zh: fill(LINES.otherKeys, 'zh', { county: slug, keys: keyDir }),
        en: fill(LINES.otherKeys, 'en', { county: slug, keys: keyDir }),
      })
}

/** Whether a port can be taken; so that the answer comes before the database is started. */
export async function portIsFree(port: number, host: string): Promise<boolean> {
  if (port === 0) return true
  return new Promise((resolve) => {
    const probe = freePort()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
