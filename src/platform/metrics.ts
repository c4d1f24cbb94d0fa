/** What a monitoring server may ask (`/metrics`): counts and durations, labels from closed lists, no ids and no persons. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface RequestSeen {
  readonly method: string
  /** The route's pattern; an unknown path is `(none)`, so that callers cannot make up labels. */
  readonly route: string
  readonly status: number
  readonly ms: number
}

export interface Metrics {
  request(seen: RequestSeen): void
  pool(name: string, connections: { total: number; idle: number; waiting: number }): void
  /**
   * @param unsealed committed rows that no reader sees yet
   * @param oldestWriterMs age of the oldest open writing transaction, in milliseconds; 0 where there is none
   */
  ledger(state: { unsealed: number; oldestWriterMs: number }): void
  /** Live streams that are open now. */
  streams(open: number): void
  job(name: string, outcome: 'done' | 'failed'): void
  /** Jobs waiting, by name. */
  jobsWaiting(counts: Readonly<Record<string, number>>): void
  message(channel: string, state: string): void
  /** The text of the Prometheus exposition format. */
  text(): Promise<string>
  readonly contentType: string
}

/** Durations in seconds: from a cached page to a request that should have been refused. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** A registry of its own, so that two servers in one process (tests) do not share counts. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'jingwei_http_request_seconds',
    help: 'Time to answer, by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  })
  const pool = new Gauge({
    name: 'jingwei_pool_connections',
    help: 'Connections of a pool: total, idle, waiting',
    labelNames: ['pool', 'state'],
    registers,
  })
  const unsealed = new Gauge({
    name: 'jingwei_ledger_unsealed_rows',
    help: 'Committed ledger rows not yet sealed',
    registers,
  })
  const writer = new Gauge({
    name: 'jingwei_oldest_writer_seconds',
    help: 'Age of the oldest open writing transaction; it delays the sealer',
    registers,
  })
  const streams = new Gauge({ name: 'jingwei_live_streams', help: 'Open live streams', registers })
  const jobs = new Counter({
    name: 'jingwei_jobs_total',
    help: 'Jobs carried out, by name and outcome',
    labelNames: ['job', 'outcome'],
    registers,
  })
  const waiting = new Gauge({
    name: 'jingwei_jobs_waiting',
    help: 'Jobs waiting, by name',
    labelNames: ['job'],
    registers,
  })
  const messages = new Counter({
    name: 'jingwei_messages_total',
    help: 'Messages by channel and state',
    labelNames: ['channel', 'state'],
    registers,
  })
  return {
    request: ({ method, route, status, ms }) => requests.observe({ method, route, status }, ms / 1000),
    pool(name, { total, idle, waiting: queued }) {
      pool.set({ pool: name, state: 'total' }, total)
      pool.set({ pool: name, state: 'idle' }, idle)
      pool.set({ pool: name, state: 'waiting' }, queued)
    },
    ledger(state) {
      unsealed.set(state.unsealed)
      writer.set(state.oldestWriterMs / 1000)
    },
    streams: (open) => streams.set(open),
    job: (name, outcome) => jobs.inc({ job: name, outcome }),
    jobsWaiting(counts) {
      waiting.reset()
      for (const [job, count] of Object.entries(counts)) waiting.set({ job }, count)
    },
    message: (channel, state) => messages.inc({ channel, state }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
