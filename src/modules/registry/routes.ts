import type { Language } from '../../base/words.ts'
import { bind } from '../../platform/http/context.ts'
import type { RowFault } from '../sites/rows.ts'
import { importSites, undoImport } from './actions/import.ts'
import { registryApi } from './api.ts'
import { exportSites, faultsFile, listImports, planUndo, previewImport } from './reads.ts'

export interface RegistryServices {
  /** The sentence for a fault of a row. */
  readonly sayFault: (fault: RowFault, language: Language) => string
}

export const registryRoutes = ({ sayFault }: RegistryServices) =>
  bind(registryApi, {
    preview: (ctx, { body }) => previewImport(ctx, Buffer.from(body.file, 'base64'), body.reading),
    import: (ctx, { body }) => importSites(ctx, body),
    faults: (ctx, { body }) => faultsFile(ctx, Buffer.from(body.file, 'base64'), body.reading, sayFault),
    imports: async (ctx) => ({ imports: await listImports(ctx) }),
    undoPlan: (ctx, { params }) => planUndo(ctx, params.id),
    undo: (ctx, { params, body }) => undoImport(ctx, params.id, body),
    export: (ctx, { params }) => exportSites(ctx, params.format),
  })
