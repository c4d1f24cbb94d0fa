/** Questions about entry codes: asked by every registration, so a process remembers those that vouch for a moment. */
import { Refusal } from '../../base/refusal.ts'
import { base32, sameBytes } from '../../platform/crypto/token.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { remember } from '../../platform/remember.ts'
import { groundOf } from '../places/reads.ts'
import type { EntryCodeView, EntryGate, ScreenView } from './model.ts'
import { isTimely, type LiveCode, partsOf, tokenText, turnOf, turnsAt } from './rules.ts'
import { CODE_COLUMNS, type CodeRow } from './store.ts'

type Signing = Pick<Context, 'keyring' | 'actor'>

/** How a code is named in a token: its id, shorter. */
function keyOf(id: string): string {
  return base32(Buffer.from(id.replaceAll('-', ''), 'hex'))
}

/** Signed by the county's key, which lies in no database: a copy of every row makes no token. */
function signature({ keyring, actor: { county, world } }: Signing, id: string, what: string): string {
  return keyring.county(county).signature('entry', `${world}/${id}/${what}`)
}

/** @param turn of a screen */
export function tokenOf(ctx: Signing, id: string, turn?: number): string {
  return tokenText(keyOf(id), turn, signature(ctx, id, turn === undefined ? 'poster' : `turn/${turn}`))
}

function linkOf(ctx: Signing, id: string): string {
  return tokenText(keyOf(id), undefined, signature(ctx, id, 'screen'))
}

function registerPath(entry: string, token: string): string {
  return `/r?e=${encodeURIComponent(entry)}&t=${token}`
}

export interface Gates {
  readonly codes: readonly LiveCode[]
  readonly byKey: ReadonlyMap<string, LiveCode>
  /** Entries at which a desk stands. */
  readonly desks: ReadonlySet<string>
}

/** How long a process believes what vouches; a revocation reaches other processes within it. */
const BELIEVED = 2_000
const gates = remember<Gates>(BELIEVED)

export function gatesOf(ctx: Context): Promise<Gates> {
  const { county, world } = ctx.actor
  return gates.get(ctx, `${county}/${world}`, () =>
    ctx.db.read(deedScope(ctx), async (tx) => {
      const codes = await tx.query<LiveCode>(
        `select id, entry, kind, per_minute as "perMinute" from entry_code
         where county = $1 and world = $2 and revoked_at is null order by id`,
        [county, world],
      )
      const desks = await tx.query<{ entry: string }>(
        'select entry from entry_desk where county = $1 and world = $2',
        [county, world],
      )
      return {
        codes,
        byKey: new Map(codes.map((code) => [keyOf(code.id), code])),
        desks: new Set(desks.map(({ entry }) => entry)),
      }
    }),
  )
}

/** After a change by this process. */
export function forgetGates(ctx: Context): void {
  gates.forget(ctx, `${ctx.actor.county}/${ctx.actor.world}`)
}

function isSame(a: string, b: string): boolean {
  return sameBytes(Buffer.from(a), Buffer.from(b))
}

/** The code that a token proves to have been at; undefined for one that is revoked, late, of another world, or made up. */
export function vouches(ctx: Context, { byKey }: Gates, token: string | undefined): LiveCode | undefined {
  const parts = token === undefined ? undefined : partsOf(token)
  const code = parts && byKey.get(parts.key)
  if (parts === undefined || code === undefined) return undefined
  if ((code.kind === 'screen') !== (parts.turn !== undefined)) return undefined
  if (parts.turn !== undefined && !isTimely(parts.turn, ctx.now)) return undefined
  return isSame(tokenOf(ctx, code.id, parts.turn), token!) ? code : undefined
}

/** What a screen shows now. @throws Refusal bad_token where the link is none, or its code is revoked */
export async function screenOf(ctx: Context, link: string): Promise<ScreenView> {
  const code = (await gatesOf(ctx)).byKey.get(partsOf(link)?.key ?? '')
  if (code === undefined || code.kind !== 'screen' || !isSame(linkOf(ctx, code.id), link))
    throw new Refusal('bad_token')
  const { entries } = await groundOf(ctx)
  return {
    entry: code.entry,
    name: entries.get(code.entry)!.name,
    path: registerPath(code.entry, tokenOf(ctx, code.id, turnOf(ctx.now))),
    until: turnsAt(ctx.now),
  }
}

/** Codes told of one entry at most; the live ones first. */
const SHOWN = 20

/** Every entry point with its codes. */
export async function listGates(ctx: Context): Promise<EntryGate[]> {
  const { county, world } = ctx.actor
  const { entries } = await groundOf(ctx)
  const { codes, desks } = await ctx.db.read(deedScope(ctx), async (tx) => ({
    codes: await tx.query<CodeRow>(
      `select ${CODE_COLUMNS} from entry_code where county = $1 and world = $2
       order by revoked_at is not null, made_at desc, id desc`,
      [county, world],
    ),
    desks: await tx.query<{ entry: string }>(
      'select entry from entry_desk where county = $1 and world = $2',
      [county, world],
    ),
  }))
  const view = ({ entry, ...code }: CodeRow): EntryCodeView => ({
    ...code,
    path:
      code.kind === 'poster' ? registerPath(entry, tokenOf(ctx, code.id)) : `/screen/${linkOf(ctx, code.id)}`,
  })
  return [...entries.values()].map(({ id, name }) => ({
    entry: id,
    name,
    desk: desks.some(({ entry }) => entry === id),
    codes: codes
      .filter(({ entry }) => entry === id)
      .slice(0, SHOWN)
      .map(view),
  }))
}
