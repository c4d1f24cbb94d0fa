/** How long registrations took through HTTP, as the server saw them: the last ten thousand. */
import type { FastifyInstance } from 'fastify'

const KEPT = 10_000

export interface Stopwatch {
  /** Measures POSTs of one path. */
  watch(app: FastifyInstance, path: string): void
  readonly durations: () => { count: number; p50: number; p95: number; p99: number } | null
}

export function openStopwatch(): Stopwatch {
  const kept: number[] = []
  let count = 0
  return {
    watch(app, path) {
      app.addHook('onResponse', async (request, reply) => {
        if (request.method !== 'POST' || request.routeOptions.url !== path || reply.statusCode !== 201) return
        kept[count++ % KEPT] = reply.elapsedTime
      })
    },
    durations() {
      if (count === 0) return null
      const sorted = [...kept].sort((a, b) => a - b)
      const rank = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
      return { count, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) }
    },
  }
}
