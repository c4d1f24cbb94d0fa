/** Where each figure of the demo county and of its night was read. Facts restated; whatever is not listed is invented. */
import type { Source } from './types.ts'

export const SOURCES: readonly Source[] = [
  {
    figure:
      '瓜州县 620922, 渊泉镇 620922100, 柳园镇 620922101, six communities 620922100001–006 and their names',
    source: '国家统计局 统计用区划代码 2023',
    confidence: 'high',
  },
  {
    figure: '60,400 people live in the town at the end of 2023',
    source: '2023年瓜州县国民经济和社会发展统计公报',
    confidence: 'high',
  },
  {
    figure: '瓜州大道 runs north–south for 4.387 km, from 九支渠(彭家桥) to G312 (北大桥) and the station',
    source: '《渊泉镇志》',
    confidence: 'high',
  },
  { figure: 'position of the county town', source: 'DataV 县级中心点, GCJ-02', confidence: 'medium' },
  {
    figure: 'street names 县府街 邮电巷 福利巷 瓜州巷 北大桥',
    source: '渊泉镇 resident committees before the present six',
    confidence: 'medium',
  },
  {
    figure: '113 grids in the six communities',
    source: "the county's own document: 113 网格党小组, one for each grid",
    confidence: 'high',
  },
  {
    figure: '2.62 persons a household, so about 23,000 households',
    source: '第七次全国人口普查公报（第二号），全国平均家庭户规模',
    confidence: 'medium',
  },
  { figure: 'G30 closed towards Xinjiang at 17:30', source: 'The Paper 2024-02-17', confidence: 'high' },
  {
    figure: '17:00 sports centre requisitioned; 600–700 people the same afternoon',
    source: 'The Paper 2024-02',
    confidence: 'high',
  },
  {
    figure: 'queues of 12 km at 星星峡 and 3 km at 马莲井 at 20:00',
    source: '甘肃日报 2024-02',
    confidence: 'high',
  },
  { figure: 'hotels of the county town full at 20:30', source: '极目新闻 2024-02', confidence: 'medium' },
  {
    figure: 'more than 20,000 stranded and 18,000 placed at 22:00',
    source: '甘肃日报; CCTV via 每日经济新闻',
    confidence: 'high',
  },
  { figure: 'list of closed toll stations at 23:25', source: 'CCTV via 每日经济新闻', confidence: 'high' },
  { figure: '25,000 placed by the morning', source: 'CCTV via 极目新闻 2024-02-18', confidence: 'high' },
  { figure: '93 sites, and homes', source: '瓜州发布 via The Paper 2024-02-18', confidence: 'high' },
  {
    figure: '6,000 hotel beds; 1,700 dormitory beds in 瓜州县第二中学 and 第四中学, 8-bed rooms',
    source: '瓜州发布; The Paper 2024-02',
    confidence: 'high',
  },
  { figure: 'closures lifted at 17:00 on the 18th', source: '今日瓜州 via 极目新闻', confidence: 'high' },
  {
    figure: 'about 20,000 gone on the 18th, the last 5,500 by the 20th',
    source: 'dangdangkuaidi.com',
    confidence: 'low',
  },
  {
    figure: 'hotel sizes: median 68 persons, 29 rooms, 2.3 persons a room',
    source: 'Atout France, 1,220 classified mountain hotels',
    confidence: 'medium',
  },
  {
    figure: '69 km by G312 from the county town to 柳园',
    source: "odometer of a travellers' diary, seeinchina.com",
    confidence: 'medium',
  },
]
