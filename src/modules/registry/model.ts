/** Tables of sites in and out: what is shown before an import, what a person decides, and what was done. */
import { z } from 'zod'
import { SiteView } from '../placement/model.ts'
import { SITE_KINDS } from '../sites/model.ts'
import { SITE_FIELDS } from '../sites/rows.ts'

/** A county has some hundred sites; a table beyond this is another table. */
export const MOST_ROWS = 5000
/** Bytes of a file. */
export const MOST_BYTES = 8 * 1024 * 1024

/** Systems in which Chinese maps give positions; a table that does not say is asked (experience.md, coordinates). */
export const CRS = ['wgs84', 'gcj02', 'bd09'] as const
export type Crs = (typeof CRS)[number]

export const Columns = z.partialRecord(z.enum(SITE_FIELDS), z.string().max(300))
export type Columns = z.infer<typeof Columns>

const File = z.base64().max(Math.ceil((MOST_BYTES * 4) / 3) + 4)

/** How a table is read. */
export const TableReading = z.strictObject({
  /** Heading by field; absent: found by name. */
  columns: Columns.optional(),
  crs: z.enum(CRS).default('wgs84'),
  /** Kind of rows that tell none. */
  kind: z.enum(SITE_KINDS).default('hall'),
})
export type TableReading = z.infer<typeof TableReading>

export const PreviewWish = z.strictObject({ file: File, reading: TableReading.prefault({}) })

/** What is done with a row much like a site that exists, or like an earlier row. */
export const ALIKE_ACTS = ['same', 'another', 'leave'] as const
export type AlikeAct = (typeof ALIKE_ACTS)[number]

export const ImportWish = z.strictObject({
  command: z.uuid(),
  file: File,
  reading: TableReading.prefault({}),
  /** Row by row; `otherwise` for those not named. Absent and needed: refused. */
  alike: z
    .array(z.strictObject({ line: z.int(), act: z.enum(ALIKE_ACTS) }))
    .max(MOST_ROWS)
    .default([]),
  otherwise: z.enum(ALIKE_ACTS).optional(),
  /** Sites that are there already and differ: changed to what the table says, or kept. */
  known: z.enum(['keep', 'update']).default('keep'),
  /** Sites without position or places: kept in standby until completed, or left out. */
  incomplete: z.enum(['keep', 'leave']).default('keep'),
  /** Rows that cannot be used: the whole table is refused, or they are left out. */
  faulty: z.enum(['refuse', 'leave']).default('refuse'),
})
export type ImportWish = z.infer<typeof ImportWish>

export const RowFaultView = z.object({
  /** Line of a CSV, row of a sheet, number of a feature; from 1. */
  line: z.int(),
  name: z.string(),
  code: z.string(),
  /** The row is left out; else it is used and this is told. */
  out: z.boolean(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

export const Preview = z.object({
  format: z.enum(['csv', 'xlsx', 'geojson']),
  headers: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
  columns: Columns,
  /** Fields that more than one heading names; the first is taken. */
  doubled: z.array(z.enum(SITE_FIELDS)),
  /** Positions are given and the file does not say in which system. */
  asksCrs: z.boolean(),
  rows: z.int(),
  counts: z.object({
    /** New sites, complete. */ ready: z.int(),
    /** New sites that lack a position or places. */ incomplete: z.int(),
    /** There already, and nothing new is said of them. */ known: z.int(),
    /** There already, and the table says something else. */ changed: z.int(),
    /** Much like another one: a person decides. */ alike: z.int(),
    /** Cannot be used. */ out: z.int(),
    /** Places of the new sites. */ places: z.int(),
  }),
  faultCounts: z.array(z.object({ code: z.string(), count: z.int() })),
  /** The first of them; all are in the file of faults. */
  faults: z.array(RowFaultView),
  alike: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      address: z.string(),
      other: z.object({ name: z.string(), address: z.string(), line: z.int().optional() }),
    }),
  ),
  changes: z.array(z.object({ line: z.int(), name: z.string(), fields: z.array(z.enum(SITE_FIELDS)) })),
  /** The first rows as they will be read. */
  sample: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      kind: z.enum(SITE_KINDS),
      places: z.int(),
      lon: z.number().nullable(),
      lat: z.number().nullable(),
      address: z.string(),
    }),
  ),
})
export type Preview = z.infer<typeof Preview>

export const ImportDone = z
  .object({
    id: z.uuid(),
    at: z.number(),
    rows: z.int(),
    /** New sites. */
    imported: z.int(),
    places: z.int(),
    changed: z.int(),
    /** Rows whose site was there already and stayed as it was. */
    repeated: z.int(),
    leftOut: z.int(),
    /** Of the new ones: those that lack a position or places. */
    incomplete: z.int(),
    /** Sites made or changed by it that have not been taken back. */
    left: z.int(),
    undoneAt: z.number().nullable(),
  })
  .meta({ id: 'SiteImport' })
export type ImportDone = z.infer<typeof ImportDone>

/** What becomes of a site when its import is taken back. */
export const UNDO_FATES = ['goes', 'back', 'placed', 'bound', 'changed_since', 'gone'] as const
export type UndoFate = (typeof UNDO_FATES)[number]

export const UndoPlan = z
  .object({
    id: z.uuid(),
    at: z.number(),
    sites: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        fate: z.enum(UNDO_FATES),
        /** Somebody has changed it since; what was typed in goes with it. */
        touched: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'SiteImportUndo' })
export type UndoPlan = z.infer<typeof UndoPlan>

/** What of two entries of one place can be taken from the one that goes. */
export const MERGE_FIELDS = [
  'name',
  'nameEn',
  'kind',
  'address',
  'position',
  'landmark',
  'landmarkEn',
  'price',
  'features',
  'parking',
  'opensFrom',
  'wardens',
  'pools',
  'contact',
] as const
export type MergeField = (typeof MERGE_FIELDS)[number]

export const Twin = z.object({
  a: SiteView,
  b: SiteView,
  /** Between the two; null where one has no position. */
  metres: z.int().nullable(),
})
export type Twin = z.infer<typeof Twin>

export const MergeWish = z.strictObject({
  command: z.uuid(),
  kept: z.uuid(),
  gone: z.uuid(),
  /** Taken from the one that goes; everything else stays as the one kept says. */
  take: z.array(z.enum(MERGE_FIELDS)).max(MERGE_FIELDS.length).default([]),
})
export type MergeWish = z.infer<typeof MergeWish>

export const MergeDone = z
  .object({
    id: z.uuid(),
    at: z.number(),
    kept: z.string(),
    gone: z.string(),
    /** Persons recorded in the one that goes, now in the other. */
    moved: z.int(),
    undoneAt: z.number().nullable(),
    /** Null until undone; false: the one kept had been changed since and stayed so. */
    restored: z.boolean().nullable(),
  })
  .meta({ id: 'SiteMerge' })
export type MergeDone = z.infer<typeof MergeDone>
