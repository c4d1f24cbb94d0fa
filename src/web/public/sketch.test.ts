import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Directions } from '../../modules/placement/model.ts'
import { sketch } from './sketch.ts'

const LABELS = { here: '您在这里', there: '瓜州县渊泉街小学体育馆东门', north: '北', alt: '往东北到渊泉小学' }
const degrees = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true })
const point = fc.tuple(degrees(95.6, 96), degrees(40.4, 40.6))

function directions(from: readonly [number, number], line: readonly [number, number][]): Directions {
  const [lon, lat] = from
  return {
    metres: 900,
    minutes: 12,
    by: 'foot',
    bearing: 'NE',
    from: { lon, lat },
    line: [...line],
    streets: [],
  }
}

test('any way of at most 60 points is drawn inside the frame in at most 2 kB', () => {
  fc.assert(
    fc.property(point, fc.array(point, { maxLength: 60 }), point, (from, line, [lon, lat]) => {
      const text = sketch(directions(from, line), { lon, lat }, LABELS).text
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048)
      const drawn = /points="([^"]+)"/.exec(text)?.[1]?.split(' ') ?? []
      for (const pair of drawn) {
        const [x = -1, y = -1] = pair.split(',').map(Number)
        expect(x >= 0 && x <= 320 && y >= 0 && y <= 190).toBe(true)
      }
    }),
  )
})

test('here and there on one spot, and no known street, are drawn too', () => {
  const text = sketch(directions([95.78, 40.51], []), { lon: 95.78, lat: 40.51 }, LABELS).text
  expect(text).not.toMatch(/NaN|Infinity/)
  expect(text).toContain('您在这里')
})

test('north is up and east is right', () => {
  const text = sketch(directions([95.7, 40.5], []), { lon: 95.8, lat: 40.6 }, LABELS).text
  const [start = '', end = ''] = /points="([^"]+)"/.exec(text)?.[1]?.split(' ') ?? []
  const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [start.split(',').map(Number), end.split(',').map(Number)]
  expect(x2).toBeGreaterThan(x1)
  expect(y2).toBeLessThan(y1)
})

test('names are escaped', () => {
  const text = sketch(
    directions([95.7, 40.5], []),
    { lon: 95.8, lat: 40.6 },
    { ...LABELS, there: '<a>', alt: '"x' },
  ).text
  expect(text).toContain('&lt;a&gt;')
  expect(text).toContain('aria-label="&quot;x"')
})
