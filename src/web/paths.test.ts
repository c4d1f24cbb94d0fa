import { describe, expect, test } from 'vitest'
import { prefixOfWorld, routes, safeBack } from './paths.ts'

describe('the way back after sign-in', () => {
  test('stays within this build', () => {
    expect(safeBack('/desk/parties?state=waiting')).toBe('/desk/parties?state=waiting')
  })
  test.each([
    undefined,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    'javascript:alert(1)',
  ])('leads to the desk for %s', (back) => {
    expect(safeBack(back)).toBe(routes.desk)
  })
})

describe('another world of the same county', () => {
  test.each([
    ['', 'guazhou', 3, '/c/guazhou/w/3'],
    ['/c/dunhuang/w/0', 'guazhou', 3, '/c/dunhuang/w/3'],
    ['/c/dunhuang/w/7', 'guazhou', 0, '/c/dunhuang/w/0'],
  ])('from %s of %s to %i', (prefix, county, world, wanted) => {
    expect(prefixOfWorld(prefix, county, world)).toBe(wanted)
  })
})
