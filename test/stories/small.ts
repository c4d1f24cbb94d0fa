/** A county of two communities, two grids, one exit and a person for every role; its sites are the story's own. */
import { randomBytes } from 'node:crypto'
import type { Role } from '../../src/base/actor.ts'
import { uuidv7 } from '../../src/base/ids.ts'
import { DAY } from '../../src/base/time.ts'
import { addCounty, machineIn } from '../../src/demo.ts'
import { addAccount, addSession } from '../../src/modules/access/actions.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { SiteView } from '../../src/modules/placement/model.ts'
import { type AreaGiven, addAreas, addEntries } from '../../src/modules/places/actions.ts'
import { forgetGround } from '../../src/modules/places/reads.ts'
import { deedScope } from '../../src/platform/http/context.ts'
import { startTestServer, type TestServer } from '../server.ts'
import { type Caller, callerOf, command } from './caller.ts'

export const SMALL = '629901'
export const EAST = '629901001001'
export const WEST = '629901001002'
const GRID = '629901001001-01'

/** A square of about four kilometres; the county is two of them side by side. */
function square(west: number): [number, number][] {
  const east = west + 0.05
  return [
    [west, 40],
    [east, 40],
    [east, 40.05],
    [west, 40.05],
    [west, 40],
  ]
}

const AREAS: readonly AreaGiven[] = [
  { ...area(SMALL, 'county', null, '小县'), boundary: null },
  { ...area('629901001', 'town', SMALL, '小镇'), boundary: null },
  { ...area(EAST, 'community', '629901001', '东社区'), boundary: square(96.05) },
  { ...area(WEST, 'community', '629901001', '西社区'), boundary: square(96) },
  { ...area(GRID, 'grid', EAST, '第一网格'), boundary: square(96.05) },
]

function area(code: string, kind: AreaGiven['kind'], parent: string | null, zh: string) {
  return { code, kind, parent, name: { zh, en: code }, lon: 96.05, lat: 40.02 }
}

const POSTS: readonly { readonly role: Role; readonly area: string }[] = [
  { role: 'sys_admin', area: SMALL },
  { role: 'duty_officer', area: SMALL },
  { role: 'duty_officer', area: SMALL },
  { role: 'intake_desk', area: SMALL },
  { role: 'community_secretary', area: EAST },
  { role: 'community_secretary', area: WEST },
  { role: 'grid_worker', area: GRID },
  { role: 'auditor', area: SMALL },
]

export interface SmallCounty {
  readonly server: TestServer
  readonly url: string
  /** A caller for the n-th holder of a role, 0 unless named. */
  as(role: Role, n?: number): Caller
  readonly nobody: Caller
  /** Telephone of the n-th holder of a role. */
  phoneOf(role: Role, n?: number): string
  tokenOf(role: Role, n?: number): string
  /** Makes an account with one more post and a token for it. */
  hire(post: { role: Role; area: string; site?: string }): Promise<Caller>
  stop(): Promise<void>
}

/** Starts the house with the small county alone. It counts as a demo, so that one-time codes are told. */
export async function startSmallCounty({ demo = true }: { demo?: boolean } = {}): Promise<SmallCounty> {
  const server = await startTestServer({ demo: false })
  const { shared, environment } = server.program
  await addCounty(environment, { code: SMALL, slug: 'small', name: { zh: '小县', en: 'Small' }, demo })
  const ctx = await machineIn(shared, SMALL)
  await ctx.db.tx({ ...deedScope(ctx), kind: 'system' }, async (tx) => {
    await addAreas(tx, SMALL, Date.UTC(2023, 0, 1), AREAS)
    await addEntries(tx, SMALL, [
      {
        id: 'exit',
        kind: 'motorway_exit',
        name: { zh: '出口', en: 'Exit' },
        lon: 96.05,
        lat: 40.02,
        landmark: true,
      },
    ])
  })
  // A round of the clock may have looked at the county before it was laid out.
  forgetGround(ctx, SMALL)
  const callers: Caller[] = []
  const people: { role: Role; phone: string; token: string; caller: Caller }[] = []
  async function employ(post: { role: Role; area: string; site?: string }): Promise<Caller> {
    const id = uuidv7(Date.now(), randomBytes(10))
    const phone = `1390000${String(1000 + people.length)}`
    const { token } = await ctx.db.tx(deedScope(ctx), async (tx) => {
      await addAccount(tx, ctx, SMALL, { id, name: `人${people.length}`, phone, posts: [post] })
      return addSession(tx, ctx, id, 'api', 'story', Date.now() + DAY)
    })
    const caller = callerOf(server.url, token)
    callers.push(caller)
    people.push({ role: post.role, phone, token, caller })
    return caller
  }
  for (const post of POSTS) await employ(post)
  const nobody = callerOf(server.url)
  const nth = (role: Role, n: number) => people.filter((one) => one.role === role)[n]!
  return {
    server,
    url: server.url,
    nobody,
    as: (role, n = 0) => nth(role, n).caller,
    phoneOf: (role, n = 0) => nth(role, n).phone,
    tokenOf: (role, n = 0) => nth(role, n).token,
    hire: employ,
    async stop() {
      for (const caller of [nobody, ...callers]) caller.close()
      await server.stop()
    },
  }
}

/** A hall with places on the floor, in one of the two communities; `near` is metres from the exit. */
export function hall(
  places: number,
  { side = 'east', near = 500 }: { side?: 'east' | 'west'; near?: number } = {},
) {
  const degrees = near / 85_000
  return {
    name: `礼堂${places}-${near}`,
    kind: 'hall' as const,
    lon: side === 'east' ? 96.05 + degrees : 96.05 - degrees,
    lat: 40.02,
    wardens: 40,
    pools: [{ kind: 'floor' as const, places }],
  }
}

/** Declares a hall and opens it. */
export async function openHall(county: SmallCounty, site: ReturnType<typeof hall>): Promise<SiteView> {
  const officer = county.as('duty_officer')
  const { id } = await officer.call(placementApi.createSite, { body: { ...command(), ...site } })
  return officer.call(placementApi.openSite, { params: { id }, body: { ...command(), now: true } })
}

/** A registration of adults at the exit. */
export function party(adults: number, more: Readonly<Record<string, unknown>> = {}) {
  return { ...command(), adults, entry: 'exit', ...more }
}
