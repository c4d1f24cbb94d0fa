/** A server of the county's own: checked, and given its roles where the connection may; else the SQL is told. */
import pg from 'pg'
import { withClient } from './client.ts'
import { ROLES, roleSettings, settingStatements, versionOf } from './roles.ts'
import { OLDEST_MAJOR } from './runtime.ts'
import { codeOf, DatabaseTrouble, messageOf } from './trouble.ts'
import { isSameAddress, loginOf, withLogin } from './url.ts'

export interface ExternalUrls {
  /** For requests; may lead through pgbouncer. */
  readonly appUrl: string
  /** For timers and reactions; may lead through pgbouncer. */
  readonly workerUrl: string
  /** The owner's, straight to the server: migrations. */
  readonly ownerUrl: string
  /** The worker's, straight to the server: LISTEN and jobs. */
  readonly directUrl: string
  /** Whether the first two lead elsewhere than the others: to a pooler that hands every transaction another session. */
  readonly pooled: boolean
}

/**
 * Fills in the connection strings that were not given. The worker's role is `jingwei_worker` with the password of
 * DATABASE_URL.
 * @param databaseUrl DATABASE_URL
 * @param direct DATABASE_DIRECT_URL; DATABASE_URL unless given
 */
export function externalUrls(databaseUrl: string, direct: string = databaseUrl): ExternalUrls {
  const { password } = loginOf(databaseUrl)
  return {
    appUrl: databaseUrl,
    workerUrl: withLogin(databaseUrl, ROLES.worker, password),
    ownerUrl: direct,
    directUrl: withLogin(direct, ROLES.worker, password),
    pooled: !isSameAddress(databaseUrl, direct),
  }
}

interface Facts {
  readonly version: number
  readonly encoding: string
  readonly owner: string
  readonly database: string
  /** Settings by role, for the roles that exist. */
  readonly roles: ReadonlyMap<string, readonly string[]>
  readonly memberships: ReadonlySet<string>
}

/** A statement to run, and as it may be shown: without the password. */
interface Step {
  readonly sql: string
  readonly shown: string
}

/**
 * Makes the roles, rights and settings that are missing, as far as the owner's connection may.
 * @throws DatabaseTrouble with the SQL that an administrator has to run.
 */
export async function prepareExternal(urls: ExternalUrls): Promise<void> {
  await withClient(urls.ownerUrl, async (client) => {
    const facts = await learn(client)
    refuseUnfit(facts)
    refuseOwner(facts, urls)
    const steps = missing(facts, urls)
    for (const [index, step] of steps.entries()) {
      try {
        await client.query(step.sql)
      } catch (error) {
        throw codeOf(error) === '42501' ? notAllowed(facts, steps.slice(index)) : error
      }
    }
  }).catch((error: unknown) => {
    throw error instanceof DatabaseTrouble ? error : unusable(error)
  })
}

async function learn(client: pg.Client): Promise<Facts> {
  const version = await versionOf(client)
  const { rows } = await client.query<{ encoding: string; owner: string; database: string }>(
    `select current_setting('server_encoding') as encoding, current_user as owner, current_database() as database`,
  )
  const roles = await client.query<{ rolname: string; rolconfig: string[] | null }>(
    'select rolname, rolconfig from pg_roles',
  )
  const members = await client.query<{ membership: string }>(
    `select m.rolname || ' in ' || g.rolname as membership
       from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid`,
  )
  const first = rows[0]
  if (!first) throw new Error('the server told nothing of itself')
  return {
    version,
    ...first,
    roles: new Map(roles.rows.map((row) => [row.rolname, row.rolconfig ?? []])),
    memberships: new Set(members.rows.map((row) => row.membership)),
  }
}

function refuseUnfit({ version, encoding }: Facts): void {
  if (version >= OLDEST_MAJOR * 10_000 && encoding === 'UTF8') return
  throw new DatabaseTrouble({
    zh: `需要 PostgreSQL ${OLDEST_MAJOR} 以上、编码 UTF8 的数据库；所给的是 ${version}、${encoding}。`,
    en: `A PostgreSQL of at least ${OLDEST_MAJOR} with a database in UTF8 is needed; this one is ${version} in ${encoding}.`,
  })
}

