import { bind, type Context, deedScope } from '../../platform/http/context.ts'
import { createAccount, createToken, endToken, makeCode, signIn, signOut } from './actions.ts'
import { accessApi } from './api.ts'
import type { Me } from './model.ts'
import {
  forgetSessions,
  readAccounts,
  readDemoSignIns,
  readIdentity,
  readPosts,
  readTokens,
} from './reads.ts'

export interface AccessServices {
  /** Carries a one-time code to a telephone; where no SMS is configured it does nothing. */
  readonly carryCode: (ctx: Context, phone: string, code: string) => Promise<void>
}

async function whoAmI(ctx: Context): Promise<Me> {
  const { county, world, id } = ctx.actor
  return ctx.db.read(deedScope(ctx), async (tx) => ({
    account: id,
    name: await readIdentity(tx, ctx.keyring.county(county), county, id, 'name'),
    posts: await readPosts(tx, county, id, ctx.realNow),
    county,
    world,
  }))
}

export const accessRoutes = (services: AccessServices) =>
  bind(accessApi, {
    async sendCode(ctx, { body }) {
      const { code, known } = await makeCode(ctx, body.phone)
      if (known) await services.carryCode(ctx, body.phone, code)
      const county = await ctx.clock.county(ctx.actor.county)
      return { sent: true as const, validFor: 300, ...(county.demo ? { demoCode: code } : {}) }
    },
    async signIn(ctx, { body }, answer) {
      const signed = await signIn(ctx, body.phone, body.code)
      answer.session = { token: signed.token, expiresAt: signed.expiresAt }
      return signed.me
    },
    async signOut(ctx, _input, answer) {
      if (answer.bearer !== undefined) await signOut(ctx, answer.bearer)
      forgetSessions(ctx)
      answer.session = { token: '', expiresAt: undefined }
      return { done: true as const }
    },
    me: (ctx) => whoAmI(ctx),
    async demoSignIns(ctx) {
      const county = await ctx.clock.county(ctx.actor.county)
      return { signIns: county.demo ? await readDemoSignIns(ctx) : [] }
    },
    async tokens(ctx) {
      return { tokens: await readTokens(ctx) }
    },
    createToken: (ctx, { body }) => createToken(ctx, body),
    async endToken(ctx, { params }) {
      await endToken(ctx, params.id)
      forgetSessions(ctx)
      return { done: true as const }
    },
    async accounts(ctx) {
      return { accounts: await readAccounts(ctx) }
    },
    createAccount: (ctx, { body }) => createAccount(ctx, body),
  })
