-- Places, sites as declared, accounts and posts, emergencies.

-- Dated: an area's row is ended, never overwritten; late corrections carry recorded_at beside.
create table area (
  county text not null references county,
  code text not null,
  kind text not null check (kind in ('county', 'town', 'community', 'branch', 'grid')),
  parent text,
  name_zh text not null,
  name_en text not null,
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  boundary jsonb,
  valid tstzrange not null,
  -- real time
  recorded_at timestamptz not null default clock_timestamp(),
  exclude using gist (county with =, code with =, valid with &&)
);
create index area_live on area (county, kind, code) where upper_inf(valid);

create table entry_point (
  county text not null references county,
  id text not null,
  kind text not null check (kind in ('motorway_exit', 'station', 'queue', 'landmark')),
  name_zh text not null,
  name_en text not null,
  lon double precision not null,
  lat double precision not null,
  landmark boolean not null default false,
  position int not null default 0,
  primary key (county, id)
);

create table street_node (
  county text not null references county,
  id int not null check (id >= 0),
  lon double precision not null,
  lat double precision not null,
  primary key (county, id)
);
create table street_edge (
  county text not null,
  a int not null,
  b int not null,
  metres int not null check (metres >= 0),
  name text not null,
  kind text not null check (kind in ('trunk', 'street', 'lane')),
  drive boolean not null default true,
  primary key (county, a, b),
  foreign key (county, a) references street_node (county, id),
  foreign key (county, b) references street_node (county, id)
);

create table site (
  county text not null,
  world int not null,
  id uuid not null,
  external_id text,
  name text not null check (name <> ''),
  name_en text not null default '',
  kind text not null check (kind in ('hotel', 'school', 'gym', 'hall', 'service_centre', 'care_home', 'shop', 'office', 'home')),
  community text,
  grid text,
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  address text not null default '',
  landmark text not null default '',
  landmark_en text not null default '',
  price_class text not null default 'free' check (price_class in ('free', 'fixed')),
  price_fen int check (price_fen >= 0),
  features text[] not null default '{}',
  parking int not null default 0 check (parking >= 0),
  opens_from int check (opens_from between 0 and 1439),
  closes_at int check (closes_at between 0 and 1439),
  wardens int not null default 1 check (wardens >= 0),
  persons_per_warden int not null default 25 check (persons_per_warden > 0),
  intake_per_slot int check (intake_per_slot > 0),
  state text not null default 'standby' check (state in ('standby', 'opening', 'open', 'suspended', 'closing', 'closed')),
  opens_at timestamptz,
  version int not null default 1,
  changed_at timestamptz not null,
  primary key (county, world, id),
  foreign key (county, world) references world (county, id)
);
create unique index site_external on site (county, world, external_id) where external_id is not null;
create unique index site_name_address on site (county, world, name, address) where external_id is null;

create table site_pool (
  county text not null,
  world int not null,
  site uuid not null,
  kind text not null check (kind in ('bed', 'cot', 'floor', 'seat')),
  room_class text not null check (room_class in ('general', 'accessible', 'medical', 'women')),
  room_size int not null default 0 check (room_size >= 0),
  shared boolean not null default true,
  places int not null check (places >= 0),
  primary key (county, world, site, kind, room_class, room_size, shared),
  foreign key (county, world, site) references site (county, world, id),
  check (room_size = 0 or places % room_size = 0),
  check (room_size > 0 or shared)
);

-- Identity apart: who answers for a site. Sealed with the county's key, bound to its row.
create table site_identity (
  county text not null,
  world int not null,
  site uuid not null,
  field text not null check (field in ('contact', 'phone')),
  sealed bytea not null,
  primary key (county, world, site, field),
  foreign key (county, world, site) references site (county, world, id)
);

