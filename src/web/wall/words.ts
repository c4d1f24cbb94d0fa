/** Words of the wall. Short: they are read from three metres. */
import type { Text, Words } from '../../base/words.ts'
import type { WaitingReason } from '../../modules/placement/model.ts'
import type { PlaceKind, SiteKind } from '../../modules/sites/model.ts'

export const words = {
  title: { zh: '指挥墙', en: 'Situation wall' },
  elapsed: { zh: '已 {elapsed}', en: '{elapsed} in' },
  rate: { zh: '{rate} 倍速', en: '{rate}× speed' },
  held: { zh: '时钟已暂停', en: 'clock held' },

  rescues: {
    zh: '车里求救 {calls} 起，{persons} 人',
    en: '{calls} calls for help, {persons} people in vehicles',
  },
  rescuesOpen: { zh: '{n} 起没人接', en: '{n} with nobody' },
  rescuesOldest: { zh: '最早 {age}前', en: 'the oldest {age} ago' },

  coming: { zh: '已登记未到', en: 'Registered, not yet arrived' },
  comingNote: { zh: '{parties} 组，都留有位置', en: '{parties} parties, places held' },
  progress: { zh: '已入住', en: 'Checked in' },
  ofRegistered: { zh: '/ 登记 {total}', en: '/ {total} registered' },
  partArrived: { zh: '已入住', en: 'checked in' },
  partDeparted: { zh: '已离开', en: 'departed' },
  partComing: { zh: '未到', en: 'coming' },
  partWaiting: { zh: '等位置', en: 'waiting' },
  waiting: { zh: '等位置', en: 'Waiting' },
  waitingNone: { zh: '没有人在等', en: 'Nobody is waiting' },
  waitingOldest: { zh: '最久 {age}', en: 'longest {age}' },
  waitingMore: { zh: '另有 {count} 种原因', en: 'and {count} more' },
  reasonNeed: { zh: '{need}：无合适位置', en: '{need}: none' },
  over: { zh: '超员，要再安置', en: 'Over: a roof, no place' },
  overNone: { zh: '没有超员', en: 'Nobody over' },

  road: { zh: '路上估计', en: 'On the road, estimated' },
  roadNote: { zh: '人工填报，不计入登记', en: 'entered by people, never added' },
  roadNone: { zh: '还没有人填报', en: 'Nobody has entered one yet' },
  roadAge: { zh: '{clock} · {age}前', en: '{clock}, {age} ago' },
  roadStale: { zh: '已过时 {age}', en: 'stale, {age}' },
  about: { zh: '约 {persons}', en: '≈ {persons}' },
  planFollowed: {
    zh: '派位按 {clock} 的测算：为 {n} 人留位，离最优不超过 {gap}%',
    en: 'Placing follows the plan of {clock}, for {n} people, within {gap}% of the best there is',
  },
  planFollowedShort: {
    zh: '派位按 {clock} 的测算：{n} 人中 {unplaced} 人没有位置，离最优不超过 {gap}%',
    en: 'Placing follows the plan of {clock}: no place for {unplaced} of {n}, within {gap}% of the best there is',
  },
  planLacks: { zh: '缺“{need}”{n} 人', en: '{n} lack: {need}' },
  planLacksAny: { zh: '缺位置 {n} 人', en: '{n} lack any place' },
  planNone: { zh: '派位暂按就近', en: 'Placing goes by the nearest place' },
  planStale: {
    zh: '测算已过时（{clock}），派位暂按就近',
    en: 'The plan of {clock} is stale: placing goes by the nearest place',
  },
  planFailed: { zh: '测算失败，派位暂按就近', en: 'Planning failed: placing goes by the nearest place' },
  roadMore: { zh: '另有 {count} 处', en: 'and {count} more' },

  free: { zh: '空余', en: 'Free' },
  ofOffered: { zh: '/ {offered}', en: '/ {offered}' },
  full: { zh: '满', en: 'full' },

  curve: { zh: '登记与入住', en: 'Arrivals' },
  curveRegistered: { zh: '登记', en: 'registered' },
  curveArrived: { zh: '入住', en: 'checked in' },
  curveDeparted: { zh: '离开', en: 'departed' },
  curveEmpty: { zh: '还没有人登记', en: 'Nobody has registered yet' },
  curveSoon: { zh: '满十分钟就画出来', en: 'Drawn after the first ten minutes' },
  curveAlt: {
    zh: '累计登记 {registered} 人，累计入住 {arrived} 人，累计离开 {departed} 人，截至 {clock}',
    en: '{registered} persons registered, {arrived} checked in, {departed} departed, up to {clock}',
  },

  map: { zh: '县城地图：各社区的占用和安置点', en: 'Map of the town: load of communities and sites' },
  mapLegend: { zh: '社区已用', en: 'Taken' },
  legendSite: { zh: '安置点', en: 'Sites' },
  legendEmpty: { zh: '空', en: 'empty' },
  legendHalf: { zh: '半', en: 'half' },
  legendMost: { zh: '多半', en: 'most' },
  legendFull: { zh: '满', en: 'full' },
  mapLoading: { zh: '正在画地图…', en: 'Drawing the map…' },
  mapMissing: {
    zh: '这台电脑画不了地图（没有 WebGL2），改用列表。',
    en: 'This computer cannot draw the map (no WebGL2). The list takes its place.',
  },
  mapAbsent: { zh: '地图没有载入，先用列表。', en: 'The map did not load. The list takes its place.' },
  communities: { zh: '各社区空位', en: 'Free places by community' },
  communityLoad: { zh: '已用 {load}', en: '{load} taken' },
  noPlaces: { zh: '无', en: 'none' },
  nothingOpen: { zh: '还没有开放的位置', en: 'No place is open yet' },
  kilometres: { zh: '{km} 公里', en: '{km} km' },

  latest: { zh: '最新', en: 'Latest' },
  quiet: { zh: '还没有消息', en: 'No news yet' },

  newsRegistered: { zh: '{size} 人登记', en: '{size} people registered' },
  newsPlaced: { zh: '{size} 人派往{site}', en: '{size} people told to go to {site}' },
  newsArrived: { zh: '{size} 人到达{site}', en: '{size} people arrived at {site}' },
  newsOver: { zh: '{site}超员 {size} 人，优先再安置', en: '{site}: {size} people beyond its places' },
  newsWaiting: { zh: '{size} 人等位置：{reason}', en: '{size} people wait: {reason}' },
  newsDeparted: { zh: '{size} 人离开{site}', en: '{size} people left {site}' },
  newsExpired: { zh: '{site}的一份保留到期', en: 'a hold at {site} has run out' },
  newsTransferred: { zh: '{size} 人改派到{site}', en: '{size} people moved to {site}' },
  aSite: { zh: '安置点', en: 'a site' },
  aHome: { zh: '一户居民家', en: 'a home' },

  seconds: { zh: '{n} 秒', en: '{n} s' },
  minutes: { zh: '{n} 分', en: '{n} min' },
  hours: { zh: '{h} 时 {m} 分', en: '{h} h {m} min' },
  days: { zh: '{d} 天 {h} 时', en: '{d} d {h} h' },
  ago: { zh: '{age}前更新', en: '{age} ago' },
  agoStale: { zh: '{age}没有更新', en: 'unchanged for {age}' },
  lost: {
    zh: '连不上服务器，数字停在 {clock}（{age}前）',
    en: 'No connection: figures stand at {clock}, {age} ago',
  },
  loading: { zh: '正在取数据…', en: 'Fetching the figures…' },
  refused: { zh: '看不了指挥墙：{why}', en: 'The wall cannot be shown: {why}' },
  signIn: { zh: '去登录', en: 'Sign in' },
} as const satisfies Words

