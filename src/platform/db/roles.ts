/** The three roles of the database: the owner makes tables, app and worker use them under row-level security. */
import pg from 'pg'
import type { Secrets } from './secrets.ts'
import { DatabaseTrouble } from './trouble.ts'

export const ROLES = { owner: 'jingwei_owner', app: 'jingwei_app', worker: 'jingwei_worker' } as const
export type RoleKind = keyof typeof ROLES

/**
 * Settings of app and worker. A transaction that stays open keeps the ledger's sealer waiting, so none may.
 * @param version `server_version_num`
 */
export function roleSettings(version: number): Record<string, string> {
  return {
    statement_timeout: '15s',
    idle_in_transaction_session_timeout: '5s',
    lock_timeout: '8s',
    ...(version >= 170_000 ? { transaction_timeout: '10s' } : {}),
    timezone: 'UTC',
  }
}

/** `server_version_num` of the server behind a connection. */
export async function versionOf(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )
  return Number(rows[0]?.version)
}

/** Makes the roles on a server of our own, with these passwords. @returns `server_version_num` */
export async function ensureOwnRoles(client: pg.ClientBase, secrets: Secrets): Promise<number> {
  const version = await versionOf(client)
  for (const kind of ['owner', 'app', 'worker'] as const) {
    const role = ROLES[kind]
    const found = await client.query('select from pg_roles where rolname = $1', [role])
    const verb = found.rowCount === 0 ? 'create' : 'alter'
    const password = pg.escapeLiteral(secrets[kind])
    const plain = 'login nosuperuser nobypassrls nocreaterole nocreatedb'
    await client.query(`${verb} role ${role} ${plain} password ${password}`)
    const settings = kind === 'owner' ? { timezone: 'UTC' } : roleSettings(version)
    for (const statement of settingStatements(role, settings)) await client.query(statement)
  }
  return version
}

/** One `alter role … set …` a setting. */
export function settingStatements(role: string, settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).map(
    ([name, value]) => `alter role ${pg.escapeIdentifier(role)} set ${name} = ${pg.escapeLiteral(value)}`,
  )
}

/** Makes the database on a server of our own unless it exists; it belongs to the owner, and only our roles enter. */
export async function ensureDatabase(client: pg.ClientBase, name: string): Promise<void> {
  const database = pg.escapeIdentifier(name)
  const found = await client.query('select from pg_database where datname = $1', [name])
  if (found.rowCount === 0) await client.query(`create database ${database} owner ${ROLES.owner}`)
  await client.query(`revoke all on database ${database} from public`)
  await client.query(`grant connect on database ${database} to ${ROLES.app}, ${ROLES.worker}`)
}

interface Standing {
  readonly role: string
  readonly superuser: boolean
  readonly bypass: boolean
  readonly owned: string | null
}

/** Owning includes every role one is a member of, for any of them can be assumed. */
const STANDING = `
  select r.rolname as role, r.rolsuper as superuser, r.rolbypassrls as bypass,
    (select n.nspname || '.' || c.relname
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and pg_has_role(r.oid, c.relowner, 'member')
      order by 1 limit 1) as owned
    from pg_roles r where r.rolname = session_user`

/**
 * Makes sure that row-level security binds the role behind a pool.
 * @throws DatabaseTrouble where it is superuser, has BYPASSRLS, or owns tables.
 */
export async function assertPlainRole(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  const { rows } = await pool.query<Standing>(STANDING)
  const [found] = rows
  if (found && !found.superuser && !found.bypass && found.owned === null) return
  const role = found?.role ?? '?'
  const [zh, en] = found?.superuser
    ? ['是超级用户', 'is a superuser']
    : found?.bypass
      ? ['可绕过行级安全（BYPASSRLS）', 'has BYPASSRLS']
      : [`拥有数据表 ${found?.owned}`, `owns the table ${found?.owned}`]
  throw new DatabaseTrouble({
    zh: `程序拒绝以数据库角色 ${role} 运行：它${zh}，行级安全对它无效。请在 DATABASE_URL 中使用普通角色，如 ${ROLES.app}。`,
    en: `Refusing to run as the database role ${role}: it ${en}, so row-level security does not bind it. Use a plain role such as ${ROLES.app} in DATABASE_URL.`,
  })
}
