/** `./jingwei verify`: recomputes the chain of every world, from the database alone. */
import { readConfig } from '../platform/config.ts'
import { openEnvironment } from '../platform/db/open.ts'
import { verifyAll } from './backup.ts'

export async function verify(argv: readonly string[]): Promise<void> {
  const config = readConfig(argv, process.env)
  const environment = await openEnvironment({
    dataDir: config.dataDir,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
    ...(config.databaseDirectUrl === undefined ? {} : { databaseDirectUrl: config.databaseDirectUrl }),
  })
  try {
    await verifyAll(environment)
  } finally {
    await environment.close()
  }
}
