-- The board also tells how many check-ins the coming half hours still take, where a site states how many it can do:
-- a choice that does not see this runs into full half hours again and again.
drop function board_look(text, int);
create function board_look(p_county text, p_world int, p_now timestamptz)
returns table (mark text, free text, slots text) language plpgsql as $$
begin
  perform look_scope(p_county, p_world, 'system', '', '', '');
  return query
    select (select count(*) || '/' || coalesce(sum(s.version), 0) from site s where s.county = p_county and s.world = p_world),
      string_agg((l.offered - l.held - l.occupied - l.blocked - case when l.pool = 'site' then l.over else 0 end)::text, ','
        order by l.site, (l.pool <> 'site'), l.pool),
      (select string_agg(t.site || ' ' || ms(t.slot) || ' ' || (t.intake - t.given), ',') from site_slot t
       where t.county = p_county and t.world = p_world and t.slot > p_now - interval '30 minutes')
    from site_load l where l.county = p_county and l.world = p_world;
end $$;
