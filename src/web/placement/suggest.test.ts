import { describe, expect, it } from 'vitest'
import { NOW, siteWith } from './sample.ts'
import { suggest } from './suggest.ts'

const HERE = { lon: 95.78, lat: 40.51 }
const party = { size: 3, needs: [], site: null }
const names = (...given: Parameters<typeof suggest>) => suggest(...given).map(({ site }) => site.name)

describe('suggest', () => {
  it('names open sites with room, the nearest first, each once, and how far they are', () => {
    const pool = siteWith(1).pools[0]!
    const near = siteWith(1, { pools: [pool, { ...pool, kind: 'cot' }] })
    const far = siteWith(2, { lon: 95.9 })
    expect(names(party, HERE, [far, near], NOW, 5)).toEqual([near.name, far.name])
    expect(suggest(party, HERE, [far], NOW, 5)[0]?.metres).toBeGreaterThan(9_000)
  })
  it('leaves out closed and full sites, and the one they are in', () => {
    const closed = siteWith(1, { state: 'suspended' })
    const full = siteWith(2, { pools: siteWith(2).pools.map((pool) => ({ ...pool, free: 2 })) })
    const own = siteWith(3)
    expect(names({ ...party, site: own.id }, HERE, [closed, full, own], NOW, 5)).toEqual([])
  })
  it('keeps to the needs, and says nothing of metres where nobody knows where they are', () => {
    const plain = siteWith(1)
    const withPets = siteWith(2, { features: ['pets'] })
    const found = suggest({ ...party, needs: ['pets'] }, undefined, [plain, withPets], NOW, 5)
    expect(found.map(({ site, metres }) => [site.name, metres])).toEqual([[withPets.name, undefined]])
  })
})
