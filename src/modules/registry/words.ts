/** Headings of a table of sites that is written; an import knows them again by `sites/headings.ts`. */
import type { Text } from '../../base/words.ts'

export const EXPORT_WORDS = {
  between: { zh: '、', en: ', ' },
  sheet: { zh: '安置点', en: 'sites' },
  externalId: { zh: '编号', en: 'external id' },
  name: { zh: '名称', en: 'name' },
  nameEn: { zh: '英文名称', en: 'english name' },
  kind: { zh: '类型', en: 'type' },
  capacity: { zh: '可容纳人数', en: 'persons' },
  pools: { zh: '位置明细', en: 'places by kind' },
  lon: { zh: '经度', en: 'longitude' },
  lat: { zh: '纬度', en: 'latitude' },
  address: { zh: '地址', en: 'address' },
  landmark: { zh: '怎么走', en: 'directions' },
  landmarkEn: { zh: '英文路线', en: 'directions in english' },
  wardens: { zh: '值守人数', en: 'wardens' },
  price: { zh: '每人每晚（元）', en: 'yuan a night' },
  parking: { zh: '停车位', en: 'parking spaces' },
  byAgreement: { zh: '协议县', en: 'by agreement with' },
  opensFrom: { zh: '开放时间', en: 'opens at' },
  features: { zh: '条件', en: 'facilities' },
  stateNow: { zh: '当前状态', en: 'state now' },
  insideNow: { zh: '当前在住', en: 'inside now' },
  heldNow: { zh: '当前已留', en: 'held now' },
  freeNow: { zh: '当前还空', en: 'free now' },
} as const satisfies Record<string, Text>
