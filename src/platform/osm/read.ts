/**
 * OpenStreetMap extracts (.osm.pbf): ways and relations with their tags, and where their points lie. Nothing of the
 * tags is understood here. Format: wiki.openstreetmap.org/wiki/PBF_Format; a whole extract is held in memory.
 */
import { inflateSync } from 'node:zlib'
import { PbfReader } from 'pbf'

export type Tags = Readonly<Record<string, string>>
export type Point = readonly [lon: number, lat: number]

export interface Way {
  readonly id: number
  readonly tags: Tags
  /** Degrees, WGS84; points that the extract leaves out are left out here. */
  readonly points: readonly Point[]
}

export interface Relation {
  readonly id: number
  readonly tags: Tags
  readonly ways: readonly { readonly way: number; readonly role: string }[]
}

export interface Extract {
  readonly ways: readonly Way[]
  readonly relations: readonly Relation[]
}

/** The file is no extract, or is cut short. */
export class OsmError extends Error {}

/** Blobs and headers larger than this are not allowed by the format, in bytes. */
const MOST_HEADER = 64 * 1024
const MOST_BLOB = 32 * 1024 * 1024

/** What a file may ask of its reader. Anything else it requires is a refusal. */
const KNOWN = new Set(['OsmSchema-V0.6', 'DenseNodes'])

interface BlobHeader {
  type: string
  size: number
}

function readHeader(bytes: Uint8Array): BlobHeader {
  return new PbfReader(bytes).readFields<BlobHeader>(
    (tag, header, pbf) => {
      if (tag === 1) header.type = pbf.readString()
      else if (tag === 3) header.size = pbf.readVarint()
    },
    { type: '', size: -1 },
  )
}

function readBlob(bytes: Uint8Array): Uint8Array {
  const blob = new PbfReader(bytes).readFields<{ raw?: Uint8Array; zlib?: Uint8Array }>((tag, of, pbf) => {
    if (tag === 1) of.raw = pbf.readBytes()
    else if (tag === 3) of.zlib = pbf.readBytes()
  }, {})
  if (blob.raw !== undefined) return blob.raw
  if (blob.zlib === undefined) throw new OsmError('a block is packed in a way that cannot be read')
  return inflateSync(blob.zlib, { maxOutputLength: MOST_BLOB })
}

/** The blocks of a file in turn, as `[type, bytes]`. */
function* blocksOf(file: Uint8Array): Generator<readonly [string, Uint8Array]> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let at = 0
  const take = (length: number, most: number): Uint8Array => {
    if (length < 0 || length > most || at + length > file.length)
      throw new OsmError(`no extract of OpenStreetMap, or cut short at byte ${at}`)
    const bytes = file.subarray(at, at + length)
    at += length
    return bytes
  }
  while (at < file.length) {
    const length = at + 4 <= file.length ? view.getUint32(at) : -1
    at += 4
    const { type, size } = readHeader(take(length, MOST_HEADER))
    yield [type, readBlob(take(size, MOST_BLOB))]
  }
}

function checkFeatures(bytes: Uint8Array): void {
  const asked = new PbfReader(bytes).readFields<string[]>((tag, names, pbf) => {
    if (tag === 4) names.push(pbf.readString())
  }, [])
  const unknown = asked.find((name) => !KNOWN.has(name))
  if (unknown !== undefined) throw new OsmError(`the extract needs ${unknown}, which is not read`)
}

interface RawWay {
  readonly id: number
  readonly tags: Tags
  readonly refs: readonly number[]
}

interface Gathered {
  /** Degrees by node. */
  readonly nodes: Map<number, Point>
  readonly ways: RawWay[]
  readonly relations: Relation[]
}

interface Block {
  strings: string[]
  groups: { start: number; end: number }[]
  granularity: number
  lon: number
  lat: number
}

const text = new TextDecoder()

function readBlock(bytes: Uint8Array): Block {
  const block: Block = { strings: [], groups: [], granularity: 100, lon: 0, lat: 0 }
  new PbfReader(bytes).readFields((tag, of: Block, pbf) => {
    if (tag === 1)
      pbf.readMessage((inner, strings: string[]) => {
        if (inner === 1) strings.push(text.decode(pbf.readBytes()))
      }, of.strings)
    else if (tag === 2) {
      const end = pbf.readVarint() + pbf.pos
      of.groups.push({ start: pbf.pos, end })
      pbf.pos = end
    } else if (tag === 17) of.granularity = pbf.readVarint()
    else if (tag === 19) of.lat = pbf.readVarint(true)
    else if (tag === 20) of.lon = pbf.readVarint(true)
  }, block)
  return block
}

/** Numbers that each stand as the step from the one before. */
function summed(steps: readonly number[]): number[] {
  let sum = 0
  return steps.map((step) => {
    sum += step
    return sum
  })
}

function tagsOf({ strings }: Block, keys: readonly number[], values: readonly number[]): Tags {
  return Object.fromEntries(keys.map((key, at) => [strings[key] ?? '', strings[values[at] ?? 0] ?? '']))
}