/** The owner's login must not serve requests, and its settings must not become theirs. */
function refuseOwner(facts: Facts, { appUrl, workerUrl }: ExternalUrls): void {
  const login = loginOf(appUrl).user
  if (login !== facts.owner) return
  const plain = withLogin(appUrl, ROLES.app, '')
  const sql = missing(facts, { appUrl: plain, workerUrl })
  const [zh, en] = [
    `DATABASE_URL 与 DATABASE_DIRECT_URL 用的是同一个角色 ${login}。请让 DATABASE_URL 使用普通角色 ${ROLES.app}，DATABASE_DIRECT_URL 使用 ${login}。`,
    `DATABASE_URL and DATABASE_DIRECT_URL name the same role ${login}. Let DATABASE_URL name the plain role ${ROLES.app}, and DATABASE_DIRECT_URL ${login}.`,
  ]
  throw new DatabaseTrouble({
    zh: `${zh}\n${shownOf(sql)}`,
    en: `${en}\n${shownOf(sql)}`,
  })
}

const shownOf = (steps: readonly Step[]) => steps.map(({ shown }) => `  ${shown};`).join('\n')

/** What the roles still lack. The roles' names are those that the migrations grant to; a login may be another name. */
function missing(facts: Facts, { appUrl, workerUrl }: Pick<ExternalUrls, 'appUrl' | 'workerUrl'>): Step[] {
  const logins = [
    { ...loginOf(appUrl), group: ROLES.app },
    { ...loginOf(workerUrl), group: ROLES.worker },
  ]
  return logins.flatMap(({ user, password, group }) => [
    ...plainRole(facts, user, password),
    ...(user === group ? [] : memberOf(facts, user, group)),
  ])
}

function plainRole(facts: Facts, role: string, password: string): Step[] {
  const name = pg.escapeIdentifier(role)
  const make = `create role ${name} login nosuperuser nobypassrls`
  const present = facts.roles.get(role)
  const lacking = Object.entries(roleSettings(facts.version)).filter(
    ([setting]) => !present?.some((line) => line.toLowerCase().startsWith(`${setting}=`)),
  )
  const grant = `grant connect on database ${pg.escapeIdentifier(facts.database)} to ${name}`
  return [
    ...(present
      ? []
      : [
          { sql: `${make} password ${pg.escapeLiteral(password)}`, shown: `${make} password '…'` },
          told(grant),
        ]),
    ...settingStatements(role, Object.fromEntries(lacking)).map(told),
  ]
}

function memberOf(facts: Facts, login: string, group: string): Step[] {
  const name = pg.escapeIdentifier(group)
  return [
    ...(facts.roles.has(group) ? [] : [told(`create role ${name} nologin nosuperuser nobypassrls`)]),
    ...(facts.memberships.has(`${login} in ${group}`)
      ? []
      : [told(`grant ${name} to ${pg.escapeIdentifier(login)}`)]),
  ]
}

const told = (sql: string): Step => ({ sql, shown: sql })

function notAllowed(facts: Facts, steps: readonly Step[]): DatabaseTrouble {
  const sql = shownOf(steps)
  return new DatabaseTrouble({
    zh: `数据库角色 ${facts.owner} 无权建立所需的角色和设置。请数据库管理员执行以下语句（密码与 DATABASE_URL 中的相同），然后再启动：\n${sql}`,
    en: `The database role ${facts.owner} may not make the roles and settings that are needed. Let the administrator run this (the password is that of DATABASE_URL), then start again:\n${sql}`,
  })
}

function unusable(error: unknown): DatabaseTrouble {
  return new DatabaseTrouble(
    {
      zh: `无法连接 DATABASE_DIRECT_URL（未设置时为 DATABASE_URL）所指的数据库：${messageOf(error)}`,
      en: `The database of DATABASE_DIRECT_URL (or DATABASE_URL) could not be used: ${messageOf(error)}`,
    },
    error,
  )
}
