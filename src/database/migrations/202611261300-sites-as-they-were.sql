-- What a deed made or changed of sites, so that it can be taken back: an import, or two sites made one.
create table site_former (
  county text not null,
  world int not null,
  -- The import or the merge.
  deed uuid not null,
  site uuid not null,
  act text not null check (act in ('made', 'changed')),
  -- The declaration before, where there was one, and as the deed has left it.
  before jsonb,
  after jsonb not null,
  undone_at timestamptz,
  primary key (county, world, deed, site),
  foreign key (county, world) references world (county, id),
  check ((act = 'changed') = (before is not null))
);
comment on column site_former.site is 'without a foreign key: what was made goes when the deed is taken back';
-- Who answered for the site before, as it was sealed.
create table site_former_identity (
  county text not null,
  world int not null,
  deed uuid not null,
  site uuid not null,
  field text not null check (field in ('contact', 'phone')),
  sealed bytea not null,
  primary key (county, world, deed, site, field),
  foreign key (county, world, deed, site) references site_former (county, world, deed, site)
);
alter table site_former enable row level security;
alter table site_former_identity enable row level security;
create policy site_former_deed on site_former using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
create policy site_former_identity_deed on site_former_identity using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on site_former to jingwei_app, jingwei_worker;
grant select, insert, delete on site_former_identity to jingwei_app, jingwei_worker;

alter table site_import add column undone_at timestamptz;
grant update (undone_at) on site_import to jingwei_app, jingwei_worker;

-- A declaration as a whole. Without nulls, so that a column added later does not tell old ones apart; of who answers
-- for the site only whether it is still the same.
create function site_declared(p_county text, p_world int, p_site uuid) returns jsonb language sql stable as $$
  select jsonb_strip_nulls(to_jsonb(s) - array['county', 'world', 'id', 'state', 'opens_at', 'version', 'changed_at', 'merged_into']
    || jsonb_build_object(
      'pools', (select coalesce(jsonb_agg(to_jsonb(p) - array['county', 'world', 'site']
          order by kind, room_class, room_size, shared), '[]') from site_pool p
        where p.county = s.county and p.world = s.world and p.site = s.id and p.places > 0),
      'answers', (select md5(string_agg(field || encode(sealed, 'hex'), '/' order by field)) from site_identity i
        where i.county = s.county and i.world = s.world and i.site = s.id)))
  from site s where s.county = p_county and s.world = p_world and s.id = p_site
$$;

-- Gives a site the declaration back that a deed has changed, and who answered for it; its state stays.
create function site_restore(p_county text, p_world int, p_deed uuid, p_site uuid, p_now timestamptz) returns void
language plpgsql as $$
declare
  v_before jsonb;
begin
  select before into strict v_before from site_former
  where county = p_county and world = p_world and deed = p_deed and site = p_site;
  update site set (external_id, name, name_en, kind, community, grid, lon, lat, located, address, landmark, landmark_en,
      price_class, price_fen, features, parking, opens_from, closes_at, wardens, persons_per_warden, intake_per_slot)
    = (select external_id, name, name_en, kind, community, grid, lon, lat, located, address, landmark, landmark_en,
      price_class, price_fen, features, parking, opens_from, closes_at, wardens, persons_per_warden, intake_per_slot
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

-- A site goes with what is its own. Whoever is or was placed in it, a duty link, an offer, a count of heads or something
-- it lacked keeps it: their keys do not let it go.
create policy site_delete on site for delete using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) = 'deed');
grant delete on site to jingwei_app, jingwei_worker;
alter table site_pool drop constraint site_pool_county_world_site_fkey, add constraint site_pool_county_world_site_fkey
  foreign key (county, world, site) references site (county, world, id) on delete cascade;
alter table site_identity drop constraint site_identity_county_world_site_fkey, add constraint site_identity_county_world_site_fkey
  foreign key (county, world, site) references site (county, world, id) on delete cascade;
alter table site_load drop constraint site_load_county_world_site_fkey, add constraint site_load_county_world_site_fkey
  foreign key (county, world, site) references site (county, world, id) on delete cascade;
alter table site_slot drop constraint site_slot_county_world_site_fkey, add constraint site_slot_county_world_site_fkey
  foreign key (county, world, site) references site (county, world, id) on delete cascade;
alter table site_ask drop constraint site_ask_county_world_site_fkey, add constraint site_ask_county_world_site_fkey
  foreign key (county, world, site) references site (county, world, id) on delete cascade;

-- The mark of a board tells also which sites there are: as many others in place of some that went are another board.
create or replace function board_look(p_county text, p_world int, p_now timestamptz)
returns table (mark text, free text, slots text) language plpgsql as $$
begin
  perform look_scope(p_county, p_world, 'system', '', '', '');
  return query
    select (select count(*) || '/' || coalesce(sum(s.version), 0) || '/' || coalesce(sum(hashtext(s.id::text)), 0)
        from site s where s.county = p_county and s.world = p_world),
      string_agg((l.offered - l.held - l.occupied - l.blocked - case when l.pool = 'site' then l.over else 0 end)::text, ','
        order by l.site, (l.pool <> 'site'), l.pool),
      (select string_agg(t.site || ' ' || ms(t.slot) || ' ' || (t.intake - t.given), ',') from site_slot t
       where t.county = p_county and t.world = p_world and t.slot > p_now - interval '30 minutes')
    from site_load l where l.county = p_county and l.world = p_world;
end $$;
