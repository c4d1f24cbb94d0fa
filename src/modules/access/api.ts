/** Sign-in, the person signed in, tokens, accounts. */
import { z } from 'zod'
import { ROLES } from '../../base/actor.ts'
import { endpoint } from '../../base/contract.ts'
import { Me, Phone, PostView } from './model.ts'

export const accessApi = {
  /** Sends a one-time code to a telephone. The answer is the same whether the number is known or not. */
  sendCode: endpoint({
    id: 'access.sendCode',
    method: 'POST',
    path: '/sign-in/code',
    summary: 'Send a one-time code to a telephone',
    door: 'public',
    perMinute: 100,
    body: z.strictObject({ phone: Phone }),
    output: z.object({
      sent: z.literal(true),
      /** Seconds the code is valid. */
      validFor: z.int(),
      /** In a demo county only: the code itself, to be shown on the page. */
      demoCode: z.string().optional(),
    }),
    errors: ['access.code_locked'],
  }),
  /** Signs in with telephone and code; sets the session cookie of this county and world. */
  signIn: endpoint({
    id: 'access.signIn',
    method: 'POST',
    path: '/sign-in',
    summary: 'Sign in with telephone and one-time code',
    door: 'public',
    perMinute: 200,
    body: z.strictObject({
      phone: Phone,
      code: z
        .string()
        .trim()
        .regex(/^\d{6}$/),
    }),
    output: Me,
    errors: ['access.code_wrong', 'access.code_expired', 'access.code_locked', 'access.no_post'],
  }),
  signOut: endpoint({
    id: 'access.signOut',
    method: 'POST',
    path: '/sign-out',
    summary: 'End the session',
    door: 'public',
    output: z.object({ done: z.literal(true) }),
  }),
  me: endpoint({
    id: 'access.me',
    method: 'GET',
    path: '/me',
    summary: 'Who is signed in, with which posts',
    door: 'staff',
    output: Me,
  }),
  /** The invented sign-ins of a demo county; empty elsewhere. */
  demoSignIns: endpoint({
    id: 'access.demoSignIns',
    method: 'GET',
    path: '/demo/sign-ins',
    summary: 'Demo sign-ins (a county marked demo only)',
    door: 'public',
    output: z.object({
      signIns: z.array(z.object({ role: z.enum(ROLES), name: z.string(), phone: z.string() })),
    }),
  }),
  tokens: endpoint({
    id: 'access.tokens',
    method: 'GET',
    path: '/tokens',
    summary: 'API tokens of this world that the caller may manage',
    door: 'staff',
    output: z.object({
      tokens: z.array(
        z.object({
          id: z.uuid(),
          label: z.string(),
          createdAt: z.number(),
          expiresAt: z.number().nullable(),
        }),
      ),
    }),
  }),
  /** Makes an API token for the caller's own posts, valid in this county and world only; shown once. */
  createToken: endpoint({
    id: 'access.createToken',
    method: 'POST',
    path: '/tokens',
    summary: 'Make an API token, shown once',
    door: 'staff',
    status: 201,
    body: z.strictObject({
      command: z.uuid(),
      label: z.string().trim().min(1).max(80),
      /** Days until it ends; at most 365. */
      days: z.int().min(1).max(365).default(30),
    }),
    output: z.object({ id: z.uuid(), token: z.string() }),
  }),
  endToken: endpoint({
    id: 'access.endToken',
    method: 'DELETE',
    path: '/tokens/:id',
    summary: 'End an API token',
    door: 'staff',
    params: z.object({ id: z.uuid() }),
    output: z.object({ done: z.literal(true) }),
  }),
  accounts: endpoint({
    id: 'access.accounts',
    method: 'GET',
    path: '/accounts',
    summary: 'Accounts and their posts',
    door: ['sys_admin'],
    output: z.object({
      accounts: z.array(
        z.object({ id: z.uuid(), name: z.string(), phone: z.string(), posts: z.array(PostView) }),
      ),
    }),
  }),
  createAccount: endpoint({
    id: 'access.createAccount',
    method: 'POST',
    path: '/accounts',
    summary: 'Make an account with its first post',
    door: ['sys_admin'],
    status: 201,
    body: z.strictObject({
      command: z.uuid(),
      name: z.string().trim().min(1).max(60),
      phone: Phone,
      post: z.strictObject({ role: z.enum(ROLES), area: z.string().max(30), site: z.uuid().optional() }),
    }),
    output: z.object({ id: z.uuid() }),
  }),
}