create table account (
  county text not null references county,
  id uuid not null,
  state text not null default 'active' check (state in ('active', 'ended')),
  created_at timestamptz not null,
  primary key (county, id)
);
create table account_identity (
  county text not null,
  account uuid not null,
  field text not null check (field in ('name', 'phone')),
  sealed bytea not null,
  primary key (county, account, field),
  foreign key (county, account) references account (county, id)
);
create table account_token (
  county text not null,
  account uuid not null,
  kind text not null,
  token bytea not null,
  primary key (county, account, kind, token),
  foreign key (county, account) references account (county, id)
);
create index account_token_find on account_token (county, token);

-- A role held in an area, or for one site, for a time.
create table post (
  county text not null,
  id uuid not null,
  account uuid not null,
  role text not null check (role in ('sys_admin', 'duty_officer', 'intake_desk', 'site_warden', 'community_secretary', 'grid_worker', 'auditor')),
  area text not null,
  -- A site of world 0; in a drill or play the site copied from it has the same id.
  site uuid,
  valid tstzrange not null,
  -- real time
  recorded_at timestamptz not null default clock_timestamp(),
  foreign key (county, account) references account (county, id),
  exclude using gist (county with =, id with =, valid with &&)
);
create index post_account on post (county, account) where upper_inf(valid);

-- Real time throughout: sessions, codes and tokens do not follow a play's clock.
create table one_time_code (
  county text not null,
  phone_token bytea not null,
  code_hash bytea not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  sent_at timestamptz not null,
  primary key (county, phone_token)
);
create table session (
  county text not null,
  world int not null,
  hash bytea not null,
  account uuid not null,
  id uuid not null,
  kind text not null check (kind in ('browser', 'api', 'simulator')),
  label text not null default '',
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (county, hash),
  foreign key (county, account) references account (county, id),
  foreign key (county, world) references world (county, id),
  -- Simulated people cannot reach the real world: their token cannot exist there.
  check (kind <> 'simulator' or world <> 0)
);
create unique index session_id on session (county, id);

create table emergency (
  county text not null,
  world int not null,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('blizzard', 'sandstorm', 'flood', 'earthquake', 'fire', 'traffic', 'other')),
  state text not null check (state in ('watch', 'declared', 'responding', 'standing_down', 'closed', 'reviewed')),
  drill boolean not null,
  opened_at timestamptz not null,
  declared_at timestamptz,
  close_asked_at timestamptz,
  close_asked_by text,
  closed_at timestamptz,
  destroyed_at timestamptz,
  version int not null default 1,
  primary key (county, world, id),
  foreign key (county, world) references world (county, id),
  check (drill or world = 0)
);
-- One live emergency a world; what begins beside it is a note in it.
create unique index emergency_live on emergency (county, world) where state not in ('closed', 'reviewed');

alter table area enable row level security;
alter table entry_point enable row level security;
alter table street_node enable row level security;
alter table street_edge enable row level security;
alter table site enable row level security;
alter table site_pool enable row level security;
alter table site_identity enable row level security;
alter table account enable row level security;
alter table account_identity enable row level security;
alter table account_token enable row level security;
alter table post enable row level security;
alter table one_time_code enable row level security;
alter table session enable row level security;
alter table emergency enable row level security;

-- Places are public within their county.
create policy area_read on area for select using (county = (select scope_county()));
create policy area_write on area for insert with check (county = (select scope_county()) and (select scope_kind()) = 'system');
create policy entry_read on entry_point for select using (county = (select scope_county()));
create policy entry_write on entry_point for insert with check (county = (select scope_county()) and (select scope_kind()) = 'system');
create policy node_read on street_node for select using (county = (select scope_county()));
create policy node_write on street_node for insert with check (county = (select scope_county()) and (select scope_kind()) = 'system');
create policy edge_read on street_edge for select using (county = (select scope_county()));
create policy edge_write on street_edge for insert with check (county = (select scope_county()) and (select scope_kind()) = 'system');

