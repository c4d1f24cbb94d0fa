/**
 * Invented persons. Names are put together at random from common parts and belong to nobody; telephones lie in
 * ranges that are not given out (0937-000…: no local number begins with 0; 199 0000 …); plates carry the letter I,
 * which Chinese plates never do.
 */
import type { Random } from './random.ts'

const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎'
const DOUBLE = ['欧阳', '上官', '司马', '诸葛', '慕容']
const GIVEN =
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰建国玉梅志红春晓东雪峰海燕小龙文博佳慧思雨子轩浩然'
const WESTERN = ['古丽', '买买提', '艾力', '阿依', '努尔', '帕提', '吐尔逊', '阿孜', '热合曼', '巴特']
const ENGLISH = [
  'Anna Keller',
  'Tom Barrow',
  'Lena Novak',
  'Marc Duval',
  'Sara Lindqvist',
  'Peter Holm',
  'Ines Prado',
]

/** A name as people here bear them: two or three characters mostly, some with a double surname or a middle dot. */
export function personName(r: Random): string {
  const part = () => GIVEN[r.int(0, GIVEN.length - 1)]!
  const shape = r.weighted([22, 72, 2, 4])
  if (shape === 3) return `${r.pick(WESTERN)}·${r.pick(WESTERN)}`
  if (shape === 2) return `${r.pick(DOUBLE)}${part()}${part()}`
  const surname = SURNAMES[r.int(0, SURNAMES.length - 1)]!
  return shape === 0 ? `${surname}${part()}` : `${surname}${part()}${part()}`
}

export function foreignName(r: Random): string {
  return r.pick(ENGLISH)
}

/** An organisation's telephone; n below 10,000. */
export function officePhone(n: number): string {
  return `0937-000${String(n).padStart(4, '0')}`
}

/** Ranges of invented mobile numbers, so that no two subjects share one. */
const MOBILES = { traveller: 0, host: 80_000, staff: 90_000 } as const

/** A mobile number; n below the width of the range (a traveller's wraps after 80,000). */
export function mobile(of: keyof typeof MOBILES, n: number): string {
  const number = MOBILES[of] + (of === 'traveller' ? n % 80_000 : n)
  return `199000${String(number).padStart(5, '0')}`
}

const PROVINCES = '新甘陕青宁豫川京冀鲁鄂苏浙'
const PROVINCE_WEIGHTS = [34, 30, 6, 4, 3, 5, 5, 2, 2, 3, 2, 2, 2]

/** `新AI4821`: the I marks it as invented. */
export function plate(r: Random): string {
  const province = PROVINCES[r.weighted(PROVINCE_WEIGHTS)]!
  return `${province}${'ABCDEFGH'[r.int(0, 7)]}I${String(r.int(0, 9999)).padStart(4, '0')}`
}
