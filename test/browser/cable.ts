/** A cable between browser and server that can be pulled: every open connection breaks, no new one comes through. */
import { connect, createServer, type Socket } from 'node:net'

export interface Cable {
  /** What the browser talks to; without a slash at the end. */
  readonly url: string
  pull(): void
  plugIn(): void
  close(): Promise<void>
}

export async function layCable(to: string): Promise<Cable> {
  const target = new URL(to)
  const sockets = new Set<Socket>()
  let pulled = false
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A pulled cable is no error of the test.
    socket.on('error', () => {})
  }
  const server = createServer((near) => {
    keep(near)
    if (pulled) {
      near.destroy()
      return
    }
    const far = connect(Number(target.port), target.hostname)
    keep(far)
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pull() {
      pulled = true
      cut()
    },
    plugIn() {
      pulled = false
    },
    async close() {
      cut()
      await new Promise<void>((closed) => server.close(() => closed()))
    },
  }
}
