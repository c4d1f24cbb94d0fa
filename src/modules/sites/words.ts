import type { RefusalWords, Text } from '../../base/words.ts'
import type { Feature, PlaceKind, PriceClass, RoomClass, SiteKind, SiteState } from './model.ts'

export const refusals: RefusalWords<'sites'> = {
  'sites.step_not_possible': {
    zh: '这个安置点现在是“{state}”，不能这样做。',
    en: 'This site is “{state}” now; that step is not possible.',
  },
  'sites.no_position': {
    zh: '缺少经纬度，无法告诉旅客怎么走；请补上位置。',
    en: 'Without a position nobody can be told the way. Add longitude and latitude.',
  },
  'sites.no_places': {
    zh: '没有可住的位置数；请填写床位、折叠床、地铺或座位的数量。',
    en: 'No number of places. Enter how many beds, cots, floor places or seats there are.',
  },
  'sites.over_capacity': {
    zh: '现住人数超过床位数；请核对，多出的人会记为“超员”。',
    en: 'More people are inside than there are places. Check it; the surplus is counted as over.',
  },
  'sites.no_name': { zh: '缺少名称。', en: 'The name is missing.' },
  'sites.duplicate': {
    zh: '已有同名同址（或同一外部编号）的安置点，请合并或改名。',
    en: 'A site with this name and address, or this external id, exists. Merge or rename it.',
  },
  'sites.rooms_do_not_divide': {
    zh: '床位数不是房间大小的整数倍，请核对房间。',
    en: 'The places do not divide into rooms of that size. Check the rooms.',
  },
  'sites.file_unreadable': {
    zh: '读不了这个文件；请另存为 CSV（UTF-8）、XLSX 或 GeoJSON 再试。',
    en: 'This file cannot be read. Save it as CSV (UTF-8), XLSX or GeoJSON and try again.',
  },
  'sites.file_without_rows': { zh: '文件里没有数据行。', en: 'The file has no rows.' },
  'sites.file_refused': {
    zh: '有 {count} 行有问题，全部未导入；请按下面的提示改正。',
    en: '{count} rows are wrong, so nothing was imported. Correct them as listed.',
  },
  'sites.no_name_column': {
    zh: '没有选出哪一列是名称；请在表头对应里指明。',
    en: 'No column is named as the name of the site. Say which one it is.',
  },
  'sites.number_unreadable': {
    zh: '有一格应是数字却读不出，按“未填”处理；请核对。',
    en: 'A cell that should hold a number cannot be read and counts as empty. Check it.',
  },
  'sites.sum_differs': {
    zh: '各类床位之和与总容量不符，以分项为准；请核对。',
    en: 'The places by kind do not add up to the capacity. The single figures are used; check them.',
  },
  'sites.rooms_estimated': {
    zh: '只有房间数和总人数，按大小相邻的两种房间推算；请宾馆核对。',
    en: 'Only rooms and persons are given, so two neighbouring room sizes are worked out from them. Have the hotel check.',
  },
  'sites.kind_unknown': {
    zh: '认不出类型，按所选的类型登记。',
    en: 'The kind is not known; the kind chosen for such rows is used.',
  },
  'sites.position_swapped': {
    zh: '经度和纬度看来写反了，已对调；请核对位置。',
    en: 'Longitude and latitude look swapped and were exchanged. Check the position.',
  },
  'sites.far_away': {
    zh: '位置离县城 {km} 公里，可能写错了；请核对。',
    en: 'The position is {km} km from the county’s centre and may be wrong. Check it.',
  },
  'sites.alike': {
    zh: '与已有的“{name}”很像，可能是同一个地方。',
    en: 'Much like “{name}”, which is there already; it may be the same place.',
  },
  'sites.busy': {
    zh: '“{name}”还有值守链接，或有东西没送到；先停用链接、送到或撤回，再合并。',
    en: '“{name}” has a duty link, or lacks something that is to be brought. End the link, bring or withdraw it, then merge.',
  },
  'sites.same': { zh: '这是同一条登记，请选两条。', en: 'This is one entry; choose two.' },
  'sites.undecided': {
    zh: '还有 {count} 行与已有安置点很像，请逐行选“同一个”“另一个”或“不导入”。',
    en: '{count} rows are much like sites that exist. Say of each: the same, another one, or leave out.',
  },
}

export const SITE_KIND_WORDS: Readonly<Record<SiteKind, Text>> = {
  hotel: { zh: '宾馆', en: 'hotel' },
  school: { zh: '学校', en: 'school' },
  gym: { zh: '体育馆', en: 'sports hall' },
  hall: { zh: '礼堂', en: 'hall' },
  service_centre: { zh: '党群服务中心', en: 'service centre' },
  care_home: { zh: '养老院', en: 'care home' },
  shop: { zh: '商铺', en: 'shop' },
  office: { zh: '机关单位', en: 'office' },
  home: { zh: '居民家', en: 'home' },
}

export const PLACE_KIND_WORDS: Readonly<Record<PlaceKind, Text>> = {
  bed: { zh: '床位', en: 'bed' },
  cot: { zh: '折叠床', en: 'cot' },
  floor: { zh: '地铺', en: 'floor place' },
  seat: { zh: '座位（临休）', en: 'seat (resting only)' },
}

export const ROOM_CLASS_WORDS: Readonly<Record<RoomClass, Text>> = {
  general: { zh: '普通', en: 'general' },
  accessible: { zh: '无障碍', en: 'step-free' },
  medical: { zh: '医疗', en: 'medical' },
  women: { zh: '女宾', en: 'women only' },
}

export const FEATURE_WORDS: Readonly<Record<Feature, Text>> = {
  heated: { zh: '有暖气', en: 'heated' },
  step_free: { zh: '无台阶', en: 'step-free' },
  family_rooms: { zh: '家庭房', en: 'family rooms' },
  separate_areas: { zh: '男女分区', en: 'separate areas for men and women' },
  halal_kitchen: { zh: '清真餐', en: 'halal kitchen' },
  quiet: { zh: '安静', en: 'quiet' },
  charging: { zh: '可充电', en: 'charging' },
  medical_nearby: { zh: '附近有医生', en: 'medical help nearby' },
  pets: { zh: '可带宠物', en: 'pets allowed' },
  shower: { zh: '可洗澡', en: 'shower' },
  infant: { zh: '有婴儿用品', en: 'infant supplies' },
  truck_park: { zh: '可停大车', en: 'truck parking' },
}

export const PRICE_WORDS: Readonly<Record<PriceClass, Text>> = {
  free: { zh: '免费', en: 'free' },
  fixed: { zh: '每人每晚 {yuan} 元', en: '{yuan} yuan a person and night' },
}

export const SITE_STATE_WORDS: Readonly<Record<SiteState, Text>> = {
  standby: { zh: '备用', en: 'standby' },
  opening: { zh: '将开放', en: 'opening' },
  open: { zh: '开放', en: 'open' },
  suspended: { zh: '暂停', en: 'suspended' },
  closing: { zh: '关闭中', en: 'closing' },
  closed: { zh: '已关闭', en: 'closed' },
}
