/** Words of the page of site tables. */
import type { Text, Words } from '../../base/words.ts'
import type { AlikeAct, Crs, UndoFate } from '../../modules/registry/model.ts'
import type { SiteField } from '../../modules/sites/rows.ts'

export const words = {
  title: { zh: '安置点表格', en: 'Site tables' },
  lead: {
    zh: '从现成的表格导入，或把现有安置点存成表格；改好后可以再导入。',
    en: 'Import a table you keep already, or take the sites out as one. A table taken out comes in again.',
  },
  board: { zh: '安置点总览', en: 'Site board' },
  takeOut: { zh: '导出', en: 'Export' },
  choose: { zh: '选择文件', en: 'Choose a file' },
  chooseHint: {
    zh: 'CSV、XLSX 或 GeoJSON，最多 5,000 行、8 MB。也可以把文件拖到这里。',
    en: 'CSV, XLSX or GeoJSON; up to 5,000 rows, 8 MB. You may also drop the file here.',
  },
  chosen: { zh: '{name}，{rows} 行', en: '{name}, {rows} rows' },
  tooLarge: { zh: '文件超过 8 MB，请拆成几份。', en: 'The file is over 8 MB. Split it into several.' },
  unreadable: {
    zh: '浏览器读不到这个文件，请再选一次。',
    en: 'The browser cannot read this file. Choose it again.',
  },
  otherFile: { zh: '换一个文件', en: 'Another file' },
  reading: { zh: '正在核对…', en: 'Checking…' },

  outcome: { zh: '导入后会怎样', en: 'What will happen' },
  ready: { zh: '新增，可开放', en: 'New, ready' },
  places: { zh: '新增位置', en: 'New places' },
  incomplete: { zh: '新增，待补', en: 'New, incomplete' },
  known: { zh: '已有，无变化', en: 'There, unchanged' },
  changed: { zh: '已有，有不同', en: 'There, different' },
  alikeCount: { zh: '像已有的', en: 'Like another' },
  out: { zh: '不能用', en: 'Unusable' },

  columns: { zh: '哪一列是什么', en: 'Which column is what' },
  columnsHint: {
    zh: '系统按表头猜的，请看一眼；不需要的列选“不导入”。',
    en: 'Found by their headings. Have a look; choose “not imported” for what is not needed.',
  },
  heading: { zh: '表头', en: 'Heading' },
  samples: { zh: '前几行', en: 'First rows' },
  field: { zh: '导入为', en: 'Imported as' },
  fieldOf: { zh: '“{heading}”导入为', en: '“{heading}” is imported as' },
  notImported: { zh: '不导入', en: 'not imported' },
  crs: { zh: '坐标来自', en: 'Positions come from' },
  crsHint: {
    zh: '高德、腾讯、百度的坐标与国家标准相差几百米，选错会把人指到别处。',
    en: 'Positions of Amap, Tencent and Baidu lie some hundred metres off. Chosen wrongly, people are sent elsewhere.',
  },
  kind: { zh: '没有写类型的行算作', en: 'Rows that tell no kind are' },

  sample: { zh: '会读成这样', en: 'Read like this' },
  line: { zh: '行', en: 'Line' },
  name: { zh: '名称', en: 'Name' },
  siteKind: { zh: '类型', en: 'Kind' },
  placesOf: { zh: '位置', en: 'Places' },
  position: { zh: '位置坐标', en: 'Position' },
  address: { zh: '地址', en: 'Address' },
  missing: { zh: '待补', en: 'missing' },

  faults: { zh: '逐行提示', en: 'Row by row' },
  faultsShown: { zh: '先显示 {n} 条；全部在文件里。', en: 'The first {n}; all are in the file.' },
  faultsFile: { zh: '下载全部提示', en: 'All remarks as a file' },
  faultsOf: { zh: '{count} 行', en: '{count} rows' },
  what: { zh: '说明', en: 'Remark' },
  use: { zh: '能否用', en: 'Use' },
  rowOut: { zh: '不能用', en: 'unusable' },
  rowUsed: { zh: '可用', en: 'used' },

  alike: { zh: '可能是同一个地方', en: 'Possibly the same place' },
  alikeHint: {
    zh: '请逐行选。“同一个”只更新已有的，不会多出一个。',
    en: 'Decide each. “The same” updates the one that exists and adds none.',
  },
  alikeWith: { zh: '像“{name}”{where}', en: 'like “{name}”{where}' },
  alikeLine: { zh: '（本表第 {line} 行）', en: ' (line {line} of this table)' },
  alikeAll: { zh: '全部选“{act}”', en: 'All “{act}”' },
  left: { zh: '还有 {n} 行没有选', en: '{n} rows are undecided' },

  options: { zh: '怎样处理', en: 'How to go on' },
  update: { zh: '已有而不同的 {n} 个，按表格更新', en: 'Change the {n} that differ to what the table says' },
  leaveIncomplete: { zh: '待补的 {n} 个先不导入', en: 'Leave the {n} incomplete ones out' },
  incompleteHint: {
    zh: '待补的先作备用，补上位置和床位才能开放。',
    en: 'Incomplete ones stand by and open when position and places are filled in.',
  },
  leaveFaulty: {
    zh: '不能用的 {n} 行不导入，其余照常',
    en: 'Leave the {n} unusable rows out and import the rest',
  },
  faultyHint: {
    zh: '不勾选时，有一行不能用就全部不导入。',
    en: 'Unless ticked, one unusable row keeps everything out.',
  },

  importN: { zh: '导入 {n} 个安置点', en: 'Import {n} sites' },
  importChanges: { zh: '更新 {n} 个安置点', en: 'Change {n} sites' },
  nothing: { zh: '没有可导入的', en: 'Nothing to import' },
  whyFaulty: {
    zh: '有 {n} 行不能用：改好再选一次文件，或勾选“不导入”。',
    en: '{n} rows are unusable. Correct the file and choose it again, or tick that they are left out.',
  },
  done: {
    zh: '已导入 {imported} 个安置点，{places} 个位置；更新 {changed} 个，重复 {repeated} 个，未导入 {leftOut} 行。',
    en: '{imported} sites imported, {places} places; {changed} changed, {repeated} were there already, {leftOut} rows left out.',
  },
  doneIncomplete: {
    zh: '其中 {n} 个待补位置或床位，在总览里用“待补”筛出来。',
    en: '{n} of them lack a position or places; filter the board by “incomplete”.',
  },
  history: { zh: '最近的导入', en: 'Last imports' },
  noHistory: { zh: '还没有导入过', en: 'Nothing has been imported yet' },
  when: { zh: '时间', en: 'When' },
  imported: { zh: '新增', en: 'New' },
  changedShort: { zh: '更新', en: 'Changed' },
  leftOut: { zh: '未导入', en: 'Left out' },
  undo: { zh: '撤销', en: 'Take back' },
  undoAsk: { zh: '撤销这次导入…', en: 'Take back…' },
  undone: { zh: '{when} 已撤销', en: 'taken back {when}' },
  undoneBut: { zh: '{when} 已撤销，{n} 个保留', en: 'taken back {when}, {n} stayed' },
  undoNever: { zh: '没有可撤销的', en: 'nothing to take back' },
  undoTitle: { zh: '撤销 {when} 的导入', en: 'Take back the import of {when}' },
  undoDo: { zh: '撤销 {n} 个', en: 'Take back {n}' },
  undoNothing: { zh: '都要保留，没有可撤销的。', en: 'All of them stay; nothing can be taken back.' },
  undoTouched: { zh: '{name}（之后有人改过，一并移除）', en: '{name} (changed since; that goes with it)' },
  undoMore: { zh: '，另 {n} 个', en: ', and {n} more' },
  between: { zh: '、', en: ', ' },
} as const satisfies Words

