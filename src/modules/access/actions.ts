/** Signing in by one-time code, sessions and tokens, accounts and posts. Real time throughout. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Post, Role } from '../../base/actor.ts'
import { uuidv7 } from '../../base/ids.ts'
import { demand, Refusal } from '../../base/refusal.ts'
import { DAY, HOUR, MINUTE, type Moment } from '../../base/time.ts'
import { normalisePhone } from '../../platform/crypto/search.ts'
import { tokenHash } from '../../platform/crypto/token.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import { type Context, deedScope, type Shared } from '../../platform/http/context.ts'
import { record } from '../../platform/ledger/record.ts'
import type { Me } from './model.ts'
import { mayNot } from './policy.ts'
import { findByPhone, forgetSessions, readIdentity, readPosts, readPostsIn } from './reads.ts'

/** A one-time code is valid this long. */
const CODE_VALID = 5 * MINUTE
/** Wrong tries, and sendings to one telephone, within CODE_LOCKED; a new code does not give new guesses. */
const CODE_TRIES = 5
const CODE_SENDINGS = 10
const CODE_LOCKED = 10 * MINUTE
/** A browser's session ends after a shift and a half. */
const SESSION = 12 * HOUR

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The telephone's key in the table of codes: a keyed hash, the number itself is not kept. */
function phoneToken(ctx: Context, phone: string): Buffer {
  return Buffer.from(ctx.keyring.county(ctx.actor.county).searchToken('code', normalisePhone(phone)))
}

function sixDigits(random: Uint8Array): string {
  const n = ((random[0]! << 24) | (random[1]! << 16) | (random[2]! << 8) | random[3]!) >>> 0
  return String(n % 1_000_000).padStart(6, '0')
}

/**
 * Makes a one-time code. The answer is the same for unknown numbers, and takes the same way.
 * @returns the code, for the channel that carries it (and the page of a demo county)
 */
export async function makeCode(ctx: Context, phone: string): Promise<{ code: string; known: boolean }> {
  const code = sixDigits(ctx.random(4))
  const { county } = ctx.actor
  const token = phoneToken(ctx, phone)
  const known = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const before = await tx.maybe<{ tries: number; sent: number; since: Moment }>(
      'select tries, sent, since from one_time_code where county = $1 and phone_token = $2 for update',
      [county, token],
    )
    const running = before !== undefined && ctx.realNow - before.since < CODE_LOCKED
    if (running && (before.tries >= CODE_TRIES || before.sent >= CODE_SENDINGS))
      throw new Refusal('access.code_locked')
    await tx.query(
      `insert into one_time_code (county, phone_token, code_hash, expires_at, tries, sent_at, since, sent)
       values ($1, $2, $3, $4, $6, $5, $7, $8)
       on conflict (county, phone_token) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at,
         tries = excluded.tries, sent_at = excluded.sent_at, since = excluded.since, sent = excluded.sent`,
      [
        county,
        token,
        hash(`${county}/${code}`),
        at(ctx.realNow + CODE_VALID),
        at(ctx.realNow),
        running ? before.tries : 0,
        at(running ? before.since : ctx.realNow),
        running ? before.sent + 1 : 1,
      ],
    )
    return (await findByPhone(tx, ctx.keyring.county(county), county, phone)) !== undefined
  })
  return { code, known }
}

/** @returns whether the code was right; a wrong try is counted even though the sign-in is refused */
async function useCode(tx: Tx, ctx: Context, phone: string, code: string): Promise<Refusal | undefined> {
  const { county } = ctx.actor
  const token = phoneToken(ctx, phone)
  const row = await tx.maybe<{ code_hash: Buffer; expires_at: Moment; tries: number }>(
    'select code_hash, expires_at, tries from one_time_code where county = $1 and phone_token = $2 for update',
    [county, token],
  )
  if (row === undefined || row.expires_at < ctx.realNow) return new Refusal('access.code_expired')
  if (row.tries >= CODE_TRIES) return new Refusal('access.code_locked')
  if (!timingSafeEqual(row.code_hash, hash(`${county}/${code}`))) {
    await tx.query('update one_time_code set tries = tries + 1 where county = $1 and phone_token = $2', [
      county,
      token,
    ])
    return new Refusal('access.code_wrong')
  }
  await tx.query('delete from one_time_code where county = $1 and phone_token = $2', [county, token])
  return undefined
}

export interface SignedIn {
  readonly me: Me
  readonly token: string
  readonly expiresAt: Moment
}

