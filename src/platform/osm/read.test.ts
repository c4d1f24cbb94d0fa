/** An extract as the format describes it, written here block by block, and the two towns beside the project where they are. */
import { existsSync, readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { PbfWriter } from 'pbf'
import { describe, expect, test } from 'vitest'
import { OsmError, readOsm } from './read.ts'

const bytesOf = (write: (pbf: PbfWriter) => void): Uint8Array => {
  const pbf = new PbfWriter()
  write(pbf)
  return pbf.finish()
}

function block(type: string, bytes: Uint8Array, packed = true): Buffer {
  const blob = bytesOf((pbf) => {
    if (packed) pbf.writeBytesField(3, deflateSync(bytes))
    else pbf.writeBytesField(1, bytes)
  })
  const header = bytesOf((pbf) => {
    pbf.writeStringField(1, type)
    pbf.writeVarintField(3, blob.length)
  })
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  return Buffer.concat([length, header, blob])
}

const header = (...features: string[]): Buffer =>
  block(
    'OSMHeader',
    bytesOf((pbf) => {
      for (const name of features) pbf.writeStringField(4, name)
    }),
  )

/** Three nodes (one of them plain), a way with a tag that leaves a node out of the extract, a relation. */
const DATA = bytesOf((pbf) => {
  pbf.writeMessage(
    1,
    (_, inner) => {
      for (const one of ['', 'building', '瓜州', 'outer', 'type', 'multipolygon'])
        inner.writeBytesField(1, Buffer.from(one))
    },
    undefined,
  )
  pbf.writeMessage(
    2,
    (_, group) => {
      group.writeMessage(
        2,
        (__, dense) => {
          dense.writePackedSVarint(1, [10, 1])
          dense.writePackedSVarint(8, [405157000, 1000])
          dense.writePackedSVarint(9, [957796000, -2000])
        },
        undefined,
      )
    },
    undefined,
  )
  pbf.writeMessage(
    2,
    (_, group) => {
      group.writeMessage(
        1,
        (__, node) => {
          node.writeSVarintField(1, 7)
          node.writeSVarintField(8, 400000000)
          node.writeSVarintField(9, 960000000)
        },
        undefined,
      )
      group.writeMessage(
        3,
        (__, way) => {
          way.writeVarintField(1, 42)
          way.writePackedVarint(2, [1])
          way.writePackedVarint(3, [2])
          way.writePackedSVarint(8, [10, 1, 988, -992])
        },
        undefined,
      )
      group.writeMessage(
        4,
        (__, relation) => {
          relation.writeVarintField(1, 5)
          relation.writePackedVarint(2, [4])
          relation.writePackedVarint(3, [5])
          relation.writePackedVarint(8, [3, 0])
          relation.writePackedSVarint(9, [42, 1])
          relation.writePackedVarint(10, [1, 0])
        },
        undefined,
      )
    },
    undefined,
  )
})

describe('an extract', () => {
  test.each([true, false])('ways, points and relations; packed: %s', (packed) => {
    const file = Buffer.concat([header('OsmSchema-V0.6', 'DenseNodes'), block('OSMData', DATA, packed)])
    const { ways, relations } = readOsm(file)
    expect(ways).toHaveLength(1)
    expect(ways[0]).toMatchObject({ id: 42, tags: { building: '瓜州' } })
    expect(ways[0]!.points.map(([lon, lat]) => [lon.toFixed(4), lat.toFixed(4)])).toEqual([
      ['95.7796', '40.5157'],
      ['95.7794', '40.5158'],
      ['96.0000', '40.0000'],
    ])
    expect(relations).toEqual([{ id: 5, tags: { type: 'multipolygon' }, ways: [{ way: 42, role: 'outer' }] }])
  })

  test.each([
    ['an empty file', Buffer.alloc(0)],
    ['a text', Buffer.from('id,name\n1,x\n')],
    ['a file cut short', Buffer.concat([header('OsmSchema-V0.6'), block('OSMData', DATA)]).subarray(0, -9)],
    ['a feature nobody reads', Buffer.concat([header('HistoricalInformation'), block('OSMData', DATA)])],
  ])('%s is told', (_, file) => expect(() => readOsm(file)).toThrow(OsmError))
})

const TOWNS = [
  ['kotka-karhula-fi-2019', 2219],
  ['liechtenstein-2015', 8992],
] as const

describe.each(TOWNS)('%s', (name, buildings) => {
  const path = new URL(`../../../../shared/data/osm/${name}.osm.pbf`, import.meta.url)
  test.skipIf(!existsSync(path))('is read whole (skipped where the extract is not there)', () => {
    const { ways } = readOsm(readFileSync(path))
    expect(ways.filter(({ tags }) => tags.building !== undefined)).toHaveLength(buildings)
  })
})
