-- After many rows at once (a seed, an import, a new world) the planner must not go on believing in empty tables.
-- Only a table's owner may analyse it, so this runs with its owner's rights and does nothing else.
create function statistics_refresh() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze site, site_pool, site_load, area, street_node, street_edge;
end $$;
revoke all on function statistics_refresh() from public;
grant execute on function statistics_refresh() to jingwei_app, jingwei_worker;
