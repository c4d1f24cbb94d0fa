/** Words of the page of entries that may be one place. */
import type { Text, Words } from '../../base/words.ts'
import type { MergeField } from '../../modules/registry/model.ts'

export const words = {
  title: { zh: '可能重复的安置点', en: 'Sites that may be one place' },
  lead: {
    zh: '名字差不多又在同一处（或同名、同门牌）的，由人看过再合并；系统自己不合并。',
    en: 'Nearly the same name at the same place, or one name or door. A person decides; nothing is merged by itself.',
  },
  board: { zh: '安置点总览', en: 'Site board' },
  rest: { zh: '再看 {n} 对', en: '{n} more pairs' },
  none: { zh: '没有看着像同一处的', en: 'No two look like one place' },
  pair: { zh: '“{a}”与“{b}”', en: '“{a}” and “{b}”' },
  metres: { zh: '相距 {n} 米', en: '{n} m apart' },
  noPosition: { zh: '有一处没有位置', en: 'one has no position' },
  caption: { zh: '逐项选，合并后用哪一个', en: 'Choose field by field what is used afterwards' },
  field: { zh: '项目', en: 'Field' },
  keep: { zh: '保留“{name}”', en: 'Keep “{name}”' },
  useOf: { zh: '{field}：用“{name}”的', en: '{field}: that of “{name}”' },
  now: { zh: '现在', en: 'Now' },
  nowOf: { zh: '{state}，在住 {inside}，保留 {held}', en: '{state}, {inside} inside, {held} held' },
  nothing: { zh: '（空）', en: '(empty)' },
  between: { zh: '、', en: ', ' },
  wardensOf: { zh: '{n} 人，每人看护 {each} 人', en: '{n}, each for {each} people' },
  roomOf: { zh: '{size} 人间', en: 'rooms for {size}' },
  sealed: { zh: '用这一条的（加密存放，不显示）', en: 'of this one (sealed, not shown)' },
  effect: {
    zh: '合并后“{gone}”不再单独出现，表格里写它也认作“{kept}”。',
    en: '“{gone}” will stand alone no more; a table that names it means “{kept}”.',
  },
  effectPeople: {
    zh: '里面 {inside} 人转记到保留的一条，住不下的记为“超员”；路上 {held} 人马上重新安排。',
    en: 'The {inside} people in it are recorded in the one kept, over where it has no place; the {held} on the way are placed anew at once.',
  },
  merge: { zh: '合并', en: 'Merge' },
  apart: { zh: '不是同一个', en: 'Not the same' },
  merged: { zh: '已合并为“{name}”', en: 'Merged into “{name}”' },
  mergedMoved: { zh: '已合并为“{name}”，转记 {n} 人', en: 'Merged into “{name}”, {n} people moved over' },
  apartDone: { zh: '记下了，不再提示', en: 'Noted; they are not offered again' },
  merges: { zh: '最近的合并', en: 'Last merged' },
  kept: { zh: '保留', en: 'Kept' },
  gone: { zh: '并入', en: 'Merged into it' },
  when: { zh: '时间', en: 'When' },
  moved: { zh: '转记人数', en: 'People moved' },
  undo: { zh: '撤销', en: 'Undo' },
  undoDo: { zh: '撤销合并', en: 'Take apart' },
  undoHint: {
    zh: '撤销后并入的一条恢复为“备用”；转记的人留在保留的一条，谁当初记在哪边已经分不清。',
    en: 'Taken apart, the one merged stands by again. People stay where they are recorded: nobody knows any more by which name they came.',
  },
  undone: { zh: '{when} 已撤销', en: 'taken apart {when}' },
  undoneBut: {
    zh: '{when} 已撤销；保留的一条之后有人改过，没有改回',
    en: 'taken apart {when}; the one kept had been changed since and stayed so',
  },
} as const satisfies Words

export const MERGE_WORDS: Readonly<Record<MergeField, Text>> = {
  name: { zh: '名称', en: 'Name' },
  nameEn: { zh: '英文名称', en: 'English name' },
  kind: { zh: '类型', en: 'Kind' },
  address: { zh: '地址', en: 'Address' },
  position: { zh: '位置坐标', en: 'Position' },
  landmark: { zh: '怎么走', en: 'Directions' },
  landmarkEn: { zh: '英文路线', en: 'Directions in English' },
  price: { zh: '收费', en: 'Price' },
  features: { zh: '条件', en: 'Facilities' },
  parking: { zh: '停车位', en: 'Parking spaces' },
  opensFrom: { zh: '开放时间', en: 'Opens at' },
  wardens: { zh: '值守人数', en: 'Wardens' },
  pools: { zh: '位置', en: 'Places' },
  contact: { zh: '联系人、电话', en: 'Contact and telephone' },
}
