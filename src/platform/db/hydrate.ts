/**
 * The bundle's own copy for this database. npm leaves out symbolic links and its install scripts are denied here, so
 * `pg-symlinks.json` is carried out by us, in a place of ours: node_modules may be read-only, lie in a home that the
 * server's user cannot enter, or be replaced by `npm install` under a running server.
 */
import { randomBytes } from 'node:crypto'
import { constants, existsSync, readFileSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, rename, rm, rmdir, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { codeOf, DatabaseTrouble } from './trouble.ts'
import { canReach, type ServerUser } from './user.ts'

const Links = z.array(z.object({ source: z.string(), target: z.string() }))
const Package = z.object({ version: z.string() })

/**
 * A copy of the bundle with its links, in the first home that the user can reach; made once per version.
 * @param native the bundle's `native` directory
 * @returns the copy's directory, holding bin, lib and share
 */
export async function hydrate(
  native: string,
  homes: readonly string[],
  user: ServerUser | undefined,
): Promise<string> {
  const { version } = Package.parse(JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')))
  for (const home of homes) {
    if (!(await reachableHome(home, user))) continue
    const copy = join(home, `${version}-${process.platform}-${process.arch}`)
    if (!existsSync(copy)) await copyWhole(native, copy)
    return copy
  }
  throw new DatabaseTrouble({
    zh: `运行数据库的用户无法进入以下任何目录：${homes.join('、')}。请用 --data 指定一个它能进入的目录，例如 /var/lib/jingwei。`,
    en: `The user that runs the database can enter none of these directories: ${homes.join(', ')}. Name one that it can with --data, such as /var/lib/jingwei.`,
  })
}

async function reachableHome(home: string, user: ServerUser | undefined): Promise<boolean> {
  try {
    await mkdir(home, { recursive: true, mode: 0o755 })
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM', 'ENOENT'].includes(codeOf(error) ?? '')) return false
    throw error
  }
  // A program that is run must not lie where somebody else could have put it.
  const owner = (await stat(home)).uid
  if ((owner === 0 || owner === process.getuid?.()) && canReach(user, home)) return true
  await rmdir(home).catch(() => {})
  return false
}

/** Copied aside and renamed, so that a copy which exists is whole. */
async function copyWhole(native: string, copy: string): Promise<void> {
  const aside = `${copy}.${randomBytes(6).toString('hex')}.new`
  await copyTree(native, aside)
  for (const { source, target } of Links.parse(
    JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')),
  )) {
    await link(aside, source, target)
  }
  try {
    await rename(aside, copy)
  } catch (error) {
    await rm(aside, { recursive: true })
    if (!existsSync(copy)) throw error
  }
}

/** Paths in the list begin with `native/`. */
async function link(root: string, source: string, target: string): Promise<void> {
  const at = join(root, target.replace(/^native\//, ''))
  const to = join(root, source.replace(/^native\//, ''))
  if (!existsSync(to) || existsSync(at)) return
  await mkdir(dirname(at), { recursive: true })
  await symlink(relative(dirname(at), to), at)
}

/** What a server needs at run time; headers and static libraries stay behind. */
function needed(name: string): boolean {
  return !name.endsWith('.a') && !['include', 'pkgconfig', 'doc', 'man'].includes(basename(name))
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o755 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (!needed(entry.name)) continue
    if (entry.isDirectory()) await copyTree(source, target)
    else {
      await copyFile(source, target, constants.COPYFILE_FICLONE)
      // Readable by the server's user whatever the umask of npm was.
      await chmod(target, (await stat(source)).mode & 0o100 ? 0o755 : 0o644)
    }
  }
}
