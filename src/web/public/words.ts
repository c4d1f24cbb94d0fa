/** Every sentence of the public pages that no module's words hold. Short, plain, each saying what to do next. */
import { fill, type Language, type Text, type Words } from '../../base/words.ts'

export type Values = Readonly<Record<string, string | number>>
export type Say = (text: Text, values?: Values) => string

/** Speaks one language: `say(WORDS.x, {n: 3})`. */
export function sayIn(language: Language): Say {
  return (text, values) => fill(text, language, values)
}

export const FRAME_WORDS = {
  product: { zh: '经纬', en: 'Jingwei' },
  county: { zh: '经纬 · {county}', en: '{county}' },
  languages: { zh: '语言', en: 'Language' },
  about: { zh: '我们怎样保护您的信息', en: 'How your data is handled' },
  send: { zh: '提交', en: 'Send' },
  everyday: { zh: '平时', en: 'Everyday' },
  everydayGlyph: { zh: '平', en: '平' },
  emergency: { zh: '急时 · {name} · 已 {elapsed}', en: 'Emergency · {name} · {elapsed} so far' },
  emergencyGlyph: { zh: '急', en: '急' },
  drill: {
    zh: '【演练】{name}：人员全部虚构，不是真的。',
    en: 'DRILL {name}: all people are invented, nothing here is real.',
  },
  drillGlyph: { zh: '演', en: '演' },
  play: {
    zh: '【演练】回放 {name} · {clock}：人和安置都是模拟的。',
    en: 'DRILL Replay {name} · {clock}: people and places are simulated.',
  },
  playGlyph: { zh: '播', en: '播' },
  elapsedMinutes: { zh: '{m} 分钟', en: '{m} min' },
  elapsedHours: { zh: '{h} 小时 {m} 分', en: '{h} h {m} min' },
  elapsedDays: { zh: '{d} 天 {h} 小时', en: '{d} d {h} h' },
} satisfies Words

export const REGISTER_WORDS = {
  title: { zh: '今晚住哪里', en: 'A place for tonight' },
  lead: {
    zh: '填完按一下，马上告诉您去哪里。不要证件，不用排队。',
    en: 'Fill this in, press once, and you are told where to go. No papers, no queue.',
  },
  known: { zh: '这部手机已经登记过。', en: 'This phone has registered already.' },
  knownLink: { zh: '看看去哪里', en: 'See where to go' },
  where: { zh: '您在哪里？', en: 'Where are you?' },
  elsewhere: { zh: '不在这里？换一个地点', en: 'Not here? Choose another place' },
  counts: { zh: '一共几个人？（每人只算一次）', en: 'How many of you? (count each person once)' },
  adults: { zh: '大人', en: 'Adults' },
  children: { zh: '孩子（2–17 岁）', en: 'Children (2–17)' },
  infants: { zh: '婴儿（不满 2 岁）', en: 'Infants (under 2)' },
  elders: { zh: '老人（60 岁以上）', en: 'Elders (60 and over)' },
  less: { zh: '减少：{what}', en: 'One less: {what}' },
  more: { zh: '增加：{what}', en: 'One more: {what}' },
  vehicle: { zh: '您的车', en: 'Your vehicle' },
  phone: { zh: '手机号（选填，有变化好通知您）', en: 'Telephone (optional, to tell you of changes)' },
  plate: { zh: '车牌（选填）', en: 'Number plate (optional)' },
  marks: { zh: '有特别需要吗？（点开选）', en: 'Special needs? (open to choose)' },
  send: { zh: '告诉我去哪里', en: 'Tell me where to go' },
  problems: { zh: '还差一点，请改这几处：', en: 'Almost there. Please correct:' },
  whereMissing: { zh: '请选您在哪里。', en: 'Choose where you are.' },
  countBad: { zh: '{what}：请填 0 到 {max} 的整数。', en: '{what}: enter a whole number from 0 to {max}.' },
  phoneBad: {
    zh: '手机号只能有数字、空格和短横，5 到 20 位；也可以不填。',
    en: 'The telephone takes 5 to 20 digits, spaces and dashes; or leave it empty.',
  },
  plateBad: {
    zh: '车牌最多 20 个字；也可以不填。',
    en: 'The plate takes at most 20 characters; or leave it empty.',
  },
  changedAfterSending: {
    zh: '这一页已经登记过一次，内容又改了，所以没有再登记。要登记另一组人，请再按一次。',
    en: 'This page was sent once and then changed, so nothing new was registered. To register another party, press again.',
  },
  noEntries: {
    zh: '县里还没有设登记地点；请打电话或找路边工作人员。',
    en: 'No places to register from have been set up yet. Call, or ask staff at the roadside.',
  },
} satisfies Words

