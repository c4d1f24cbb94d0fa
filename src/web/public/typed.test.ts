import { expect, test } from 'vitest'
import { ENTRIES } from '../../../test/browser/public-house.ts'
import { blank, type Field, MARKS, readTyped, typedFrom } from './typed.ts'

let n = 0
const newId = () => `018f0000-0000-7000-8000-${String(n++).padStart(12, '0')}`

function typed(form: Record<string, string>) {
  return typedFrom(new URLSearchParams({ entry: 'bus', adults: '1', ...form }), newId)
}

function problems(form: Record<string, string>): Field[] {
  const reading = readTyped(typed(form), 'zh')
  return 'problems' in reading ? [...reading.problems] : []
}

test('an empty form is filled in with what the QR tells', () => {
  expect(blank(ENTRIES, 'bus', '', newId)).toMatchObject({ e: 'bus', entry: 'bus', vehicle: 'none' })
  expect(blank(ENTRIES, 'exit-east', '', newId)).toMatchObject({ entry: 'exit-east', vehicle: 'car' })
  expect(blank(ENTRIES, 'no-such', '', newId)).toMatchObject({ e: '', entry: '', vehicle: 'car' })
})

test('full-width digits, empty counts and spaces are read as meant', () => {
  const reading = readTyped(
    typed({ adults: '２', children: '', elders: ' 1 ', phone: '１３９ 0000-0001' }),
    'en',
  )
  expect(reading).toMatchObject({
    registration: { adults: 2, children: 0, elders: 1, phone: '139 0000-0001', entry: 'bus', language: 'en' },
  })
})

test('what is not given is not sent', () => {
  const reading = readTyped(typed({}), 'zh')
  const sent = 'registration' in reading ? reading.registration : undefined
  expect(sent?.phone).toBeUndefined()
  expect(sent?.plate).toBeUndefined()
  expect(sent?.name).toBeUndefined()
})

test.each<[string, Record<string, string>, Field[]]>([
  ['nobody', { adults: '0' }, ['adults']],
  ['a fraction', { adults: '1.5' }, ['adults']],
  ['below nothing', { children: '-1' }, ['children']],
  ['too many infants', { infants: '51' }, ['infants']],
  ['no place', { entry: '' }, ['entry']],
  ['letters for a telephone', { phone: 'abc' }, ['phone']],
  ['a long plate', { plate: '甘'.repeat(21) }, ['plate']],
  ['several at once', { entry: '', adults: 'x', phone: '1' }, ['entry', 'adults', 'phone']],
])('%s is named', (_, form, fields) => {
  expect(problems(form)).toEqual(fields)
})

test('marks and vehicles outside the lists are left out; a broken id is made anew', () => {
  const form = new URLSearchParams({ id: "x' or 1", command: 'y', vehicle: 'tank' })
  for (const need of ['medical', 'religion', 'truck_park']) form.append('need', need)
  const read = typedFrom(form, newId)
  expect(read.marks).toEqual(['medical'])
  expect(read.vehicle).toBe('car')
  expect(read.id).toMatch(/^018f/)
  expect(MARKS).toHaveLength(6)
})
