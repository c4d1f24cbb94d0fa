/** What a desk does with a party: keys, whether it may be done now, and the call. */
import type { Actor } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'
import type { Text } from '../../base/words.ts'
import { placementApi } from '../../modules/placement/api.ts'
import type { PartyRow, PartyState, PartyView } from '../../modules/placement/model.ts'
import { mayNot } from '../../modules/placement/policy.ts'
import { type PartyStep, whyNot } from '../../modules/placement/rules.ts'
import { call } from '../shell/client.ts'
import { words } from './words.ts'

export const DEEDS = ['accept', 'arrive', 'transfer', 'depart', 'withdraw'] as const
export type Deed = (typeof DEEDS)[number] & PartyStep

/** One key each; withdrawing is rare and has none. */
export const DEED_KEYS: Readonly<Record<string, Deed>> = {
  a: 'accept',
  i: 'arrive',
  t: 'transfer',
  d: 'depart',
}

export function keyOf(deed: Deed): string | undefined {
  return Object.keys(DEED_KEYS).find((key) => DEED_KEYS[key] === deed)
}

const DEED_DONE: Readonly<Record<Deed, Text>> = {
  accept: words.acceptDone,
  arrive: words.arriveDone,
  transfer: words.transferDone,
  depart: words.departDone,
  withdraw: words.withdrawDone,
}

/** A party that waits is placed; one that has a place is moved. Both are the same deed. */
export function deedWord(deed: Deed, party: { readonly state: PartyState }): Text {
  return deed === 'transfer' && party.state === 'waiting' ? words.place : words[deed]
}

export function doneWord(deed: Deed, party: { readonly state: PartyState }): Text {
  return deed === 'transfer' && party.state === 'waiting' ? words.placeDone : DEED_DONE[deed]
}

/** What a deed needs to know of a party; both a row and a page have it. */
export interface Subject {
  readonly id: string
  readonly code: string
  readonly size: number
  readonly state: PartyState
  readonly site: string | null
  readonly siteName: string | null
  readonly siteNameEn: string | null
  readonly community: string | null
}

export function subjectOfView(view: PartyView, community: string | null): Subject {
  const site = view.placement?.site
  const names = { siteName: site?.name ?? null, siteNameEn: site?.nameEn ?? null }
  return { ...view, ...names, site: site?.id ?? null, community }
}

/** Why this person cannot do the deed with this party now; the server has the last word. */
export function whyNotDeed(deed: Deed, actor: Actor, party: Subject): Code | undefined {
  const site = party.site === null ? undefined : { id: party.site, community: party.community, grid: null }
  return mayNot[deed](actor, party, site) ?? whyNot(deed, party)
}

export interface DeedInput {
  /** Made when the question is asked, so that confirming twice is one deed. */
  readonly command: string
  /** For `arrive` (elsewhere than told) and `transfer`. */
  readonly site?: string | undefined
  readonly reason?: 'withdrawn' | 'self_arranged'
  /** For `transfer`: why a person sends the party elsewhere than the program would. */
  readonly why?: string | undefined
}

/** Does the deed. @throws ApiRefusal, NetworkFailure */
export function doDeed(
  deed: Deed,
  id: string,
  { command, site, reason, why }: DeedInput,
): Promise<PartyView> {
  const params = { id }
  switch (deed) {
    case 'accept':
      return call(placementApi.accept, { params, body: { command } })
    case 'arrive':
      return call(placementApi.arrive, { params, body: { command, site } })
    case 'transfer':
      return call(placementApi.transfer, {
        params,
        body: { command, site: site ?? '', ...(why ? { reason: why } : {}) },
      })
    case 'depart':
      return call(placementApi.depart, { params, body: { command } })
    case 'withdraw':
      return call(placementApi.withdraw, { params, body: { command, reason } })
  }
}

/** The ledger's row after a deed, without waiting for the ledger to tell of it. */
export function rowAfter(row: PartyRow, view: PartyView): PartyRow {
  const { placement, waiting } = view
  const sameSite = placement?.site.id === row.site
  return {
    ...row,
    ...{ state: view.state, changedAt: view.changedAt, needs: view.needs, size: view.size },
    site: placement?.site.id ?? null,
    siteName: placement?.site.name ?? null,
    siteNameEn: placement?.site.nameEn ?? null,
    community: placement ? (sameSite ? row.community : null) : null,
    placementState: placement?.state ?? null,
    holdUntil: placement?.holdUntil ?? null,
    arrivedAt: placement?.arrivedAt ?? null,
    waiting: waiting?.reason ?? null,
    waitingNeed: waiting?.need ?? null,
  }
}