export const DESTINATION_WORDS = {
  goHere: { zh: '去这里', en: 'Go here' },
  youAreIn: { zh: '您住在这里', en: 'You are staying here' },
  held: { zh: '为您留好了位置', en: 'A place is held for you' },
  movedFrom: {
    zh: '您还没出发，给您换了更合适的地方，请到下面这里；不要去{site}了。',
    en: 'You had not set out yet, so you were given a better place, shown below. Do not go to {site} any more.',
  },
  movedBack: { zh: '不方便？可以换一个', en: 'Does not suit you? Choose another' },
  accepted: { zh: '您已接受，等您来', en: 'Accepted. We are expecting you' },
  arrived: { zh: '已到，{clock}', en: 'Arrived at {clock}' },
  onFoot: {
    zh: '步行约 {minutes} 分钟，{distance}，往{bearing}。',
    en: 'About {minutes} min on foot, {distance}, heading {bearing}.',
  },
  byCar: {
    zh: '开车约 {minutes} 分钟，{distance}，往{bearing}。',
    en: 'About {minutes} min by car, {distance}, heading {bearing}.',
  },
  onFootShort: { zh: '步行约 {minutes} 分钟，{distance}。', en: 'About {minutes} min on foot, {distance}.' },
  byCarShort: { zh: '开车约 {minutes} 分钟，{distance}。', en: 'About {minutes} min by car, {distance}.' },
  metres: { zh: '{n} 米', en: '{n} m' },
  kilometres: { zh: '{n} 公里', en: '{n} km' },
  along: { zh: '沿{streets}走。', en: ' Along {streets}.' },
  streetComma: { zh: '、', en: ', ' },
  landmark: { zh: '认路：{words}', en: 'Look for: {words}' },
  free: { zh: '免费，您不用付钱。', en: 'Free. You pay nothing.' },
  fixed: {
    zh: '收费：{price}，您自己付给住处；{size} 人一晚最多 {total} 元。',
    en: 'You pay the place: {price}; for {size} at most {total} yuan a night.',
  },
  priceUnknown: {
    zh: '收费，您自己付；到前先打电话问价。',
    en: 'Paid, by you. Call to ask the price before you go.',
  },
  place: { zh: '{kind}，{n} 人', en: '{kind} for {n}' },
  seat: {
    zh: '先在座位上休息取暖；还会接着给您找能躺下的地方。',
    en: 'Seats to rest and get warm first; we keep looking for a place to lie down.',
  },
  separate: {
    zh: '男女分开住；孩子跟着同来的大人。',
    en: 'Men and women sleep apart; children stay with the adult they came with.',
  },
  womenOnly: { zh: '这是女宾房。', en: 'This room is for women.' },
  why: {
    zh: '为什么是这里：按远近、人数和需要推荐，住得下您整组 {size} 人{needs}。不满意可以换一个、可以不要，也可以找人工，不影响安置。',
    en: 'Why here: chosen by distance, number and need; it takes all {size} of you{needs}. You may ask for another, refuse, or ask a person, and lose nothing.',
  },
  whyNeeds: { zh: '，并照顾到：{needs}', en: ' and meets: {needs}' },
  slot: {
    zh: '那里分时段接人，请在 {from}–{until} 到，不用排队。',
    en: 'People are taken in there by half hours: come between {from} and {until} and you need not queue.',
  },
  holdUntil: { zh: '为您保留到 {clock}', en: 'Held for you until {clock}' },
  holdKept: {
    zh: '；您这一组有孩子、老人或要看病的人，不会因超时被取消。',
    en: '; your party has children, elders or medical need, so being late does not cancel it.',
  },
  holdStop: {
    zh: '。还在路上就按一下“还在路上”。',
    en: '. If you are still coming, press “Still on the way”.',
  },
  holdPast: {
    zh: '保留时间过了（{clock}），位置还在。请按“还在路上”告诉我们。',
    en: 'The hold ran to {clock} and the place is still yours. Press “Still on the way” to tell us.',
  },
  asked: {
    zh: '您还来吗？请按“还在路上”或“不用了”。',
    en: 'Are you still coming? Press “Still on the way” or “Not needed”.',
  },
  closedSite: {
    zh: '这个地方现在停用，正在给您另找；先别出发，这一页会告诉您。',
    en: 'This place is out of use now and we are finding you another. Do not set off; this page will tell you.',
  },
  over: {
    zh: '这里人多了，您先住下，不用走；有更合适的地方会告诉您。',
    en: 'It is full here, but you are in: stay. You will be told if a better place is found.',
  },
  homeHidden: {
    zh: '居民家。接受后告诉您姓名、门牌和电话。',
    en: 'A resident’s home. Name, door and telephone are told once you accept.',
  },
  homeName: { zh: '居民家', en: 'A resident’s home' },
  sketch: { zh: '示意图', en: 'Sketch map' },
  sketchAlt: {
    zh: '示意图：从您的位置往{bearing}到{name}',
    en: 'Sketch map: from where you are {bearing} to {name}',
  },
  youAreHere: { zh: '您在这里', en: 'You are here' },
  north: { zh: '北', en: 'N' },
  address: { zh: '地址（长按可复制）', en: 'Address (press long to copy)' },
  copy: { zh: '复制地址', en: 'Copy the address' },
  copied: { zh: '已复制', en: 'Copied' },
  call: { zh: '打电话 {phone}', en: 'Call {phone}' },
  maps: { zh: '用地图打开', en: 'Open in a map' },
  code: { zh: '到了出示这个号', en: 'Show this number when you arrive' },
  yourCode: { zh: '您的号', en: 'Your number' },
  accept: { zh: '我接受', en: 'I accept' },
  arrive: { zh: '我到了', en: 'I am here' },
  coming: { zh: '还在路上', en: 'Still on the way' },
  others: { zh: '换一个', en: 'Another place' },
  othersHint: {
    zh: '下面的地方还没有为您留。没选之前，原来的位置一直给您留着。',
    en: 'Nothing is held for you below. Until you choose, the place you have stays yours.',
  },
  othersNone: {
    zh: '现在没有别的合适的地方。原来的位置还给您留着。',
    en: 'There is no other suitable place at the moment. The place you have stays yours.',
  },
  othersHeld: { zh: '现在给您留的：{name}', en: 'Held for you now: {name}' },
  othersAt: { zh: '您现在在：{name}', en: 'You are at: {name}' },
  take: { zh: '换到这里', en: 'Change to this one' },
  keep: { zh: '不换，回去', en: 'Keep mine and go back' },
  taken: {
    zh: '那个地方刚刚满了，没有换成。原来的位置还给您留着。',
    en: 'That place has just filled up. Nothing was changed; the place you have stays yours.',
  },
  notNeeded: { zh: '不用了', en: 'Not needed' },
  selfArranged: { zh: '自己找到了地方', en: 'I found a place myself' },
  withdraw: { zh: '不需要住处了', en: 'I no longer need a place' },
  notNeededHint: {
    zh: '位置会让给别人。以后要用可以再登记。',
    en: 'The place goes to others. You can register again later.',
  },
  leave: { zh: '我走了', en: 'I am leaving' },
  leaveHint: { zh: '确认离开后，位置会让给别人。', en: 'Once you confirm, the place goes to others.' },
  leaveConfirm: { zh: '确认：我走了', en: 'Yes, I have left' },
  moved: {
    zh: '刚才给您换了地方。请看下面的新地方，再决定。',
    en: 'Your place has just changed. Look at the new one below, then decide.',
  },
} satisfies Words

