import { describe, expect, it } from 'vitest'
import { OFFER_STATES, type OfferState } from './model.ts'
import { type OfferStep, poolsOf, siteOf, whyNot, whyNotChecked } from './rules.ts'

const POSSIBLE: Readonly<Record<OfferState, readonly OfferStep[]>> = {
  offered: ['check', 'refuse', 'stop'],
  open: ['stop'],
  ended: [],
  withdrawn: [],
  refused: [],
}
const check = {
  command: '01a2158a-b593-7e9b-954c-efbd3c1f1e10',
  ...{ lon: 95.78, lat: 40.52, beds: 2, floors: 3, stoveChecked: false, landmark: '' },
  forWhom: 'any' as const,
}

describe('an offer', () => {
  it.each(
    OFFER_STATES.flatMap((state) =>
      (['check', 'refuse', 'stop'] as const).map((step) => [state, step] as const),
    ),
  )('%s: %s', (state, step) => {
    expect(whyNot(step, { state })).toBe(
      POSSIBLE[state].includes(step) ? undefined : 'offers.step_not_possible',
    )
  })

  it.each([
    ['coal', false, 'offers.stove_unchecked'],
    ['coal', true, undefined],
    ['central', false, undefined],
    ['none', false, undefined],
  ] as const)('heated by %s, looked at: %s', (stove, stoveChecked, expected) => {
    expect(whyNotChecked({ stove }, { ...check, stoveChecked })).toBe(expected)
  })

  it('without a place is none', () => {
    expect(whyNotChecked({ stove: 'central' }, { ...check, beds: 0, floors: 0 })).toBe('sites.no_places')
  })

  it('takes whom the host takes: a family alone, women apart, or anybody', () => {
    expect(poolsOf({ beds: 2, floors: 3, forWhom: 'any' })).toEqual([
      { kind: 'floor', roomClass: 'general', roomSize: 0, shared: true, places: 5 },
    ])
    expect(poolsOf({ beds: 3, floors: 2, forWhom: 'family' })).toMatchObject([
      { kind: 'bed', roomSize: 5, shared: false, places: 5 },
    ])
    expect(poolsOf({ beds: 30, floors: 20, forWhom: 'family' })).toMatchObject([{ roomSize: 0, places: 50 }])
    expect(poolsOf({ beds: 0, floors: 3, forWhom: 'women' })).toMatchObject([
      { roomClass: 'women', places: 3 },
    ])
  })

  it('opens one site whose name says nobody’s', () => {
    const identity = { contact: '马大姐', phone: '13800001111', address: '文化街 3 号' }
    const site = siteOf({ id: 'a1b2', kind: 'home', stove: 'none' }, check, identity, {
      zh: '居民家 7',
      en: 'Home 7',
    })
    expect(site).toMatchObject({
      name: '居民家 7',
      kind: 'home',
      externalId: 'offer-a1b2',
      features: [],
      contact: '马大姐',
    })
  })
})
