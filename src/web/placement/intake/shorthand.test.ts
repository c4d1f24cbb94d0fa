import { describe, expect, it } from 'vitest'
import { partyCode } from '../../../base/ids.ts'
import { personsOfLine, readCoach, readLine } from './shorthand.ts'

const CODE = partyCode(7)

describe('a line typed at the intake desk', () => {
  it.each([
    ['2', { adults: 2 }],
    ['3人', { adults: 3 }],
    ['2大1小', { adults: 2, children: 1 }],
    ['2大1小1老1婴', { adults: 2, children: 1, elders: 1, infants: 1 }],
    ['２大 １小', { adults: 2, children: 1 }],
    ['2 1小 1小', { adults: 2, children: 2 }],
    ['2大1孕妇', { adults: 3, needs: ['pregnant'] }],
    ['1孕妇', { adults: 1, needs: ['pregnant'] }],
    ['1 孕妇 清真 轮椅', { adults: 1, needs: ['pregnant', 'halal', 'accessible'] }],
    ['2a1c pets coach', { adults: 2, children: 1, needs: ['pets'], vehicle: 'coach' }],
    ['2大 13812345678 甘fa1234 小车', { adults: 2, phone: '13812345678', plate: '甘FA1234', vehicle: 'car' }],
    ['1 0937-5521234', { adults: 1, phone: '0937-5521234' }],
    ['1 新AD12345', { adults: 1, plate: '新AD12345' }],
    [CODE, { code: CODE }],
    [`${CODE.slice(0, 3)} ${CODE.slice(3)}`, { code: CODE }],
    [`${CODE} 2大1小`, { code: CODE, adults: 2, children: 1 }],
  ])('%s', (text, expected) => {
    expect(readLine(text)).toMatchObject({ unknown: [], ...expected })
  })

  it.each([
    ['2大 清镇', ['清镇']],
    // A digit wrong is no code, and no count either.
    ['123457', ['123457']],
    ['2 3', ['3']],
    ['张三', ['张三']],
  ])('%s is not guessed at', (text, unknown) => {
    expect(readLine(text).unknown).toEqual(unknown)
  })

  it('nothing is nobody', () => {
    expect(personsOfLine(readLine(''))).toBe(0)
    expect(personsOfLine(readLine(CODE))).toBe(0)
  })
})

describe('a coach', () => {
  it('is a row a party, and so many of one kind', () => {
    const { parties, faults } = readCoach('2大1小 x2\n\n1 女 ×3\n4')
    expect(faults).toEqual([])
    expect(parties.map(({ row, line }) => [row, personsOfLine(line)])).toEqual([
      [1, 3],
      [1, 3],
      [3, 1],
      [3, 1],
      [3, 1],
      [4, 4],
    ])
  })

  it('tells the rows that cannot be read, and takes the others', () => {
    const { parties, faults } = readCoach(`2大\n几个人\n${CODE}\n清真\n3 x0`)
    expect(parties).toHaveLength(1)
    expect(faults).toEqual([2, 3, 4, 5])
  })
})
