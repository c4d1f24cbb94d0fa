import { describe, expect, it } from 'vitest'
import { MOST_LINES, readGroup } from './from-group.ts'

describe('lines of a chat group', () => {
  it.each([
    [
      '马大姐：我家能住5个人，免费，13800001111',
      { contact: '马大姐', beds: 5, floors: 0, phone: '13800001111', kind: 'home' },
    ],
    ['李强 21:04: 店里可以打地铺10个，能住10人', { contact: '李强', beds: 0, floors: 10, kind: 'shop' }],
    [
      '[2月17日] 王芳：两张床空着，只接女生 0937-5521234',
      { contact: '王芳', beds: 2, forWhom: 'women', phone: '0937-5521234' },
    ],
    ['我家有空，可以接一家三口人', { contact: '', beds: 3, forWhom: 'family' }],
    ['Anna: we can take 4 people tonight', { contact: 'Anna', beds: 4 }],
    // How many is asked on the telephone.
    ['赵姐：我家有地方，来吧', { contact: '赵姐', beds: 0, floors: 0 }],
  ])('%s', (text, expected) => {
    expect(readGroup(text).drafts).toMatchObject([{ line: 1, ...expected }])
  })

  it.each(['谁家能住人？', '求一个能住的地方', '路封了', '好人一生平安', '宾馆还有空房吗'])(
    '%s is no offer',
    (text) => {
      expect(readGroup(text).drafts).toEqual([])
    },
  )

  it('what is said twice is one draft, and lines keep their numbers', () => {
    const { drafts, lines } = readGroup(
      '路封了\n马大姐：能住5人 13800001111\n\n马大姐：再说一遍能住5人 13800001111\n李哥：能住2人',
    )
    expect(lines).toBe(4)
    expect(drafts.map(({ line }) => line)).toEqual([2, 5])
  })

  it('two hundred lines at a time', () => {
    const text = Array.from({ length: 300 }, (_, n) => `甲${n}：能住${(n % 9) + 1}人`).join('\n')
    expect(readGroup(text)).toMatchObject({ lines: MOST_LINES })
    expect(readGroup(text).drafts).toHaveLength(MOST_LINES)
  })
})