export const STATUS_WORDS = {
  unseen: { zh: '已登记，请先到登记台', en: 'Registered: please go to the desk first' },
  unseenWhy: {
    zh: '刚才同时登记的太多，分不清真假，所以还没有为您留位置。到登记台报下面的登记码，当场安排；到了任何开放的安置点也会收下您。',
    en: 'So many registered at once that nobody can tell which are real, so no place is held for you yet. Tell the code below at the desk and you are placed there and then. Any open site takes you in, too.',
  },
  unseenDesk: { zh: '最近的：{desk}', en: 'The nearest: {desk}' },
  unseenNoDesk: {
    zh: '现在还没有登记台；请看着这一页，或打电话。',
    en: 'No desk stands ready yet. Keep this page open, or telephone.',
  },

  waiting: { zh: '正在给您找地方', en: 'We are finding you a place' },
  waitingSince: {
    zh: '从 {clock} 开始找。原因：{reason}。',
    en: 'Looking since {clock}. Why it takes time: {reason}.',
  },
  registered: { zh: '已登记，正在给您找地方。', en: 'Registered. We are finding you a place.' },
  next: {
    zh: '您不用再登记，也不用守着打电话：一有合适的地方，这一页就会告诉您。',
    en: 'No need to register again or to telephone: as soon as there is a suitable place, this page tells you.',
  },
  nextExpired: {
    zh: '您没有被取消，我们正在马上给您重新找。',
    en: 'You are not cancelled. A new place is being found at once.',
  },
  inCar: {
    zh: '在车里等：别让雪埋住排气管，车窗留一条缝，发动机别一直开着。',
    en: 'If you wait in the car: keep snow off the exhaust, leave a window open a little, do not run the engine all the time.',
  },
  danger: { zh: '有人不舒服或被困住，马上打：', en: 'Somebody ill or trapped? Call now:' },
  medics: { zh: '120 急救', en: '120 ambulance' },
  police: { zh: '110 报警', en: '110 police' },
  motorway: { zh: '12122 高速救援', en: '12122 motorway rescue' },
  departed: { zh: '您已离开，一路平安', en: 'You have left. Travel safely' },
  departedNext: {
    zh: '位置已让给别人。路又封了，可以再登记。',
    en: 'The place has gone to others. If the road closes again, register again.',
  },
  withdrawn: { zh: '已按您说的取消', en: 'Cancelled, as you asked' },
  selfArranged: { zh: '您自己找到了地方', en: 'You found a place yourself' },
  withdrawnNext: {
    zh: '没有为您留位置了。又需要了，随时再登记。',
    en: 'No place is held for you. If you need one after all, register again.',
  },
  merged: { zh: '这次登记已并到另一次', en: 'This registration was joined to another' },
  mergedNext: {
    zh: '位置按另一次登记的留着。请看那一页，或到服务台说那个号。',
    en: 'Your place is held under the other registration. See its page, or tell that number at a desk.',
  },
  mergedCode: { zh: '现在用这个号', en: 'Use this number now' },
  mergedOpen: { zh: '看那一页', en: 'See that page' },
  again: { zh: '再登记一次', en: 'Register again' },
  age: { zh: '{clock} 更新，每 {seconds} 秒自动更新', en: 'As of {clock}; updates itself every {seconds} s' },
  ageStill: { zh: '{clock} 更新，已停止自动更新', en: 'As of {clock}; not updating itself' },
  offline: {
    zh: '没有信号，这是上次的内容；有信号后会自动更新。',
    en: 'No signal. This is what was known last; it updates when the signal is back.',
  },
  stop: { zh: '停止自动更新', en: 'Stop updating' },
  resume: { zh: '恢复自动更新', en: 'Update again' },
  save: {
    zh: '请把这一页留着或收藏：凭它随时可以回来看。',
    en: 'Keep this page open or bookmark it: it brings you back here.',
  },
} satisfies Words