/** @throws Refusal access.code_wrong, access.code_expired, access.code_locked, access.no_post */
export async function signIn(ctx: Context, phone: string, code: string): Promise<SignedIn> {
  const { county, world } = ctx.actor
  const key = ctx.keyring.county(county)
  const expiresAt = ctx.realNow + SESSION
  const result = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const wrong = await useCode(tx, ctx, phone, code)
    if (wrong !== undefined) return wrong
    const account = await findByPhone(tx, key, county, phone)
    const posts = account === undefined ? [] : await readPosts(tx, county, account, ctx.realNow)
    if (account === undefined || posts.length === 0) return new Refusal('access.no_post')
    const { token } = await addSession(tx, ctx, account, 'browser', '', expiresAt)
    await record(tx, { ...ctx.actor, kind: 'staff', id: account }, ctx.now, {
      type: 'account.signed_in',
      subjectKind: 'account',
      subject: account,
    })
    const name = await readIdentity(tx, key, county, account, 'name')
    return { me: { account, name, posts, county, world }, token, expiresAt }
  })
  if (result instanceof Refusal) throw result
  ctx.committed(county)
  return result
}

/** Adds a session; its token is told once and stored as a hash. */
export async function addSession(
  tx: Tx,
  ctx: {
    readonly actor: { readonly county: string; readonly world: number }
    readonly realNow: Moment
    readonly random: Shared['random']
  },
  account: string,
  kind: 'browser' | 'api' | 'simulator' | 'duty',
  label: string,
  expiresAt: Moment | undefined,
): Promise<{ id: string; token: string }> {
  const { county, world } = ctx.actor
  if (kind === 'simulator' && world === 0) throw new Refusal('access.simulator_in_world_zero')
  const token = `jws_${Buffer.from(ctx.random(32)).toString('base64url')}`
  const id = uuidv7(ctx.realNow, ctx.random(10))
  await tx.query(
    `insert into session (county, world, hash, account, id, kind, label, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      county,
      world,
      Buffer.from(tokenHash(token)),
      account,
      id,
      kind,
      label,
      at(ctx.realNow),
      expiresAt === undefined ? null : at(expiresAt),
    ],
  )
  return { id, token }
}

export async function signOut(ctx: Context, token: string): Promise<void> {
  await ctx.db.tx(deedScope(ctx), (tx) =>
    tx.query('delete from session where county = $1 and hash = $2', [
      ctx.actor.county,
      Buffer.from(tokenHash(token)),
    ]),
  )
}

/** An API token with the caller's own posts, for this county and world. */
export async function createToken(
  ctx: Context,
  input: { readonly label: string; readonly days: number },
): Promise<{ id: string; token: string }> {
  const made = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const session = await addSession(
      tx,
      ctx,
      ctx.actor.id,
      'api',
      input.label,
      ctx.realNow + input.days * DAY,
    )
    await record(tx, ctx.actor, ctx.now, { type: 'token.created', subjectKind: 'token', subject: session.id })
    return session
  })
  ctx.committed(ctx.actor.county)
  return made
}

/** @throws Refusal not_found, not_allowed */
export async function endToken(ctx: Context, id: string): Promise<void> {
  await ctx.db.tx(deedScope(ctx), async (tx) => {
    const token = await tx.maybe<{ account: string }>(
      'select account from session where county = $1 and world = $2 and id = $3 for update',
      [ctx.actor.county, ctx.actor.world, id],
    )
    if (token === undefined) throw new Refusal('not_found', { what: 'token' })
    demand(mayNot.endToken(ctx.actor, token))
    await tx.query('delete from session where county = $1 and id = $2', [ctx.actor.county, id])
    await record(tx, ctx.actor, ctx.now, { type: 'token.ended', subjectKind: 'token', subject: id })
  })
  ctx.committed(ctx.actor.county)
}

export interface NewAccount {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly posts: readonly {
    readonly role: Role
    readonly area: string
    readonly site?: string | undefined
  }[]
}

/** Adds an account with its posts in the caller's transaction; one that exists is left as it is. */
export async function addAccount(
  tx: Tx,
  ctx: { readonly keyring: Shared['keyring']; readonly realNow: Moment; readonly random: Shared['random'] },
  county: string,
  account: NewAccount,
): Promise<boolean> {
  const key = ctx.keyring.county(county)
  const made = await tx.query(
    'insert into account (county, id, created_at) values ($1, $2, $3) on conflict (county, id) do nothing returning id',
    [county, account.id, at(ctx.realNow)],
  )
  if (made.length === 0) return false
  for (const field of ['name', 'phone'] as const)
    await tx.query('insert into account_identity (county, account, field, sealed) values ($1, $2, $3, $4)', [
      county,
      account.id,
      field,
      Buffer.from(key.seal(`account_identity:${account.id}:${field}`, account[field])),
    ])
  await tx.query(`insert into account_token (county, account, kind, token) values ($1, $2, 'phone', $3)`, [
    county,
    account.id,
    Buffer.from(key.searchToken('phone', normalisePhone(account.phone))),
  ])
  for (const post of account.posts) await addPost(tx, ctx, county, account.id, post)
  return true
}

async function addPost(
  tx: Tx,
  ctx: Pick<Context, 'realNow' | 'random'>,
  county: string,
  account: string,
  post: Post,
): Promise<void> {
  await tx.query(
    `insert into post (county, id, account, role, area, site, valid) values ($1, $2, $3, $4, $5, $6, tstzrange($7, null))`,
    [
      county,
      uuidv7(ctx.realNow, ctx.random(10)),
      account,
      post.role,
      post.area,
      post.site ?? null,
      at(ctx.realNow),
    ],
  )
}

/**
 * Posts held in areas that end go on in others: the old ones end, so that who held what and when stays answerable.
 * @param heirs by the area that ends
 * @returns what has moved
 */
export async function movePosts(
  tx: Tx,
  ctx: Pick<Context, 'db' | 'realNow' | 'random'>,
  county: string,
  heirs: ReadonlyMap<string, string>,
): Promise<{ readonly role: Role; readonly from: string; readonly to: string }[]> {
  const held = await readPostsIn(tx, county, [...heirs.keys()])
  await tx.query(
    `update post set valid = tstzrange(lower(valid), $3) where county = $1 and id = any($2) and upper_inf(valid)`,
    [county, held.map(({ id }) => id), at(ctx.realNow)],
  )
  for (const { account, role, area, site } of held)
    await addPost(tx, ctx, county, account, {
      role,
      area: heirs.get(area)!,
      ...(site === null ? {} : { site }),
    })
  forgetSessions(ctx)
  return held.map(({ role, area }) => ({ role, from: area, to: heirs.get(area)! }))
}

/** An account that stands for a site's duty link: a post at that site, no name and no telephone. */
export async function addDutyAccount(
  tx: Tx,
  ctx: Pick<Context, 'actor' | 'realNow' | 'random'>,
  id: string,
  site: string,
): Promise<void> {
  const { county } = ctx.actor
  await tx.query(`insert into account (county, id, state, created_at) values ($1, $2, 'duty', $3)`, [
    county,
    id,
    at(ctx.realNow),
  ])
  await addPost(tx, ctx, county, id, { role: 'site_warden', area: county, site })
}

/** Every device that came in by a link is out, at that moment (real time). */
export async function endDutySessions(
  tx: Tx,
  ctx: Pick<Context, 'actor'>,
  id: string,
  end: Moment,
): Promise<void> {
  await tx.query(
    `update session set expires_at = least(expires_at, $3) where county = $1 and account = $2 and kind = 'duty'`,
    [ctx.actor.county, id, at(end)],
  )
}

/** @throws Refusal not_allowed, bad_input (telephone in use) */
export async function createAccount(
  ctx: Context,
  input: {
    readonly command: string
    readonly name: string
    readonly phone: string
    readonly post: { readonly role: Role; readonly area: string; readonly site?: string | undefined }
  },
): Promise<{ id: string }> {
  demand(mayNot.manageAccounts(ctx.actor))
  const { county } = ctx.actor
  const id = input.command
  await ctx.db.tx(deedScope(ctx), async (tx) => {
    const holder = await findByPhone(tx, ctx.keyring.county(county), county, input.phone)
    if (holder === id) return
    if (holder !== undefined)
      throw new Refusal('bad_input', {
        part: 'body',
        issues: [{ path: 'phone', code: 'taken', problem: 'taken' }],
      })
    // A post held nowhere would see nothing, and nobody would know why.
    const area = await tx.maybe('select from area where county = $1 and code = $2 and upper_inf(valid)', [
      county,
      input.post.area,
    ])
    if (area === undefined) throw new Refusal('not_found', { what: 'area' })
    await addAccount(tx, ctx, county, { id, name: input.name, phone: input.phone, posts: [input.post] })
    await record(tx, ctx.actor, ctx.now, { type: 'account.created', subjectKind: 'account', subject: id })
  })
  ctx.committed(county)
  return { id }
}