function readDense(block: Block, pbf: PbfReader, nodes: Map<number, Point>): void {
  const dense = pbf.readMessage<{ ids: number[]; lats: number[]; lons: number[] }>(
    (tag, of) => {
      if (tag === 1) pbf.readPackedSVarint(of.ids)
      else if (tag === 8) pbf.readPackedSVarint(of.lats)
      else if (tag === 9) pbf.readPackedSVarint(of.lons)
    },
    { ids: [], lats: [], lons: [] },
  )
  const [lats, lons] = [summed(dense.lats), summed(dense.lons)]
  for (const [at, id] of summed(dense.ids).entries()) nodes.set(id, degrees(block, lons[at]!, lats[at]!))
}

function degrees({ granularity, lon, lat }: Block, x: number, y: number): Point {
  return [1e-9 * (lon + granularity * x), 1e-9 * (lat + granularity * y)]
}

function readNode(block: Block, pbf: PbfReader, nodes: Map<number, Point>): void {
  const node = pbf.readMessage(
    (tag, of) => {
      if (tag === 1) of.id = pbf.readSVarint()
      else if (tag === 8) of.lat = pbf.readSVarint()
      else if (tag === 9) of.lon = pbf.readSVarint()
    },
    { id: 0, lat: 0, lon: 0 },
  )
  nodes.set(node.id, degrees(block, node.lon, node.lat))
}

interface Tagged {
  id: number
  keys: number[]
  values: number[]
}

/** Reads what ways and relations have in common. @returns whether the field was one of these */
function readTagged(tag: number, of: Tagged, pbf: PbfReader): boolean {
  if (tag === 1) of.id = pbf.readVarint()
  else if (tag === 2) pbf.readPackedVarint(of.keys)
  else if (tag === 3) pbf.readPackedVarint(of.values)
  else return false
  return true
}

function readWay(block: Block, pbf: PbfReader): RawWay {
  const way = pbf.readMessage<Tagged & { steps: number[] }>(
    (tag, of) => {
      if (!readTagged(tag, of, pbf) && tag === 8) pbf.readPackedSVarint(of.steps)
    },
    { id: 0, keys: [], values: [], steps: [] },
  )
  return { id: way.id, tags: tagsOf(block, way.keys, way.values), refs: summed(way.steps) }
}

/** OSM: members that are ways. */
const WAY_MEMBER = 1

function readRelation(block: Block, pbf: PbfReader): Relation {
  const one = pbf.readMessage<Tagged & { roles: number[]; steps: number[]; kinds: number[] }>(
    (tag, of) => {
      if (readTagged(tag, of, pbf)) return
      if (tag === 8) pbf.readPackedVarint(of.roles)
      else if (tag === 9) pbf.readPackedSVarint(of.steps)
      else if (tag === 10) pbf.readPackedVarint(of.kinds)
    },
    { id: 0, keys: [], values: [], roles: [], steps: [], kinds: [] },
  )
  const members = summed(one.steps)
    .map((way, at) => ({ way, role: block.strings[one.roles[at] ?? 0] ?? '' }))
    .filter((_, at) => one.kinds[at] === WAY_MEMBER)
  return { id: one.id, tags: tagsOf(block, one.keys, one.values), ways: members }
}

function readGroups(bytes: Uint8Array, into: Gathered): void {
  const block = readBlock(bytes)
  const pbf = new PbfReader(bytes)
  for (const { start, end } of block.groups) {
    pbf.pos = start
    pbf.readFields(
      (tag, of: Gathered) => {
        if (tag === 1) readNode(block, pbf, of.nodes)
        else if (tag === 2) readDense(block, pbf, of.nodes)
        else if (tag === 3) of.ways.push(readWay(block, pbf))
        else if (tag === 4) of.relations.push(readRelation(block, pbf))
      },
      into,
      end,
    )
  }
}

/** Ways and relations of an extract. @throws OsmError where the bytes are none */
export function readOsm(file: Uint8Array): Extract {
  const all: Gathered = { nodes: new Map(), ways: [], relations: [] }
  let blocks = 0
  try {
    for (const [type, bytes] of blocksOf(file)) {
      blocks += 1
      if (type === 'OSMHeader') checkFeatures(bytes)
      else if (type === 'OSMData') readGroups(bytes, all)
    }
  } catch (error) {
    if (error instanceof OsmError) throw error
    throw new OsmError(`no extract of OpenStreetMap: ${error instanceof Error ? error.message : error}`)
  }
  if (blocks === 0) throw new OsmError('the file is empty')
  const pointsOf = ({ refs }: RawWay): Point[] =>
    refs.flatMap((ref) => {
      const point = all.nodes.get(ref)
      return point === undefined ? [] : [point]
    })
  return {
    ways: all.ways.map((way) => ({ id: way.id, tags: way.tags, points: pointsOf(way) })),
    relations: all.relations,
  }
}
