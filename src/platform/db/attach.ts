/** The embedded server that another program runs on the same data: its address and passwords, to read beside it. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Address, urlOf } from './address.ts'
import type { ExternalUrls } from './external.ts'
import { isHeld } from './lock.ts'
import { ROLES, type RoleKind } from './roles.ts'
import { readOrMakeSecrets } from './secrets.ts'

/**
 * Connection strings of the server that a living program runs on that data.
 * @param dataDir the program's data, as for `startEmbedded`
 * @returns undefined where no program runs on them, or its server is not up
 */
export function runningServer(dataDir: string): ExternalUrls | undefined {
  const home = join(resolve(dataDir), 'postgres')
  const address = isHeld(home) ? addressIn(join(home, 'cluster', 'postmaster.pid')) : undefined
  if (address === undefined) return undefined
  const secrets = readOrMakeSecrets(join(home, 'secrets.json'))
  return ownUrls((role) => urlOf(address, ROLES[role], secrets[role], 'jingwei'))
}

/** Every role's connection to a server of ours: nothing stands between. */
export function ownUrls(url: (role: RoleKind) => string): ExternalUrls {
  return {
    appUrl: url('app'),
    workerUrl: url('worker'),
    ownerUrl: url('owner'),
    directUrl: url('worker'),
    pooled: false,
  }
}

/** Lines of the file that the server writes: process, data, start, port, socket directory, address, memory, state. */
function addressIn(pidFile: string): Address | undefined {
  try {
    const [, , , port, socketDir] = readFileSync(pidFile, 'utf8').split('\n')
    if (!(Number(port) > 0)) return undefined
    return { port: Number(port), ...(socketDir ? { socketDir } : {}) }
  } catch {
    return undefined
  }
}
