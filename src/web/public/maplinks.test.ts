import gcoord from 'gcoord'
import { expect, test } from 'vitest'
import { metresBetween } from '../../base/geo.ts'
import { mapLinks } from './maplinks.ts'

const AT = { lon: 95.7796, lat: 40.5157 }

function numbers(text: string | null): [number, number] {
  const [a = Number.NaN, b = Number.NaN] = (text ?? '').match(/\d+\.\d+/g)?.map(Number) ?? []
  return [a, b]
}

test('each link carries the place in the datum its program reads', () => {
  const [amap, baidu, tencent] = mapLinks(AT, '渊泉小学').map((link) => new URL(link.href).searchParams)
  const [alon, alat] = numbers(amap?.get('position') ?? null)
  const [blat, blon] = numbers(baidu?.get('location') ?? null)
  const [tlat, tlon] = numbers(tencent?.get('marker') ?? null)
  const back = [
    gcoord.transform([alon, alat], gcoord.GCJ02, gcoord.WGS84),
    gcoord.transform([blon, blat], gcoord.BD09, gcoord.WGS84),
    gcoord.transform([tlon, tlat], gcoord.GCJ02, gcoord.WGS84),
  ]
  for (const [lon, lat] of back) expect(metresBetween(AT, { lon, lat })).toBeLessThan(2)
  // Unconverted coordinates would lie hundreds of metres off.
  expect(metresBetween(AT, { lon: alon, lat: alat })).toBeGreaterThan(100)
})

test('https only; a name can end no field of its own', () => {
  const links = mapLinks(AT, 'a;b:c&marker=x')
  for (const { href } of links) expect(new URL(href).protocol).toBe('https:')
  const tencent = new URL(links[2]?.href ?? '').searchParams
  expect(tencent.getAll('marker')).toHaveLength(1)
  expect(tencent.get('marker')?.split(';')).toHaveLength(2)
})
