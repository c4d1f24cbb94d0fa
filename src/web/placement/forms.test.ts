import { describe, expect, it } from 'vitest'
import { Registration } from '../../modules/placement/model.ts'
import { SiteDeclaration } from '../../modules/sites/model.ts'
import { readPosition } from '../kit/position.ts'
import { minuteOf, type SiteDraft, siteBodyOf } from './declaration.ts'
import { bodyOf, emptyDraft, personsOf, withNeed } from './registration.ts'
import { fitting } from './SitePicker.tsx'

const COMMAND = '018d0000-0000-7000-8000-000000000001'

describe('registering', () => {
  it('sends what the contract accepts, and nothing for fields left empty', () => {
    const draft = withNeed({ ...emptyDraft(COMMAND, 'liuyuan'), phone: ' 139 0000 0000 ' }, 'pets', true)
    const body = bodyOf(draft)
    expect(Registration.parse(body)).toMatchObject({ needs: ['pets'], phone: '139 0000 0000', adults: 1 })
    expect(JSON.parse(JSON.stringify(body))).not.toHaveProperty('name')
    expect(personsOf({ ...draft, infants: 2 })).toBe(3)
    expect(withNeed(draft, 'pets', false).needs).toEqual([])
  })
})

describe('declaring', () => {
  const draft: SiteDraft = {
    ...{ name: '礼堂', nameEn: '', kind: 'hall', position: '95.7796，40.5157', address: '', landmark: '' },
    ...{ landmarkEn: '', contact: '', phone: '', priceClass: 'fixed', yuan: 30, features: ['heated'] },
    ...{ parking: 3, byAgreement: '', opensFrom: '18:30', wardens: 2, personsPerWarden: 25 },
    pools: [{ kind: 'floor', roomClass: 'general', roomSize: 0, shared: true, places: 30 }],
  }
  it('sends what the contract accepts', () => {
    expect(SiteDeclaration.strict().parse(siteBodyOf(draft))).toMatchObject({
      lon: 95.7796,
      lat: 40.5157,
      priceFen: 3000,
      opensFrom: 1110,
    })
  })
  it('has no body without a position', () => {
    expect(siteBodyOf({ ...draft, position: '县城' })).toBeUndefined()
  })
  it.each([
    ['95.7, 40.5', { lon: 95.7, lat: 40.5 }],
    ['95.7 40.5', { lon: 95.7, lat: 40.5 }],
    ['40.5', undefined],
    ['95.7,140.5', undefined],
    ['', undefined],
  ])('reads the position %s', (text, at) => {
    expect(readPosition(text)).toEqual(at)
  })
  it('reads an hour, or none', () => {
    expect([minuteOf('00:00'), minuteOf('23:59'), minuteOf('')]).toEqual([0, 1439, undefined])
  })
})

it('offers a few sites whose name holds what is typed', () => {
  const sites = Array.from({ length: 30 }, (_, n) => ({ id: String(n), name: `Hotel ${n}`, note: '' }))
  expect(fitting(sites, 'hotel')).toHaveLength(8)
  expect(fitting(sites, '29').map((site) => site.id)).toEqual(['29'])
})
