/** The job library's schema, installed by the owner; the worker's plain role gets what running jobs takes, the app nothing. */
import { runMigrations } from 'graphile-worker'
import { withClient } from '../db/client.ts'
import { ROLES } from '../db/roles.ts'
import { quiet } from './logger.ts'

/** Its tables have row-level security without policies: closed to all but the owner until this. */
const GRANTS = `
  grant usage on schema graphile_worker to ${ROLES.worker};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${ROLES.worker};
  revoke insert, update, delete on graphile_worker.migrations from ${ROLES.worker};
  grant usage on all sequences in schema graphile_worker to ${ROLES.worker};
  revoke execute on all functions in schema graphile_worker from public;
  grant execute on all functions in schema graphile_worker to ${ROLES.worker};
  do $$
  declare
    t text;
  begin
    -- Only where it is missing: making one waits for everybody who is at the table.
    for t in select c.tablename from pg_tables c where c.schemaname = 'graphile_worker' and c.rowsecurity
      and not exists (select from pg_policies p where p.schemaname = c.schemaname and p.tablename = c.tablename) loop
      execute format('create policy worker_all on graphile_worker.%I to ${ROLES.worker} using (true) with check (true)', t);
    end loop;
  end $$`

/** The advisory lock's key, beside the migrations' own. */
const LOCK = '29956412984879466'

/**
 * Installs or upgrades the schema and its grants. Harmless to repeat, also by several processes at once.
 * @param ownerUrl connection string of the tables' owner, not through a pooler
 */
export async function installJobs(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query(`set statement_timeout = 0; set lock_timeout = 0; select pg_advisory_lock(${LOCK})`)
    await runMigrations({ connectionString: ownerUrl, maxPoolSize: 2, logger: quiet, noHandleSignals: true })
    // One message is one transaction, so that nobody finds a table without its policy.
    await client.query(GRANTS)
  })
}
