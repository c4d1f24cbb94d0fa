-- Work with a due time. The library's own schema (graphile_worker) is installed by the program as the tables' owner
-- (platform/jobs/install.ts); its tables are closed to the app, which adds a job through this function alone, in its
-- own transaction: rolled back with the deed, seen by the workers at its commit.
-- County, world come from the scope, so a job cannot be written for another county or world than the deed's own.
create function job_add(
  p_actor jsonb, p_name text, p_data jsonb, p_run_at timestamptz, p_tries int, p_key text
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_county text := scope_county();
  v_world int := scope_world();
begin
  if v_county is null or v_world is null or scope_kind() not in ('deed', 'system') then
    raise exception 'a job is added within a deed only' using errcode = '42501';
  end if;
  perform graphile_worker.add_job(
    p_name,
    json_build_object('county', v_county, 'world', v_world,
      'actor', json_build_object('kind', p_actor ->> 'kind', 'id', p_actor ->> 'id'), 'data', p_data),
    run_at => p_run_at, max_attempts => p_tries,
    job_key => v_county || '/' || v_world || '/' || p_name || '/' || p_key);
end $$;
revoke all on function job_add(jsonb, text, jsonb, timestamptz, int, text) from public;
grant execute on function job_add(jsonb, text, jsonb, timestamptz, int, text) to jingwei_app, jingwei_worker;

