/** Who holds a token, and what is asked about accounts. Sessions are remembered for a few seconds in a process. */
import { type Actor, holds, type Post, ROLES, type Role } from '../../base/actor.ts'
import type { DataKey } from '../../platform/crypto/datakey.ts'
import { normalisePhone } from '../../platform/crypto/search.ts'
import { tokenHash } from '../../platform/crypto/token.ts'
import type { Database, Tx } from '../../platform/db/pool.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { at } from '../../platform/db/types.ts'
import { type Context, deedScope, type Shared } from '../../platform/http/context.ts'
import { type Asker, remember } from '../../platform/remember.ts'
import type { PostView } from './model.ts'

export interface Known {
  readonly actor: Actor
  readonly scope: Scope
  /** Came in by a site's duty link: `duty` says whether that still opens anything. */
  readonly duty: boolean
}

/** How long a process believes that a session still holds. */
const BELIEVED = 3_000

/** Whole-county roles see every party of their county; the others what lies in their areas and sites (language.md §2.11). */
const COUNTY_WIDE: readonly Role[] = ['duty_officer', 'intake_desk']

/** The scope that posts give. sys_admin and auditor see no party at all. */
export function scopeOf(county: string, world: number, account: string, posts: readonly Post[]): Scope {
  const field = posts.filter((p) => p.role !== 'sys_admin' && p.role !== 'auditor')
  const areas = field
    .filter((p) => p.site === undefined)
    .map((p) => (COUNTY_WIDE.includes(p.role) ? county : p.area))
  const auditor = field.length === 0 && posts.some((p) => p.role === 'auditor')
  return {
    county,
    world,
    kind: auditor ? 'auditor' : 'staff',
    areas: [...new Set(areas)],
    sites: field.flatMap((p) => (p.site === undefined ? [] : [p.site])),
    account,
  }
}

interface SessionRow {
  readonly world: number
  readonly account: string
  readonly kind: 'browser' | 'api' | 'simulator' | 'duty'
  readonly posts: { role: Role; area: string; site: string | null }[] | null
}

const sessions = remember<Known | 'elsewhere' | undefined>(BELIEVED)

/** Who holds a token. @returns undefined: no such session; 'elsewhere': it is valid in another world only */
export function holderOf(
  asker: Asker,
  token: string,
  county: string,
  world: number,
): Promise<Known | 'elsewhere' | undefined> {
  return sessions.get(asker, `${county}/${world}/${token}`, () =>
    readSession(asker.db, token, county, world, asker.clock.real()),
  )
}

/** After a sign-out or an ended token. */
export function forgetSessions(asker: Pick<Asker, 'db'>): void {
  sessions.forget(asker)
}

async function readSession(
  db: Database,
  token: string,
  county: string,
  world: number,
  real: number,
): Promise<Known | 'elsewhere' | undefined> {
  const row = await db.read({ county, world, kind: 'system', areas: [], sites: [] }, (tx) =>
    tx.maybe<SessionRow>(
      `select s.world, s.account, s.kind,
              (select jsonb_agg(jsonb_build_object('role', p.role, 'area', p.area, 'site', p.site))
               from post p where p.county = s.county and p.account = s.account and p.valid @> $3::timestamptz) as posts
       from session s where s.county = $1 and s.hash = $2 and (s.expires_at is null or s.expires_at > $3::timestamptz)`,
      [county, Buffer.from(tokenHash(token)), at(real)],
    ),
  )
  if (row === undefined) return undefined
  if (row.world !== world) return 'elsewhere'
  const posts: Post[] = (row.posts ?? []).map((p) => ({
    role: p.role,
    area: p.area,
    ...(p.site === null ? {} : { site: p.site }),
  }))
  return {
    actor: {
      kind: 'staff',
      id: row.account,
      county,
      world,
      posts,
      simulator: row.kind === 'simulator',
      mode: 'everyday',
      language: 'zh',
    },
    scope: scopeOf(county, world, row.account, posts),
    duty: row.kind === 'duty',
  }
}

