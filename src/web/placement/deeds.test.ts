import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '../../base/actor.ts'
import type { PartyView } from '../../modules/placement/model.ts'
import { deedWord, keyOf, rowAfter, whyNotDeed } from './deeds.ts'
import { idOf, NOW, rowWith } from './sample.ts'
import { words } from './words.ts'

function actorAs(role: Role, site?: string): Actor {
  return {
    ...{ kind: 'staff', id: idOf(1), county: 'c', world: 0, simulator: false },
    posts: [{ role, area: 'c1', site }],
    ...{ mode: 'emergency', language: 'zh' },
  }
}

describe('whyNotDeed', () => {
  const placed = rowWith(1, { state: 'placed', site: idOf(9), community: 'c2' })
  it('asks the post first, then the state', () => {
    expect(whyNotDeed('accept', actorAs('intake_desk'), placed)).toBeUndefined()
    expect(whyNotDeed('accept', actorAs('auditor'), placed)).toBe('not_allowed')
    expect(whyNotDeed('depart', actorAs('intake_desk'), placed)).toBe('placement.step_not_possible')
  })
  it('lets a warden check in at the own site only', () => {
    expect(whyNotDeed('arrive', actorAs('site_warden', idOf(9)), placed)).toBeUndefined()
    expect(whyNotDeed('arrive', actorAs('site_warden', idOf(8)), placed)).toBe('not_allowed')
  })
})

it('calls the first placing placing, and has a key for all but withdrawing', () => {
  expect(deedWord('transfer', { state: 'waiting' })).toBe(words.place)
  expect(deedWord('transfer', { state: 'arrived' })).toBe(words.transfer)
  expect([keyOf('arrive'), keyOf('withdraw')]).toEqual(['i', undefined])
})

it('shows a deed in its row at once, and keeps the community only where the site is the same', () => {
  const row = rowWith(1, { state: 'placed', site: idOf(9), siteName: '甲', community: 'c2' })
  const { site: _site, siteName: _name, siteNameEn: _en, community: _area, ...shared } = row
  const view: PartyView = {
    ...shared,
    ...{ state: 'departed', changedAt: NOW + 99, version: 2, placement: null, waiting: null },
    ...{
      name: null,
      phone: null,
      plate: null,
      duplicates: [],
      movedFrom: null,
      mergedInto: null,
      unconfirmed: null,
    },
  }
  expect(rowAfter(row, view)).toMatchObject({
    state: 'departed',
    changedAt: NOW + 99,
    site: null,
    siteName: null,
    siteNameEn: null,
    community: null,
    holdUntil: null,
  })
})