export const CRS_WORDS: Readonly<Record<Crs, Text>> = {
  wgs84: { zh: '国家标准 CGCS2000 / 手机定位 WGS84', en: 'CGCS2000 / WGS84 (surveys, phones)' },
  gcj02: { zh: '高德、腾讯地图（GCJ-02）', en: 'Amap, Tencent maps (GCJ-02)' },
  bd09: { zh: '百度地图（BD-09）', en: 'Baidu maps (BD-09)' },
}

export const ALIKE_WORDS: Readonly<Record<AlikeAct, Text>> = {
  same: { zh: '同一个', en: 'the same' },
  another: { zh: '另一个', en: 'another one' },
  leave: { zh: '不导入', en: 'leave out' },
}

export const FATE_WORDS: Readonly<Record<UndoFate, Text>> = {
  goes: { zh: '移除 {n} 个：', en: '{n} will go:' },
  back: { zh: '恢复原样 {n} 个：', en: '{n} will be as before:' },
  placed: {
    zh: '保留 {n} 个，有人住着或住过：',
    en: '{n} stay, because people are or were placed there:',
  },
  bound: {
    zh: '保留 {n} 个，发过值守链接、点过名、合并过或属于居民提供：',
    en: '{n} stay, because a duty link, a count, a merge or an offer belongs to them:',
  },
  changed_since: { zh: '保留 {n} 个，之后有人改过：', en: '{n} stay, because somebody changed them since:' },
  gone: { zh: '已不在 {n} 个：', en: '{n} are gone already:' },
}

export const FIELD_WORDS: Readonly<Record<SiteField, Text>> = {
  externalId: { zh: '编号', en: 'External id' },
  name: { zh: '名称', en: 'Name' },
  nameEn: { zh: '英文名称', en: 'English name' },
  kind: { zh: '类型', en: 'Kind' },
  capacity: { zh: '可容纳人数', en: 'Persons' },
  pools: { zh: '位置明细', en: 'Places by kind' },
  beds: { zh: '床位数', en: 'Beds' },
  cots: { zh: '折叠床', en: 'Cots' },
  floors: { zh: '地铺', en: 'Floor places' },
  seats: { zh: '座位', en: 'Seats' },
  rooms: { zh: '房间数', en: 'Rooms' },
  rooms1: { zh: '单人间数', en: 'Rooms for 1' },
  rooms2: { zh: '双人间数', en: 'Rooms for 2' },
  rooms3: { zh: '三人间数', en: 'Rooms for 3' },
  rooms4: { zh: '四人间数', en: 'Rooms for 4' },
  inside: { zh: '现住人数', en: 'Inside already' },
  lon: { zh: '经度', en: 'Longitude' },
  lat: { zh: '纬度', en: 'Latitude' },
  address: { zh: '地址', en: 'Address' },
  district: { zh: '街道、社区', en: 'District' },
  town: { zh: '城镇', en: 'Town' },
  landmark: { zh: '怎么走', en: 'Directions' },
  landmarkEn: { zh: '英文路线', en: 'Directions in English' },
  phone: { zh: '联系电话', en: 'Telephone' },
  contact: { zh: '联系人', en: 'Contact' },
  wardens: { zh: '值守人数', en: 'Wardens' },
  price: { zh: '每人每晚（元）', en: 'Yuan a night' },
  parking: { zh: '停车位', en: 'Parking spaces' },
  byAgreement: { zh: '协议县', en: 'By agreement with' },
  opensFrom: { zh: '开放时间', en: 'Opens at' },
  pets: { zh: '可带宠物', en: 'Pets' },
  features: { zh: '条件', en: 'Facilities' },
}