export const MINE_WORDS = {
  title: { zh: '我的信息', en: 'My data' },
  people: { zh: '人数', en: 'People' },
  peopleOf: {
    zh: '{size} 人：大人 {adults}，孩子 {children}，婴儿 {infants}，老人 {elders}',
    en: '{size}: {adults} adults, {children} children, {infants} infants, {elders} elders',
  },
  needs: { zh: '需要', en: 'Needs' },
  vehicle: { zh: '车', en: 'Vehicle' },
  name: { zh: '称呼', en: 'Name' },
  phone: { zh: '手机号', en: 'Telephone' },
  plate: { zh: '车牌', en: 'Number plate' },
  registeredAt: { zh: '登记时间', en: 'Registered' },
  none: { zh: '没有填', en: 'not given' },
  comma: { zh: '、', en: ', ' },
  change: {
    zh: '可以自己更正或删除，也可以到任何服务台说号，或打电话；删除后位置照样给您留着。',
    en: 'Correct or erase it yourself, or tell your number at any desk, or telephone. Erasing keeps your place.',
  },
  open: { zh: '更正或删除', en: 'Correct or erase' },
  correctTitle: { zh: '更正我的信息', en: 'Correct my data' },
  correctHint: {
    zh: '改人数或需要时：原来的位置住得下就不动；住不下会同时换一个；都没有就不改，原来的位置还在。',
    en: 'If numbers or needs change: your place stays where it still fits; else you get another at once; if there is none, nothing changes and your place stays.',
  },
  save: { zh: '保存更正', en: 'Save' },
  saved: { zh: '已更正。', en: 'Corrected.' },
  noRoom: {
    zh: '现在没有住得下这么多人的地方，没有改。原来的位置还给您留着；请到服务台说号，一起想办法。',
    en: 'There is no place for so many at the moment, so nothing was changed. Your place stays; tell your number at a desk and we will find a way.',
  },
  eraseTitle: { zh: '删除我的信息', en: 'Erase my data' },
  eraseHint: {
    zh: '称呼、手机号、车牌、去向、语言马上删除，不能恢复。位置照样给您留着，只留号码：请记下 {code}。删除后有变化不能再打电话通知您。',
    en: 'Name, telephone, plate, direction and language are erased at once and cannot be brought back. Your place stays, under the bare number: note down {code}. Afterwards we cannot telephone you about changes.',
  },
  eraseConfirm: { zh: '确认删除', en: 'Yes, erase' },
  back: { zh: '不改，回去', en: 'Change nothing and go back' },
} satisfies Words

