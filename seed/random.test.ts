import { expect, test } from 'vitest'
import { random } from './random.ts'

test('equal names and seeds give the equal stream, others do not', () => {
  const take = (name: string, seed?: number) => Array.from({ length: 50 }, random(name, seed).next)
  expect(take('a')).toEqual(take('a'))
  expect(take('a')).not.toEqual(take('b'))
  expect(take('a', 1)).not.toEqual(take('a', 2))
})

test('numbers spread evenly and stay within their bounds', () => {
  const r = random('spread')
  const counts = new Array<number>(10).fill(0)
  for (let n = 0; n < 20_000; n++) counts[Math.floor(r.next() * 10)]!++
  // 2,000 expected in each tenth, standard deviation 42.
  for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(210)
  const whole = Array.from({ length: 500 }, () => r.int(3, 7))
  expect(new Set(whole)).toEqual(new Set([3, 4, 5, 6, 7]))
})

test('weights are kept and a weight of nothing is never drawn', () => {
  const r = random('weights')
  const counts = [0, 0, 0]
  for (let n = 0; n < 9_000; n++) counts[r.weighted([1, 0, 2])]!++
  expect(counts[1]).toBe(0)
  expect(Math.abs(counts[0]! - 3_000)).toBeLessThan(230)
})

test('the bell has mean nought and deviation one', () => {
  const r = random('bell')
  const drawn = Array.from({ length: 20_000 }, r.bell)
  const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length
  const variance = drawn.reduce((a, b) => a + (b - mean) ** 2, 0) / drawn.length
  expect(Math.abs(mean)).toBeLessThan(0.04)
  expect(Math.abs(variance - 1)).toBeLessThan(0.06)
})

test('a shuffle keeps every element', () => {
  const list = Array.from({ length: 40 }, (_, n) => n)
  const shuffled = random('shuffle').shuffled(list)
  expect(shuffled).not.toEqual(list)
  expect([...shuffled].sort((a, b) => a - b)).toEqual(list)
})
