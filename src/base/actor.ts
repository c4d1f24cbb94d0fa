/** Who acts, in which county and world, holding which posts. Built once a request; rules and policies only read it. */
import type { AreaCode } from './area.ts'
import type { Language } from './words.ts'

/** Roles of language.md §2.11 that exist so far. */
export const ROLES = [
  'sys_admin',
  'duty_officer',
  'intake_desk',
  'site_warden',
  'community_secretary',
  'grid_worker',
  'auditor',
] as const
export type Role = (typeof ROLES)[number]

/** A post: a role held in an area, or for one site. */
export interface Post {
  readonly role: Role
  readonly area: AreaCode
  readonly site?: string
}

export type ActorKind = 'public' | 'party' | 'staff' | 'system'

export interface Actor {
  readonly kind: ActorKind
  /** Account id for staff, party id for a party with its token, a job's name for the system; empty for the public. */
  readonly id: string
  readonly county: string
  readonly world: number
  readonly posts: readonly Post[]
  /** True for tokens made for a play's simulator; such an actor exists in no world 0. */
  readonly simulator: boolean
  /** What is in force in the world (filled from `mode` by the house). */
  readonly mode: 'everyday' | 'emergency'
  readonly language: Language
}

/** True where the actor holds one of the roles anywhere. */
export function holds(actor: Actor, ...roles: readonly Role[]): boolean {
  return actor.posts.some((post) => roles.includes(post.role))
}
