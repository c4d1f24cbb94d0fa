import type { Language } from '../../base/words.ts'
import { bind } from '../../platform/http/context.ts'
import type { RowFault } from '../sites/rows.ts'
import { importSites, undoImport } from './actions/import.ts'
import { type MergeServices, mergeSites, tellApart, unmergeSites } from './actions/merge.ts'
import { registryApi } from './api.ts'
import { exportSites, faultsFile, listImports, listTwins, planUndo, previewImport } from './reads.ts'

export interface RegistryServices extends MergeServices {
  /** The sentence for a fault of a row. */
  readonly sayFault: (fault: RowFault, language: Language) => string
}

export const registryRoutes = ({ sayFault, isBusy }: RegistryServices) =>
  bind(registryApi, {
    preview: (ctx, { body }) => previewImport(ctx, Buffer.from(body.file, 'base64'), body.reading),
    import: (ctx, { body }) => importSites(ctx, body),
    faults: (ctx, { body }) => faultsFile(ctx, Buffer.from(body.file, 'base64'), body.reading, sayFault),
    imports: async (ctx) => ({ imports: await listImports(ctx) }),
    undoPlan: (ctx, { params }) => planUndo(ctx, params.id),
    undo: (ctx, { params, body }) => undoImport(ctx, params.id, body),
    twins: (ctx) => listTwins(ctx),
    async tellApart(ctx, { body }) {
      await tellApart(ctx, body)
      return { done: true as const }
    },
    merge: (ctx, { body }) => mergeSites(ctx, { isBusy }, body),
    unmerge: (ctx, { params, body }) => unmergeSites(ctx, params.id, body),
    export: (ctx, { params }) => exportSites(ctx, params.format),
  })
