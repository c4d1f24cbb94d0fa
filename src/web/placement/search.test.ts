import { describe, expect, it } from 'vitest'
import { LISTED_NEEDS, partySearch, siteSearch } from './search.ts'

describe('partySearch', () => {
  it('keeps what is known and drops the rest', () => {
    expect(partySearch({ state: 'placed', waiting: 'nonsense', need: 'medical', x: 1 })).toEqual({
      state: 'placed',
      need: 'medical',
    })
  })
  it('has no filter by diet, language, plate or direction', () => {
    expect(partySearch({ need: 'halal', language: 'ug', plate: '甘F', direction: '哈密' })).toEqual({})
    expect(LISTED_NEEDS).not.toContain('halal')
  })
  it('takes a code as number or text, and only its digits', () => {
    expect(partySearch({ code: 161803 })).toEqual({ code: '161803' })
    expect(partySearch({ code: '016 18' })).toEqual({ code: '01618' })
    expect(partySearch({ code: '马女士' })).toEqual({})
  })
})

describe('siteSearch', () => {
  it('reads flags as they come out of an address', () => {
    expect(siteSearch({ free: true, over: 'false', kind: 'hotel' })).toEqual({ free: true, kind: 'hotel' })
  })
})
