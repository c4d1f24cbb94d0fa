/** What the command line says, in both languages, one below the other. */
import { fill, type Text } from './base/words.ts'

export const LINES = {
  unknownCommand: {
    zh: '没有“{name}”这个命令；./jingwei help 列出全部。',
    en: 'There is no command “{name}”; ./jingwei help lists them all.',
  },
  portTaken: {
    zh: '端口 {port} 已被占用。可能经纬已经在运行；或换一个：npm start -- --port 8621',
    en: 'Port {port} is in use. Perhaps Jingwei is running already; or take another: npm start -- --port 8621',
  },
  database: { zh: '启动数据库…', en: 'starting the database …' },
  seeding: { zh: '铺设演示县（瓜州）… {progress}', en: 'laying out the demo county (Guazhou) … {progress}' },
  ready: { zh: '经纬已就绪', en: 'Jingwei is ready' },
  signIns: {
    zh: '演示登录（手机号，验证码显示在登录页上）',
    en: 'demo sign-ins (telephone; the code is shown on the page)',
  },
  nightHint: {
    zh: '播放 2·17 之夜：首页上点“开始播放”，或 ./jingwei night --speed 120',
    en: 'play the night of 17 February: the button on the front page, or ./jingwei night --speed 120',
  },
  stopHint: { zh: '按 Ctrl-C 停止', en: 'Ctrl-C stops' },
  stopping: { zh: '正在停止…', en: 'stopping …' },
  stopped: { zh: '已停止，数据都在', en: 'stopped; the data is kept in' },
  fingerprint: { zh: '本机证书指纹 (SHA-256)', en: 'fingerprint of the certificate made here (SHA-256)' },
  nightBegins: {
    zh: '在世界 {world} 里播放，{speed} 倍速；大屏：{url}',
    en: 'playing in world {world} at {speed} times the speed; wall: {url}',
  },
  nightTook: {
    zh: '播放了 {hours} 小时的夜，用时 {minutes} 分钟：平均 {speed} 倍速',
    en: '{hours} hours of the night in {minutes} minutes: {speed} times the speed on average',
  },
  nightStopped: {
    zh: '播放已停止，下面是到此为止的报告。',
    en: 'The play was stopped; the report so far follows.',
  },
  exportUsage: {
    zh: '用法：./jingwei export 文件 [--data 目录]',
    en: 'Usage: ./jingwei export FILE [--data DIRECTORY]',
  },
  restoreUsage: {
    zh: '用法：./jingwei restore 文件 [--data 新目录]',
    en: 'Usage: ./jingwei restore FILE [--data NEW-DIRECTORY]',
  },
  exportThere: {
    zh: '这个文件已经在了，不会覆盖；请换个名字。',
    en: 'There is such a file already and it is not written over; choose another name.',
  },
  restoreMissing: { zh: '没有这个文件。', en: 'There is no such file.' },
  rowsMoved: { zh: '已处理的行', en: 'rows so far' },
  exported: {
    zh: '已导出 {tables} 张表、{rows} 行到 {path}。个人信息仍是加密的；密钥不在文件里，请另外保管 {keys}。',
    en: '{tables} tables with {rows} rows are in {path}. Identities stay sealed; the keys are not in the file: keep {keys} apart from it.',
  },
  restored: {
    zh: '已恢复 {tables} 张表、{rows} 行。要读个人信息，请把当时的密钥目录放到 {keys}。',
    en: '{tables} tables with {rows} rows are restored. To read identities, put the key directory of that time at {keys}.',
  },
  otherKeys: {
    zh: '密钥目录 {keys} 里没有能打开 {county} 县这批数据的密钥。请把原来的密钥目录放到那里，或用 --keys 指定它。什么也没有改动。',
    en: 'The key directory {keys} holds no key that opens the data of {county}. Put the key directory of that time there, or name it with --keys. Nothing was changed.',
  },
  nightFailed: {
    zh: '播放程序中断了，这一夜没有演完。',
    en: 'The process that played it died; the night was not played to its end.',
  },
  nightServed: {
    zh: '22:00 入住 {arrived} 人，达到 {bar}。',
    en: 'Checked in at 22:00: {arrived}, at least {bar} as it must be.',
  },
  nightNotServed: {
    zh: '22:00 入住 {arrived} 人，不到 {bar}。',
    en: 'Checked in at 22:00: {arrived}, fewer than the {bar} that must be.',
  },
  nightBroken: {
    zh: '报告里有不该有的：重复承诺、失踪的组、被系统无故移动的组或断开的账本链。请保留数据目录并告诉开发者。',
    en: 'The report shows what must never be: double promises, lost parties, parties moved out of a site in use, or a broken chain. Keep the data directory and tell the developers.',
  },
  notADemo: {
    zh: '这里没有演示县，不能播放这一夜（去掉 --no-demo）。',
    en: 'There is no demo county here, so the night cannot be played (leave out --no-demo).',
  },
  countyUsage: {
    zh: '用法：./jingwei county add --code 620922 --slug guazhou --name 瓜州县 --name-en Guazhou --admin 姓名 --phone 手机号',
    en: 'usage: ./jingwei county add --code 620922 --slug guazhou --name 瓜州县 --name-en Guazhou --admin NAME --phone TELEPHONE',
  },
  countyAdded: {
    zh: '已建立{name}（地址前缀 /c/{slug}/w/0），管理员用手机号 {phone} 登录。验证码由短信通道发出，见 docs/manual/administrator.md。',
    en: '{nameEn} is there (addresses begin with /c/{slug}/w/0); the administrator signs in with {phone}. Codes go out by the SMS channel, see docs/manual/administrator.md.',
  },
  noCounty: {
    zh: '还没有县：用 ./jingwei county add 建立（先停止本程序），或去掉 --no-demo 看演示县。',
    en: 'There is no county yet: add one with ./jingwei county add (stop this first), or leave out --no-demo for the demo county.',
  },
  importUsage: {
    zh: '用法：./jingwei import sites 文件.csv|.xlsx|.geojson [--county 名称] [--kind 类型] [--crs wgs84|gcj02|bd09] [--alike same|another|leave] [--update] [--all-or-nothing]；./jingwei import buildings 文件.osm.pbf|.geojson [--county 名称]',
    en: 'usage: ./jingwei import sites FILE.csv|.xlsx|.geojson [--county NAME] [--kind KIND] [--crs wgs84|gcj02|bd09] [--alike same|another|leave] [--update] [--all-or-nothing]; ./jingwei import buildings FILE.osm.pbf|.geojson [--county NAME]',
  },
  mapUnreadable: {
    zh: '看不懂这个文件：要 OpenStreetMap 的 .osm.pbf，或楼栋的 GeoJSON。',
    en: 'This file cannot be read: an OpenStreetMap extract (.osm.pbf) or buildings as GeoJSON are needed.',
  },
  mapEmpty: { zh: '文件里没有楼栋。', en: 'There are no buildings in this file.' },
  buildingsImported: {
    zh: '{buildings} 栋楼，{households} 户（{estimated} 栋是估计）：新 {made}，改 {changed}；{lines} 条街道、河流、铁路。{faults} 栋没有位置，{outside} 栋不在任何社区，未导入。',
    en: '{buildings} buildings, {households} households ({estimated} buildings estimated): {made} new, {changed} changed; {lines} streets, rivers, railways. {faults} without a position and {outside} in no community were left out.',
  },
  gridsTried: {
    zh: '程序会划 {grids} 个网格，{fewest}–{most} 户，{outside} 个不合规范，紧凑 {round}，用时 {seconds} 秒。',
    en: 'The program would draw {grids} grids of {fewest} to {most} households, {outside} outside the norm, compactness {round}, in {seconds} s.',
  },
  importDone: {
    zh: '导入 {imported} 个安置点，共 {places} 个位置；其中 {incomplete} 个待补位置或床位。{faults} 处提示，{out} 行未导入。',
    en: '{imported} sites imported, {places} places; {incomplete} of them lack a position or places. {faults} remarks, {out} rows left out.',
  },
  importRepeated: {
    zh: '其中 {count} 个此前已导入，没有重复。',
    en: '{count} of them had been imported before and were not repeated.',
  },
  importChanged: { zh: '{count} 处已按表格更新', en: '{count} were changed to what the table says.' },
  importFaults: { zh: '逐行说明：{path}', en: 'row by row: {path}' },
  importNothing: { zh: '按“全有或全无”，什么也没有导入。', en: 'All or nothing: nothing was imported.' },
  importPlaced: {
    zh: '试放 {parties} 组（只在一个演练世界里）：{placed} 组有了去处，{waiting} 组在等。',
    en: '{parties} parties tried (in a drill world only): {placed} were told where to go, {waiting} wait.',
  },
  solveUsage: {
    zh: '用法：./jingwei solve placement|districting 实例.json --out 方案.json [--seconds 秒] [--seed 数] [--keep 旧方案.json] [--areas 片区数]',
    en: 'usage: ./jingwei solve placement|districting INSTANCE.json --out SOLUTION.json [--seconds S] [--seed N] [--keep SOLUTION.json] [--areas N]',
  },
  unreadable: {
    zh: '读不了 {path}：{why}',
    en: 'cannot read {path}: {why}',
  },
  solveFault: {
    zh: '{path} 里 {at} 处有误：{why}',
    en: '{path} is wrong at {at}: {why}',
  },
  solveNumber: {
    zh: '{flag} 要一个不小于零的数，而不是“{text}”。',
    en: '{flag} takes a number that is not below zero, not “{text}”.',
  },
  solveUnwritable: {
    zh: '写不了 {path}：{why}',
    en: 'cannot write {path}: {why}',
  },
  solveRelaxing: { zh: '求下界…', en: 'relaxing …' },
  solveRounding: { zh: '取整…', en: 'rounding …' },
  solveImproving: { zh: '改进…', en: 'improving …' },
  solveDone: { zh: '完成', en: 'done' },
  solveCertificate: {
    zh: '下界 {bound} 人·分钟（任何方案都不会更低），本方案 {cost}，差距 {gap}%',
    en: 'bound {bound} person-minutes (no placement costs less), this one {cost}, gap {gap} %',
  },
  solveUnplaced: {
    zh: '{unplaced} 人没有去处；松弛解里也有 {relaxed} 人没有。',
    en: '{unplaced} persons without a place; {relaxed} have none in the relaxation either.',
  },
  solveWaiting: {
    zh: '  {persons} 人（{parties} 组），{room}，需要 {needs}：{reason}',
    en: '  {persons} persons ({parties} parties), {room}, needs {needs}: {reason}',
  },
  solveKept: {
    zh: '{moved} 人重新安排，其余的人都没有动。',
    en: '{moved} persons were placed anew; nobody else was moved.',
  },
  verified: {
    zh: '世界 {world}：{seq} 条，链完好，末端 {hash}',
    en: 'world {world}: {seq} events, chain intact, head {hash}',
  },
  packetOut: {
    zh: '用法：./jingwei packet --out FILE.html 或 FILE.xlsx（另有 --data、--keys）',
    en: 'usage: ./jingwei packet --out FILE.html or FILE.xlsx (also --data, --keys)',
  },
  noPacket: {
    zh: '这里还没有断网包：--data 指的是服务器的数据目录',
    en: 'there is no packet here yet: --data names the server’s data directory',
  },
  packetWritten: {
    zh: '已写入 {path}：截至 {clock}，{parties} 组旅客。用完请销毁。',
    en: 'written to {path}: as of {clock}, {parties} parties. Destroy it after use.',
  },
  broken: { zh: '世界 {world}：在第 {seq} 条断开！', en: 'world {world}: BROKEN at event {seq}!' },
} as const satisfies Record<string, Text>

