/** How long registrations took through HTTP in each world, as the server saw them: the last ten thousand. */
import type { FastifyInstance } from 'fastify'

const KEPT = 10_000

export interface Stopwatch {
  /** Measures POSTs of one path. */
  watch(app: FastifyInstance, path: string): void
  /** Milliseconds by rank; null where nothing was registered in this world since the server began. */
  readonly durations: (
    county: string,
    world: number,
  ) => { count: number; p50: number; p95: number; p99: number } | null
}

export function openStopwatch(): Stopwatch {
  const worlds = new Map<string, { kept: number[]; count: number }>()
  return {
    watch(app, path) {
      app.addHook('onResponse', async (request, reply) => {
        if (request.method !== 'POST' || request.routeOptions.url !== path || reply.statusCode !== 201) return
        const { county, world } = request.context.actor
        const key = `${county}/${world}`
        const seen = worlds.get(key) ?? { kept: [], count: 0 }
        worlds.set(key, seen)
        seen.kept[seen.count++ % KEPT] = reply.elapsedTime
      })
    },
    durations(county, world) {
      const seen = worlds.get(`${county}/${world}`)
      if (seen === undefined) return null
      const sorted = [...seen.kept].sort((a, b) => a - b)
      const rank = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
      return { count: seen.count, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) }
    },
  }
}