-- Which sites a scope may write: its areas (through the live grid, never a stored path), or the sites it is warden of.
create function scope_may_write_site(p_community text, p_grid text, p_site uuid) returns boolean
language sql stable parallel safe as $$
  select scope_whole() or (scope_kind() = 'staff' and (
    p_community = any (scope_areas()) or p_grid = any (scope_areas()) or p_site = any (scope_sites())))
$$;

create policy site_read on site for select using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_staff()));
create policy site_insert on site for insert with check (
  county = (select scope_county()) and world = (select scope_world()) and scope_may_write_site(community, grid, id));
create policy site_update on site for update using (
  county = (select scope_county()) and world = (select scope_world()) and scope_may_write_site(community, grid, id));
create policy pool_read on site_pool for select using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_staff()));
create policy pool_write on site_pool for all using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_whole()));
create policy site_identity_all on site_identity using (
  county = (select scope_county()) and world = (select scope_world())
  and ((select scope_whole()) or site = any ((select scope_sites())::uuid[])));

create policy account_all on account using (county = (select scope_county()) and (select scope_kind()) in ('deed', 'system'));
create policy account_identity_all on account_identity using (county = (select scope_county()) and (select scope_kind()) in ('deed', 'system'));
create policy account_token_all on account_token using (county = (select scope_county()) and (select scope_kind()) in ('deed', 'system'));
create policy post_all on post using (county = (select scope_county()) and (select scope_kind()) in ('deed', 'system'));
create policy code_all on one_time_code using (county = (select scope_county()) and (select scope_kind()) in ('deed', 'system'));
create policy session_all on session using (county = (select scope_county()) and (select scope_kind()) in ('deed', 'system'));

-- The name and state of an emergency stand on every public page.
create policy emergency_read on emergency for select using (
  county = (select scope_county()) and world = (select scope_world()));
create policy emergency_write on emergency for all using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));

grant select, insert on area, entry_point, street_node, street_edge to jingwei_app, jingwei_worker;
grant select, insert, update on site to jingwei_app, jingwei_worker;
grant select, insert, update, delete on site_pool, site_identity to jingwei_app, jingwei_worker;
grant select, insert, update on account, emergency to jingwei_app, jingwei_worker;
grant select, insert, delete on account_identity, account_token to jingwei_app, jingwei_worker;
grant select, insert, update on post to jingwei_app, jingwei_worker;
grant select, insert, update, delete on one_time_code, session to jingwei_app, jingwei_worker;

-- Copies the declarations of world 0 into a drill or play. Reads world 0 and writes another, which no scope can, so it
-- runs with its owner's rights and does nothing else; contacts are not copied: nobody real is called from a drill.
create function sites_copy(p_county text, p_world int, p_now timestamptz) returns void
language plpgsql security definer set search_path = public as $$
begin
  if p_world = 0 or scope_county() is distinct from p_county or scope_world() is distinct from p_world
     or scope_kind() not in ('deed', 'system') then
    raise exception 'sites are copied into a new drill or play only' using errcode = '42501';
  end if;
  insert into site (county, world, id, external_id, name, name_en, kind, community, grid, lon, lat, address, landmark,
    landmark_en, price_class, price_fen, features, parking, opens_from, closes_at, wardens, persons_per_warden,
    intake_per_slot, state, changed_at)
  select county, p_world, id, external_id, name, name_en, kind, community, grid, lon, lat, address, landmark,
    landmark_en, price_class, price_fen, features, parking, opens_from, closes_at, wardens, persons_per_warden,
    intake_per_slot, 'standby', p_now
  from site where county = p_county and world = 0;
  insert into site_pool (county, world, site, kind, room_class, room_size, shared, places)
  select county, p_world, site, kind, room_class, room_size, shared, places
  from site_pool where county = p_county and world = 0;
end $$;
revoke all on function sites_copy(text, int, timestamptz) from public;
grant execute on function sites_copy(text, int, timestamptz) to jingwei_app, jingwei_worker;
