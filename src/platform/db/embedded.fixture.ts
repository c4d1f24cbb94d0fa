/**
 * A program with an embedded server, for tests that kill it or run it as another user:
 * `embedded.fixture.ts <dataDir> [exit]`. Tells its server in one line of JSON and runs until SIGTERM; with `exit` it
 * leaves at once without stopping the server.
 */
import { startEmbedded } from './embedded.ts'
import { messageOf } from './trouble.ts'

const [dataDir = '', then] = process.argv.slice(2)
try {
  const server = await startEmbedded({ dataDir })
  // Heard before anything is told: whoever reads that line may end us at once.
  process.on('SIGTERM', () => server.stop().then(() => process.exit(0)))
  const told = { pid: server.pid, superUrl: server.superUrl, version: server.version }
  console.log(JSON.stringify(told))
  if (then === 'exit') process.exit(0)
} catch (error) {
  console.error(messageOf(error))
  process.exit(3)
}
