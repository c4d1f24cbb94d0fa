/** Files below a folder, as paths relative to `root` with forward slashes, in one stable order. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const NEVER = new Set(['node_modules', '.git'])

export function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return NEVER.has(entry.name) ? [] : filesBelow(root, path)
      return entry.isFile() ? [path] : []
    })
}
