/**
 * Worlds and their clocks. The `now` of every action, job and screen is told time: in the county itself the real
 * clock, in a drill or play started_told + (real − started_real) × rate. Sessions, limits and retention use real time.
 */
import { Refusal } from '../base/refusal.ts'
import type { Moment } from '../base/time.ts'
import type { Database } from './db/pool.ts'

export interface World {
  readonly county: string
  readonly id: number
  readonly kind: 'county' | 'drill' | 'play'
  readonly name: string
  readonly startedReal: Moment
  readonly startedTold: Moment
  readonly rate: number
  readonly endedAt: Moment | null
}

export interface County {
  readonly code: string
  readonly slug: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly demo: boolean
  readonly retentionDays: number
}

/** What a world's clock shows at a real moment. */
export function toldAt(world: World, real: Moment): Moment {
  if (world.id === 0) return real
  return Math.round(world.startedTold + (real - world.startedReal) * world.rate)
}

const NOBODY = { world: 0, kind: 'none', areas: [], sites: [] } as const
/** How long a process may believe a rate that another process has changed. */
const FRESH = 500

export interface Clock {
  /** The real clock; the one place where it is read. */
  real(): Moment
  /** @throws Refusal not_found for a county or world that does not exist */
  world(county: string, id: number): Promise<World>
  county(codeOrSlug: string): Promise<County>
  counties(): Promise<readonly County[]>
  worlds(county: string): Promise<readonly World[]>
  /** Forgets what is remembered, after a change by this process. */
  forget(): void
}

export function openClock(db: Database, real: () => Moment = Date.now): Clock {
  let loadedAt = Number.NEGATIVE_INFINITY
  let loading: Promise<void> | undefined
  let counties: readonly County[] = []
  let worlds = new Map<string, World>()

  async function load(): Promise<void> {
    const startedAt = real()
    await db.read({ county: '', ...NOBODY }, async (tx) => {
      counties = (
        await tx.query<{
          code: string
          slug: string
          name_zh: string
          name_en: string
          demo: boolean
          retention_days: number
        }>('select code, slug, name_zh, name_en, demo, retention_days from county order by code')
      ).map((row) => ({
        code: row.code,
        slug: row.slug,
        name: { zh: row.name_zh, en: row.name_en },
        demo: row.demo,
        retentionDays: row.retention_days,
      }))
      const rows = await tx.query<{
        county: string
        id: number
        kind: World['kind']
        name: string
        started_real: Moment
        started_told: Moment
        rate: number
        ended_at: Moment | null
      }>('select county, id, kind, name, started_real, started_told, rate, ended_at from world')
      worlds = new Map(
        rows.map((row) => [
          `${row.county}/${row.id}`,
          {
            county: row.county,
            id: row.id,
            kind: row.kind,
            name: row.name,
            startedReal: row.started_real,
            startedTold: row.started_told,
            rate: row.rate,
            endedAt: row.ended_at,
          },
        ]),
      )
    })
    loadedAt = startedAt
  }

  async function fresh(): Promise<void> {
    if (real() - loadedAt < FRESH) return
    loading ??= load().finally(() => {
      loading = undefined
    })
    await loading
  }

  return {
    real,
    async world(county, id) {
      await fresh()
      const world = worlds.get(`${county}/${id}`)
      if (world === undefined) throw new Refusal('not_found', { what: 'world' })
      return world
    },
    async county(codeOrSlug) {
      await fresh()
      const county = counties.find((c) => c.code === codeOrSlug || c.slug === codeOrSlug)
      if (county === undefined) throw new Refusal('not_found', { what: 'county' })
      return county
    },
    async counties() {
      await fresh()
      return counties
    },
    async worlds(county) {
      await fresh()
      return [...worlds.values()].filter((w) => w.county === county).sort((a, b) => a.id - b.id)
    },
    forget() {
      loadedAt = Number.NEGATIVE_INFINITY
    },
  }
}