/** What the solver's room classes, needs and reasons are called. */
export const PLACEMENT_WORDS = {
  rooms: [
    { zh: '普通', en: 'general' },
    { zh: '无障碍', en: 'accessible' },
    { zh: '医护', en: 'medical' },
    { zh: '女性', en: 'women' },
  ],
  /** By bit. */
  needs: [
    { zh: '清真', en: 'halal' },
    { zh: '宠物', en: 'pets' },
    { zh: '婴儿', en: 'infant' },
    { zh: '货车停车', en: 'truck parking' },
  ],
  noNeeds: { zh: '无', en: 'none' },
  reasons: {
    full: { zh: '能接收的安置点都满了', en: 'every site that could take them is full' },
    'too-late': { zh: '赶不上关门', en: 'no site is reached before it closes' },
    nowhere: { zh: '没有安置点能接收', en: 'no site admits them' },
  },
} as const

/** What a division into grids is told in. */
export const DISTRICTING_WORDS = {
  steps: {
    dividing: { zh: '划分网格…', en: 'dividing …' },
    improving: { zh: '改进…', en: 'improving …' },
    grouping: { zh: '合成片区…', en: 'grouping …' },
    done: { zh: '完成', en: 'done' },
  },
  grids: {
    zh: '{grids} 个网格，每格 {fewest}–{most} 户，与目标平均相差 {deviation} 户',
    en: '{grids} grids of {fewest} to {most} households, {deviation} off the target on average',
  },
  shape: {
    zh: '紧凑度（Polsby-Popper）平均 {roundness}，最低 {least}；户到网格中心均方根 {radius} 米；格界 {cut} 米',
    en: 'Polsby-Popper {roundness} on average, {least} at least; households {radius} m (rms) from the middle; {cut} m of border between grids',
  },
  areas: {
    zh: '{areas} 个片区，每片 {fewest}–{most} 户',
    en: '{areas} areas of {fewest} to {most} households',
  },
  mended: {
    zh: '{bad} 个网格不合规：{moved} 户换格（至少 {excess} 户，按整栋至少 {inBuildings} 户）；新增 {made} 格，撤并 {givenUp} 格',
    en: '{bad} grids were outside the bounds: {moved} households change their grid (at least {excess}, in whole buildings {inBuildings}); {made} new grids, {givenUp} given up',
  },
  exception: {
    zh: '例外：网格 {grid} 有 {households} 户，{reason}',
    en: 'exception: grid {grid} has {households} households: {reason}',
  },
  reasons: {
    building: { zh: '单栋楼就超过上限', en: 'one building alone is above the most' },
    few: { zh: '连成一片的总户数不到下限', en: 'what hangs together has too few' },
    total: { zh: '总户数分不成合规的网格', en: 'the total cannot be divided within the bounds' },
    indivisible: { zh: '这些楼怎么分都不合规', en: 'these buildings cannot be parted within the bounds' },
    unfound: { zh: '没有找到合规的分法', en: 'no division within the bounds was found' },
  },
} as const