/** Posts held now. */
export async function readPosts(tx: Tx, county: string, account: string, real: number): Promise<PostView[]> {
  return tx.query<PostView>(
    `select id, role, area, site from post where county = $1 and account = $2 and valid @> $3::timestamptz order by role, area`,
    [county, account, at(real)],
  )
}

/** An account's name or telephone, opened. */
export async function readIdentity(
  tx: Tx,
  key: DataKey,
  county: string,
  account: string,
  field: 'name' | 'phone',
): Promise<string> {
  const row = await tx.maybe<{ sealed: Buffer }>(
    'select sealed from account_identity where county = $1 and account = $2 and field = $3',
    [county, account, field],
  )
  return row === undefined ? '' : key.open(`account_identity:${account}:${field}`, row.sealed)
}

/** Whether the keys at hand open what is sealed in this county; true where nothing is. Makes no key. */
export async function keysFit(shared: Shared, county: string): Promise<boolean> {
  const scope = { county, world: 0, kind: 'system', areas: [], sites: [] } as const
  return shared.db.read(scope, async (tx) => {
    const one = await tx.maybe<{ account: string }>(
      `select account from account_identity where county = $1 and field = 'name' limit 1`,
      [county],
    )
    if (one === undefined) return true
    if (!shared.keyring.knows(county)) return false
    const key = shared.keyring.county(county)
    return readIdentity(tx, key, county, one.account, 'name').then(
      () => true,
      () => false,
    )
  })
}

/** The account with this telephone, found through its keyed token. */
export async function findByPhone(
  tx: Tx,
  key: DataKey,
  county: string,
  phone: string,
): Promise<string | undefined> {
  const row = await tx.maybe<{ account: string }>(
    `select t.account from account_token t join account a on a.county = t.county and a.id = t.account
     where t.county = $1 and t.token = $2 and t.kind = 'phone' and a.state = 'active'`,
    [county, Buffer.from(key.searchToken('phone', normalisePhone(phone)))],
  )
  return row?.account
}

/** Tokens of this world: one's own, or all for the administrator. */
export async function readTokens(ctx: Context) {
  const all = holds(ctx.actor, 'sys_admin')
  const rows = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.query<{ id: string; label: string; created_at: number; expires_at: number | null }>(
      `select id, label, created_at, expires_at from session
       where county = $1 and world = $2 and kind <> 'browser' and ($3 or account = $4) order by created_at desc limit 200`,
      [ctx.actor.county, ctx.actor.world, all, ctx.actor.id],
    ),
  )
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }))
}

/** Every account with its posts; for the administrator. */
export async function readAccounts(ctx: Context) {
  const { county } = ctx.actor
  const key = ctx.keyring.county(county)
  return ctx.db.read(deedScope(ctx), async (tx) => {
    const rows = await tx.query<{ id: string }>(
      `select id from account where county = $1 and state = 'active' order by created_at, id limit 1000`,
      [county],
    )
    const accounts = []
    for (const { id } of rows)
      accounts.push({
        id,
        name: await readIdentity(tx, key, county, id, 'name'),
        phone: await readIdentity(tx, key, county, id, 'phone'),
        posts: await readPosts(tx, county, id, ctx.realNow),
      })
    return accounts
  })
}

/** The invented staff of a demo county, by role. */
export async function readDemoSignIns(ctx: Context) {
  const accounts = await readAccounts(ctx)
  return accounts
    .flatMap(({ name, phone, posts }) => posts.slice(0, 1).map((post) => ({ role: post.role, name, phone })))
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
}

export interface HeldPost {
  readonly id: string
  readonly account: string
  readonly role: Role
  readonly area: string
  readonly site: string | null
}

/** Posts in force in any of these areas. */
export async function readPostsIn(tx: Tx, county: string, areas: readonly string[]): Promise<HeldPost[]> {
  return tx.query<HeldPost>(
    `select id, account, role, area, site from post where county = $1 and area = any($2) and upper_inf(valid) order by id`,
    [county, areas],
  )
}
