import { describe, expect, it } from 'vitest'
import { alikeIndex, areAlike, type Named, nameLikeness, plainName } from './alike.ts'

const here = { lon: 95.78, lat: 40.52 }
/** Metres to the north. */
const off = (metres: number) => ({ lon: here.lon, lat: here.lat + metres / 111_320 })
const entry = (name: string, position: Named['position'] = here, address = ''): Named => ({
  name,
  address,
  position,
})

describe('two entries that may be one place', () => {
  it.each([
    ['one name at one door', entry('丝路宾馆'), entry('丝路宾馆'), true],
    ['one name written in two ways', entry('丝路宾馆（瓜州）'), entry('丝路 宾馆 瓜州'), true],
    ['a firm by its full name', entry('敦煌大酒店有限公司'), entry('敦煌大酒店'), true],
    ['one name, 200 m apart', entry('第一小学'), entry('第一小学', off(200)), true],
    ['one name in two towns', entry('第一小学'), entry('第一小学', off(5000)), false],
    [
      'one name, one position unknown',
      entry('第一小学'),
      { name: '第一小学', address: '', position: undefined },
      true,
    ],
    ['half a name at one door', entry('瓜州丝路宾馆'), entry('丝路宾馆', off(20)), true],
    ['half a name over the road', entry('瓜州丝路宾馆'), entry('丝路宾馆', off(120)), false],
    ['other names at one door', entry('丝路宾馆'), entry('县体育馆', off(5)), false],
    [
      'half a name at one address',
      { name: '丝路宾馆', address: '文化街 1 号', position: undefined },
      { name: '瓜州丝路宾馆', address: '文化街1号', position: undefined },
      true,
    ],
    [
      'half a name, no address',
      { name: '丝路宾馆', address: '', position: undefined },
      { name: '瓜州丝路宾馆', address: '', position: undefined },
      false,
    ],
    [
      'half a name in one town',
      { name: '丝路宾馆', address: '渊泉镇', position: undefined },
      { name: '瓜州丝路宾馆', address: '渊泉镇', position: undefined },
      false,
    ],
    ['two houses of one street', entry('常乐住户接待0063'), entry('常乐住户接待0141', off(20)), false],
    [
      'two shops of one street',
      entry('刘记火锅店', here, '祁连路348号'),
      entry('陈记火锅店', off(20), '祁连路352号'),
      false,
    ],
    ['one number in two ways', entry('7号公寓楼'), entry('07号公寓楼大厅', off(20)), true],
    ['a number that only one names', entry('公寓大楼7号'), entry('公寓大楼', off(20)), true],
    ['nothing but signs', entry('——'), entry('……'), false],
  ])('%s', (_, a, b, expected) => {
    expect(areAlike(a, b)).toBe(expected)
    expect(areAlike(b, a)).toBe(expected)
  })

  it('are found in an index as they are found by looking at every pair', () => {
    const names = ['丝路宾馆', '瓜州丝路宾馆', '丝路 宾馆', '县体育馆', '瓜州县体育馆', '第一小学']
    const all = names.flatMap((name, n) =>
      [0, 40, 200, 450, 3000].map((metres, m) =>
        entry(name, m === 4 && n % 2 === 0 ? undefined : off(metres + n), n % 2 ? '文化街1号' : ''),
      ),
    )
    const index = alikeIndex<Named>()
    const before: Named[] = []
    for (const one of all) {
      const found = index.find(one)
      expect(found !== undefined).toBe(before.some((other) => areAlike(one, other)))
      if (found !== undefined) expect(areAlike(one, found)).toBe(true)
      index.add(one)
      before.push(one)
    }
  })

  it('likeness is a share of letter pairs', () => {
    expect(plainName('ＡＢＣ 宾馆（店）')).toBe('abc宾馆店')
    expect(nameLikeness('丝路宾馆', '丝路宾馆')).toBe(1)
    expect(nameLikeness('丝路宾馆', '县体育馆')).toBe(0)
    expect(nameLikeness('瓜州丝路宾馆', '丝路宾馆')).toBeCloseTo(0.75)
  })
})
