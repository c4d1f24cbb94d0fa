/** Sites out of a county's own tables, and back into them. */
import { z } from 'zod'
import { endpoint, FileOut } from '../../base/contract.ts'
import {
  ImportDone,
  ImportWish,
  MergeDone,
  MergeWish,
  MOST_BYTES,
  Preview,
  PreviewWish,
  Twin,
  UndoPlan,
} from './model.ts'

const KEEPERS = ['duty_officer', 'intake_desk', 'community_secretary'] as const
/** Making two one closes one of them. */
const MERGERS = ['duty_officer', 'community_secretary'] as const
const UNREADABLE = [
  'unsupported_media',
  'body_too_large',
  'sites.file_without_rows',
  'sites.no_name_column',
] as const
/** Base64 takes a third more, and the rest of the body its share. */
const BODY = Math.ceil((MOST_BYTES * 4) / 3) + 200_000

export const registryApi = {
  preview: endpoint({
    id: 'registry.preview',
    method: 'POST',
    path: '/site-imports/preview',
    summary: 'What importing a table of sites would do; nothing is kept',
    door: KEEPERS,
    bodyBytes: BODY,
    body: PreviewWish,
    output: Preview,
    errors: UNREADABLE,
  }),
  /** All of it or nothing, in one transaction; the same table again adds nothing. */
  import: endpoint({
    id: 'registry.import',
    method: 'POST',
    path: '/site-imports',
    summary: 'Import a table of sites (CSV, XLSX or GeoJSON), all of it or nothing',
    door: KEEPERS,
    status: 201,
    bodyBytes: BODY,
    body: ImportWish,
    output: ImportDone,
    errors: [...UNREADABLE, 'sites.file_refused', 'sites.undecided', 'sites.duplicate', 'command_reused'],
  }),
  faults: endpoint({
    id: 'registry.faults',
    method: 'POST',
    path: '/site-imports/faults',
    summary: 'Everything that is wrong with a table of sites, as a table',
    door: KEEPERS,
    bodyBytes: BODY,
    body: PreviewWish,
    file: true,
    output: FileOut,
    errors: UNREADABLE,
  }),
  imports: endpoint({
    id: 'registry.imports',
    method: 'GET',
    path: '/site-imports',
    summary: 'The last imports of sites',
    door: KEEPERS,
    output: z.object({ imports: z.array(ImportDone) }),
  }),
  undoPlan: endpoint({
    id: 'registry.undoPlan',
    method: 'GET',
    path: '/site-imports/:id/undo',
    summary: 'What taking an import back would do, site by site; nothing is done',
    door: KEEPERS,
    params: z.object({ id: z.uuid() }),
    output: UndoPlan,
  }),
  /** Whatever cannot go or be put back stays as it is and is told. */
  undo: endpoint({
    id: 'registry.undo',
    method: 'POST',
    path: '/site-imports/:id/undo',
    summary: 'Take an import back: what it made goes, what it changed is as it was before',
    door: KEEPERS,
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ command: z.uuid() }),
    output: ImportDone,
    errors: ['sites.duplicate', 'command_reused'],
  }),
  twins: endpoint({
    id: 'registry.twins',
    method: 'GET',
    path: '/site-twins',
    summary: 'Sites that may be one place, and the last that were made one',
    door: MERGERS,
    output: z.object({ pairs: z.array(Twin), merges: z.array(MergeDone) }),
  }),
  tellApart: endpoint({
    id: 'registry.tellApart',
    method: 'POST',
    path: '/site-twins/apart',
    summary: 'Two sites that look alike are not the same; they are not offered again',
    door: MERGERS,
    body: z.strictObject({ command: z.uuid(), a: z.uuid(), b: z.uuid() }),
    output: z.object({ done: z.literal(true) }),
    errors: ['sites.same', 'command_reused'],
  }),
  merge: endpoint({
    id: 'registry.merge',
    method: 'POST',
    path: '/site-merges',
    summary: 'Make two entries of one place one; people in the one that goes are recorded in the other',
    door: MERGERS,
    status: 201,
    body: MergeWish,
    output: MergeDone,
    errors: [
      'sites.same',
      'sites.busy',
      'sites.duplicate',
      'sites.no_position',
      'sites.no_places',
      'command_reused',
    ],
  }),
  unmerge: endpoint({
    id: 'registry.unmerge',
    method: 'POST',
    path: '/site-merges/:id/undo',
    summary: 'Take two sites apart again; people stay recorded where they are',
    door: MERGERS,
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ command: z.uuid() }),
    output: MergeDone,
    errors: ['sites.duplicate', 'command_reused'],
  }),
  /** What it writes is read again as it stands; an empty county gives the headings alone. */
  export: endpoint({
    id: 'registry.export',
    method: 'GET',
    path: '/sites.:format',
    summary: 'All sites the caller may see, as a table',
    door: 'staff',
    params: z.object({ format: z.enum(['csv', 'xlsx', 'geojson']) }),
    file: true,
    output: FileOut,
  }),
}