/** Why people wait, as short as a row of the wall. */
export const SHORT_REASONS: Readonly<Record<WaitingReason, Text>> = {
  no_open_site: { zh: '还没有安置点开放', en: 'no site open yet' },
  no_room: { zh: '全部住满', en: 'everything is full' },
  need: { zh: '没有合适的位置', en: 'no suitable place' },
  size: { zh: '住不下整组', en: 'party too large' },
  hold_expired: { zh: '保留已到期', en: 'hold ran out' },
  site_closed: { zh: '原安置点停用', en: 'site out of use' },
  unconfirmed: { zh: '待核实', en: 'not seen yet' },
  site_smaller: { zh: '原安置点位置少了', en: 'site has fewer places' },
}

/** In English the desk's singular words read oddly beside a number of places; these are the plurals. */
export const KIND_PLURALS: Readonly<Record<SiteKind, Text>> = {
  hotel: { zh: '宾馆', en: 'Hotels' },
  school: { zh: '学校', en: 'Schools' },
  gym: { zh: '体育馆', en: 'Sports halls' },
  hall: { zh: '礼堂', en: 'Halls' },
  service_centre: { zh: '服务中心', en: 'Service centres' },
  care_home: { zh: '养老院', en: 'Care homes' },
  shop: { zh: '商铺', en: 'Shops' },
  office: { zh: '机关单位', en: 'Offices' },
  home: { zh: '居民家', en: 'Homes' },
}

export const PLACE_PLURALS: Readonly<Record<PlaceKind, Text>> = {
  bed: { zh: '床位', en: 'Beds' },
  cot: { zh: '折叠床', en: 'Cots' },
  floor: { zh: '地铺', en: 'Floor' },
  seat: { zh: '座位', en: 'Seats' },
}
