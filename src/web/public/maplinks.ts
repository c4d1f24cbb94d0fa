/** Links into the map programs people have. Ours is WGS84; Amap and Tencent read GCJ-02, Baidu BD-09. */
import gcoord from 'gcoord'
import type { LonLat } from '../../base/geo.ts'
import type { Text } from '../../base/words.ts'
import { MAP_WORDS } from './words.ts'

export interface MapLink {
  readonly name: Text
  readonly href: string
}

const six = (degrees: number) => degrees.toFixed(6)

function query(base: string, values: Readonly<Record<string, string>>): string {
  return `${base}?${new URLSearchParams(values)}`
}

/**
 * https links that show the place with its name.
 * @param at WGS84 degrees
 */
export function mapLinks(at: LonLat, name: string): readonly MapLink[] {
  const [gcjLon, gcjLat] = gcoord.transform([at.lon, at.lat], gcoord.WGS84, gcoord.GCJ02)
  const [bdLon, bdLat] = gcoord.transform([at.lon, at.lat], gcoord.WGS84, gcoord.BD09)
  // A colon or semicolon in a name would end the field in Tencent's marker syntax.
  const plain = name.replace(/[:;,|]/g, ' ')
  return [
    {
      name: MAP_WORDS.amap,
      href: query('https://uri.amap.com/marker', {
        position: `${six(gcjLon)},${six(gcjLat)}`,
        name: plain,
        coordinate: 'gaode',
        src: 'jingwei',
        callnative: '1',
      }),
    },
    {
      name: MAP_WORDS.baidu,
      href: query('https://api.map.baidu.com/marker', {
        location: `${six(bdLat)},${six(bdLon)}`,
        title: plain,
        content: plain,
        coord_type: 'bd09ll',
        output: 'html',
        src: 'jingwei',
      }),
    },
    {
      name: MAP_WORDS.tencent,
      href: query('https://apis.map.qq.com/uri/v1/marker', {
        marker: `coord:${six(gcjLat)},${six(gcjLon)};title:${plain}`,
        referer: 'jingwei',
      }),
    },
  ]
}
