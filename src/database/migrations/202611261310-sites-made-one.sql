-- Two entries of one place are made one: the one that goes keeps its row, for whoever was placed in it, and neither
-- counters nor pools, so that no board, list or drill knows it. It comes back when the merge is taken back.
alter table site add column merged_into uuid;
alter table site add constraint site_merged foreign key (county, world, merged_into) references site (county, world, id);
alter table site add constraint site_merged_closed check (merged_into is null or state = 'closed');
create index site_merged_into on site (county, world, merged_into) where merged_into is not null;
drop index site_name_address;
create unique index site_name_address on site (county, world, name, address) where external_id is null and merged_into is null;

create table site_merge (
  county text not null,
  world int not null,
  id uuid not null,
  kept uuid not null,
  gone uuid not null,
  at timestamptz not null,
  moved int not null check (moved >= 0),
  undone_at timestamptz,
  -- False: somebody had changed the one that was kept, so it stayed as it was.
  restored boolean,
  primary key (county, world, id),
  foreign key (county, world, kept) references site (county, world, id),
  foreign key (county, world, gone) references site (county, world, id),
  check (kept <> gone)
);
-- Two that look alike and are not the same, by somebody who knows.
create table site_distinct (
  county text not null,
  world int not null,
  a uuid not null,
  b uuid not null,
  at timestamptz not null,
  primary key (county, world, a, b),
  foreign key (county, world, a) references site (county, world, id) on delete cascade,
  foreign key (county, world, b) references site (county, world, id) on delete cascade,
  check (a < b)
);
alter table site_merge enable row level security;
alter table site_distinct enable row level security;
create policy site_merge_deed on site_merge using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
create policy site_distinct_deed on site_distinct using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on site_merge to jingwei_app, jingwei_worker;
grant select, insert, delete on site_distinct to jingwei_app, jingwei_worker;

-- Everybody recorded in one site is recorded in the other, beyond its places until a place is found there; who was on
-- the way waits and is placed anew. Then the one that goes has no counters. Answers persons moved.
create function placement_join(
  p_county text, p_world int, p_gone uuid, p_kept uuid, p_now timestamptz, p_actor jsonb
) returns int language plpgsql as $$
declare
  v_pl placement;
  v_new uuid;
  v_area text;
  v_moved int := 0;
begin
  perform placement_lock_counters(p_county, p_world, array[p_gone, p_kept]);
  select community into v_area from site where county = p_county and world = p_world and id = p_kept;
  for v_pl in select * from placement where county = p_county and world = p_world and site = p_gone
    and state in ('arrived', 'over') order by arrived_at, id loop
    perform placement_give_back(v_pl, p_now);
    update placement set state = 'ended', end_reason = 'transferred', ended_at = p_now
    where county = p_county and world = p_world and id = v_pl.id;
    v_new := gen_random_uuid();
    insert into placement (county, world, id, party, site, pool, places, blocked, state, held_at, accepted_at, arrived_at)
    values (p_county, p_world, v_new, v_pl.party, p_kept, null, v_pl.places, 0, 'over', v_pl.held_at, v_pl.accepted_at, v_pl.arrived_at);
    update site_load set over = over + v_pl.places, changed_at = p_now
    where county = p_county and world = p_world and site = p_kept and pool = 'site';
    update party set changed_at = p_now, version = version + 1 where county = p_county and world = p_world and id = v_pl.party;
    perform ledger_add(p_county, p_world, p_now, p_actor, 'party.over', 'party', v_pl.party, v_area,
      jsonb_build_object('placement', v_new, 'site', p_kept, 'size', v_pl.places, 'from', p_gone));
    v_moved := v_moved + v_pl.places;
  end loop;
  perform placement_clear(p_county, p_world, p_gone, p_now, p_actor, false);
  delete from site_load where county = p_county and world = p_world and site = p_gone;
  return v_moved;
end $$;

create or replace function placement_init(p_county text, p_world int, p_now timestamptz) returns void language plpgsql as $$
begin
  insert into site_load (county, world, site, pool, kind, room_class, room_size, shared, offered, changed_at)
  select county, world, site, pool_key(kind, room_class, room_size, shared), kind, room_class, room_size, shared, places, p_now
  from site_pool where county = p_county and world = p_world
  on conflict (county, world, site, pool) do nothing;
  insert into site_load (county, world, site, pool, offered, changed_at)
  select s.county, s.world, s.id, 'site',
    least((select coalesce(sum(p.places), 0) from site_pool p where p.county = s.county and p.world = s.world and p.site = s.id),
          s.wardens * s.persons_per_warden), p_now
  from site s where s.county = p_county and s.world = p_world and s.merged_into is null
  on conflict (county, world, site, pool) do nothing;
end $$;

create or replace function sites_copy(p_county text, p_world int, p_now timestamptz) returns void
language plpgsql security definer set search_path = public as $$
begin
  if p_world = 0 or scope_county() is distinct from p_county or scope_world() is distinct from p_world
     or scope_kind() not in ('deed', 'system') then
    raise exception 'sites are copied into a new drill or play only' using errcode = '42501';
  end if;
  insert into site (county, world, id, external_id, name, name_en, kind, community, grid, lon, lat, located, address,
    landmark, landmark_en, price_class, price_fen, features, parking, opens_from, closes_at, wardens, persons_per_warden,
    intake_per_slot, state, changed_at)
  select county, p_world, id, external_id, name, name_en, kind, community, grid, lon, lat, located, address,
    landmark, landmark_en, price_class, price_fen, features, parking, opens_from, closes_at, wardens, persons_per_warden,
    intake_per_slot, 'standby', p_now
  from site where county = p_county and world = 0 and coalesce(external_id, '') not like 'offer-%' and merged_into is null;
  insert into site_pool (county, world, site, kind, room_class, room_size, shared, places)
  select p.county, p_world, p.site, p.kind, p.room_class, p.room_size, p.shared, p.places
  from site_pool p join site s on s.county = p.county and s.world = p_world and s.id = p.site
  where p.county = p_county and p.world = 0;
end $$;