export const MAP_WORDS = {
  amap: { zh: '高德', en: 'Amap' },
  baidu: { zh: '百度', en: 'Baidu' },
  tencent: { zh: '腾讯', en: 'Tencent' },
} satisfies Words

export const FRONT_WORDS = {
  title: { zh: '{county}', en: '{county}' },
  traveller: { zh: '我要住处', en: 'I need a place' },
  travellerHint: {
    zh: '路上滞留？一分钟登记，马上告诉您去哪里。',
    en: 'Stranded? One minute to register, and you are told where to go.',
  },
  staff: { zh: '工作人员登录', en: 'Staff sign-in' },
  wall: { zh: '大屏', en: 'The wall' },
  night: { zh: '播放那一夜', en: 'Play the night' },
  nightHint: {
    zh: '2024 年 2 月 17 日，高速因暴雪封闭，25,000 名旅客一夜之间住下。在单独的演练世界里按真实时间线重走一遍，不影响本县数据。',
    en: 'On 17 February 2024 a blizzard closed the motorway and 25,000 travellers were housed overnight. See it again by its real timeline, in a world of its own; the county’s data is untouched.',
  },
  speed: { zh: '速度', en: 'Speed' },
  speedOf: { zh: '{n} 倍（一夜约 {minutes} 分钟）', en: '{n}× (the night in about {minutes} min)' },
  play: { zh: '开始播放', en: 'Start' },
  running: { zh: '正在播放的夜', en: 'Nights being played' },
  nightRow: {
    zh: '第 {world} 场 · {clock} · 已登记 {registered} / {total}，已到 {arrived}',
    en: 'Night {world} · {clock} · {registered} of {total} registered, {arrived} arrived',
  },
  open: { zh: '看大屏', en: 'See its wall' },
  stop: { zh: '停止', en: 'Stop' },
  ended: { zh: '已停', en: 'stopped' },
} satisfies Words

export const ABOUT_WORDS = {
  title: { zh: '我们怎样保护您的信息', en: 'How your data is handled' },
  rights: { zh: '您的权利', en: 'Your rights' },
  see: {
    zh: '查看：状态页的“我的信息”，就是我们存的全部。',
    en: 'See: “My data” on your page shows all that is kept.',
  },
  correct: {
    zh: '更正：状态页“我的信息”里自己改，或到任何服务台说号，或打电话。',
    en: 'Correct: in “My data” on your page, or tell your number at any desk, or telephone.',
  },
  erase: {
    zh: '删除：在同一处；离开前删除的，位置照样给您留着，只留号码。',
    en: 'Erase: in the same place. If you erase before leaving, your place stays, under a bare number.',
  },
  why: {
    zh: '问为什么、换一个、找人工：都不影响安置。',
    en: 'Ask why, ask for another, ask for a person: none of it costs you your place.',
  },
  who: { zh: '可以问谁看过您的信息。', en: 'You may ask who has seen your data.' },
  term: { zh: '15 个工作日内答复。', en: 'You are answered within 15 working days.' },
  ground: {
    zh: '依据：《个人信息保护法》第十三条（应对突发事件、履行法定职责）、第十七条、第十八条；不满十四周岁的孩子只记人数。',
    en: 'Ground: Personal Information Protection Law, articles 13 (emergencies, statutory duties), 17 and 18; of children under 14 only the number is kept.',
  },
  not: {
    zh: '没有民族、宗教、户籍、政治面貌的栏目；不采人脸，不跟踪位置。',
    en: 'There is no field for ethnicity, religion, registered residence or politics; no face is taken and no position followed.',
  },
} satisfies Words

export const LOST_WORDS = {
  title: { zh: '这一页没有内容', en: 'There is nothing on this page' },
  text: {
    zh: '链接可能不完整，也可能信息已按规定删除。',
    en: 'The link may be incomplete, or the data was erased as the rules require.',
  },
  helpTitle: { zh: '您可以', en: 'What you can do' },
  desk: { zh: '到任何安置点或服务台，说您的号。', en: 'Tell your number at any site or desk.' },
  again: { zh: '需要住处：重新登记', en: 'Need a place? Register again' },
  helpline: { zh: '打电话 {phone}', en: 'Call {phone}' },
  status: { zh: '我的登记', en: 'My registration' },
  trouble: { zh: '请稍等再试', en: 'Please try again in a moment' },
  retry: { zh: '再试一次', en: 'Try again' },
} satisfies Words
