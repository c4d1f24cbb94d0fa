-- Sites out of tables: one whose position or places are not known yet is kept and waits for them; each import is remembered.

alter table site add column located boolean not null default true;
comment on column site.located is 'false: lon and lat are the county''s own until somebody gives a position; it cannot open before';

-- Homes and shops that a host has offered (external id `offer-…`) stay out of drills: their doors are for one emergency.
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
  from site where county = p_county and world = 0 and coalesce(external_id, '') not like 'offer-%';
  insert into site_pool (county, world, site, kind, room_class, room_size, shared, places)
  select p.county, p_world, p.site, p.kind, p.room_class, p.room_size, p.shared, p.places
  from site_pool p join site s on s.county = p.county and s.world = p_world and s.id = p.site
  where p.county = p_county and p.world = 0;
end $$;

create table site_import (
  county text not null,
  world int not null,
  id uuid not null,
  at timestamptz not null,
  rows int not null check (rows >= 0),
  imported int not null check (imported >= 0),
  places int not null check (places >= 0),
  changed int not null check (changed >= 0),
  repeated int not null check (repeated >= 0),
  left_out int not null check (left_out >= 0),
  incomplete int not null check (incomplete >= 0),
  primary key (county, world, id),
  foreign key (county, world) references world (county, id)
);
alter table site_import enable row level security;
create policy site_import_deed on site_import using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert on site_import to jingwei_app, jingwei_worker;
