/** Where the embedded server listens: a socket in a private directory, or the loopback where that cannot be. */

import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { makeFor } from './cluster.ts'
import type { ServerUser } from './user.ts'

export interface Address {
  /** Directory of the unix socket, or undefined: 127.0.0.1. */
  readonly socketDir?: string
  readonly port: number
}

/** Bytes of `sockaddr_un.sun_path` on macOS, the shortest of our systems, less the socket's own name. */
const LONGEST_SOCKET_DIR = 103 - '/.s.PGSQL.5432.lock'.length

/**
 * Chooses the address and makes its directory anew.
 * @param socketDir where the socket would lie
 * @param reachable whether the server's user reaches that place by its path
 */
export async function chooseAddress(
  socketDir: string,
  reachable: boolean,
  user: ServerUser | undefined,
): Promise<Address> {
  await rm(socketDir, { recursive: true, force: true })
  if (!reachable || Buffer.byteLength(socketDir) > LONGEST_SOCKET_DIR) return { port: await freePort() }
  makeFor(user, socketDir)
  return { socketDir, port: 5432 }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      server.close(() => (at && typeof at === 'object' ? resolve(at.port) : reject(new Error('no port'))))
    })
  })
}

/** A connection string that pg, graphile-worker and libpq all read. */
export function urlOf(address: Address, role: string, password: string, database: string): string {
  const host = address.socketDir === undefined ? '127.0.0.1' : encodeURIComponent(address.socketDir)
  return `postgresql://${role}:${encodeURIComponent(password)}@${host}:${address.port}/${database}`
}
