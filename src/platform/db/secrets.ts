/** Generated passwords of the embedded server's roles, readable by the program's user alone. */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const Secrets = z.object({
  postgres: z.string(),
  owner: z.string(),
  app: z.string(),
  worker: z.string(),
})
export type Secrets = Readonly<z.output<typeof Secrets>>

/** Reads the passwords at that path, or makes them there (0600) the first time. */
export function readOrMakeSecrets(path: string): Secrets {
  if (existsSync(path)) {
    chmodSync(path, 0o600)
    return Secrets.parse(JSON.parse(readFileSync(path, 'utf8')))
  }
  const password = () => randomBytes(24).toString('base64url')
  const made: Secrets = { postgres: password(), owner: password(), app: password(), worker: password() }
  writeFileSync(`${path}.new`, JSON.stringify(made), { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
  return made
}
