-- Sites of another county, which takes people in by agreement: the other county's name; empty for the county's own.
alter table site add by_agreement text not null default '' check (char_length(by_agreement) <= 60);

-- As of 202611261300, with the column that has come since.
create or replace function site_restore(p_county text, p_world int, p_deed uuid, p_site uuid, p_now timestamptz) returns void
language plpgsql as $$
declare
  v_before jsonb;
begin
  select before into strict v_before from site_former
  where county = p_county and world = p_world and deed = p_deed and site = p_site;
  update site set (external_id, name, name_en, kind, community, grid, lon, lat, located, address, landmark, landmark_en,
      price_class, price_fen, features, parking, opens_from, closes_at, wardens, persons_per_warden, intake_per_slot,
      by_agreement)
    = (select external_id, name, name_en, kind, community, grid, lon, lat, located, address, landmark, landmark_en,
      price_class, price_fen, features, parking, opens_from, closes_at, wardens, persons_per_warden, intake_per_slot,
      coalesce(by_agreement, '')
      from jsonb_populate_record(null::site, v_before)),
    version = version + 1, changed_at = p_now
  where county = p_county and world = p_world and id = p_site;
  delete from site_pool where county = p_county and world = p_world and site = p_site;
  insert into site_pool (county, world, site, kind, room_class, room_size, shared, places)
  select p_county, p_world, p_site, kind, room_class, room_size, shared, places
  from jsonb_populate_recordset(null::site_pool, v_before -> 'pools');
  delete from site_identity where county = p_county and world = p_world and site = p_site;
  insert into site_identity (county, world, site, field, sealed)
  select county, world, site, field, sealed from site_former_identity
  where county = p_county and world = p_world and deed = p_deed and site = p_site;
end $$;