/** Both languages, one below the other. */
export function say(text: Text, values: Readonly<Record<string, string | number>> = {}): string {
  return `${fill(text, 'zh', values)}\n${fill(text, 'en', values)}`
}

/** Both languages on one line. */
export function sayShort(text: Text, values: Readonly<Record<string, string | number>> = {}): string {
  return `${fill(text, 'zh', values)} · ${fill(text, 'en', values)}`
}

export const HELP = `经纬 Jingwei

  ./jingwei start     启动（npm start 也是它）          start the server
  ./jingwei night     播放 2024-02-17 之夜并出报告       play the night of 17 February 2024 and report
                      [--speed 120] [--data ./data]
                      [--hotels-fail]                 23:00 两家宾馆停暖 at 23:00 two hotels lose their heating
  ./jingwei import sites FILE [--county NAME]           导入安置点 import sites
  ./jingwei import buildings FILE [--county NAME]       导入楼栋 import buildings (.osm.pbf, .geojson)
  ./jingwei county add …                                建立一个县 add a county
  ./jingwei solve placement INSTANCE.json --out SOLUTION.json
                      [--seconds 30] [--seed 1]         安置求解，附下界证明 solve a placement, with its bound
  ./jingwei solve districting INSTANCE.json --out SOLUTION.json
                      [--keep SOLUTION.json]            划分网格，或按最少变动调整 divide into grids, or mend with few moves
  ./jingwei packet --out FILE.html                      取出最新的断网包（不用数据库） the newest packet for a failing network, without the database
  ./jingwei verify    核对账本的链                      verify the chain of the ledger
  ./jingwei export    全部数据导出到一个文件            everything into one file
  ./jingwei restore   从导出文件恢复到空目录            such a file into an empty place
  ./jingwei help      这一页                            this page

  --port 8620  --host 127.0.0.1  --data ./data  --no-demo  --https
  DATABASE_URL, DATABASE_DIRECT_URL                     县里自己的数据库 a server of the county's own
`
