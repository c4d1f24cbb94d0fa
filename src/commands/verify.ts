/** `./jingwei verify`: recomputes the chain of every world, from the database alone. */
import { readConfig } from '../platform/config.ts'
import { openFor, verifyAll } from './backup.ts'

export async function verify(argv: readonly string[]): Promise<void> {
  const environment = await openFor(readConfig(argv, process.env), { beside: true })
  try {
    await verifyAll(environment)
  } finally {
    await environment.close()
  }
}
