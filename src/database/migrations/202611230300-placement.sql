-- Parties, placements and the counters of what every site has given. emergency.md, invariants 1, 2, 5, 8, 10.

create table party (
  county text not null,
  world int not null,
  id uuid not null,
  emergency uuid not null,
  code text not null,
  token_hash bytea not null,
  state text not null check (state in ('registered', 'waiting', 'placed', 'arrived', 'departed', 'withdrawn', 'self_arranged', 'merged')),
  adults int not null check (adults >= 0),
  children int not null check (children >= 0),
  infants int not null check (infants >= 0),
  elders int not null check (elders >= 0),
  size int not null generated always as (adults + children + infants + elders) stored check (size between 1 and 400),
  needs text[] not null default '{}',
  vehicle text not null check (vehicle in ('none', 'car', 'coach', 'truck')),
  entry text,
  lon double precision not null,
  lat double precision not null,
  channel text not null check (channel in ('web', 'desk', 'api', 'paper')),
  waiting_reason text check (waiting_reason in ('no_open_site', 'no_room', 'need', 'size', 'hold_expired', 'site_closed')),
  waiting_need text,
  waiting_since timestamptz,
  -- Holds that ran out since the last sign of life; after the second the party waits for a sign.
  expired_holds int not null default 0,
  -- The last sign of being on the way: registered, page opened, told by telephone.
  seen_at timestamptz not null,
  registered_at timestamptz not null,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (county, world, id),
  foreign key (county, world, emergency) references emergency (county, world, id),
  check ((state = 'waiting') = (waiting_reason is not null)),
  check ((waiting_reason is null) = (waiting_since is null))
) with (fillfactor = 80);
create unique index party_code on party (county, world, code);
create unique index party_token on party (county, world, token_hash);
create index party_order on party (county, world, registered_at, id);
create index party_changed on party (county, world, changed_at);
create index party_waiting on party (county, world, waiting_since) where state = 'waiting';

-- Identity apart: sealed with the emergency's key and bound to its row; gone with the key.
create table party_identity (
  county text not null,
  world int not null,
  party uuid not null,
  field text not null check (field in ('name', 'phone', 'plate', 'direction', 'language')),
  sealed bytea not null,
  primary key (county, world, party, field),
  foreign key (county, world, party) references party (county, world, id)
);
create table search_token (
  county text not null,
  world int not null,
  party uuid not null,
  kind text not null,
  token bytea not null,
  primary key (county, world, token, party, kind),
  foreign key (county, world, party) references party (county, world, id)
);
create index search_token_party on search_token (county, world, party);

create table placement (
  county text not null,
  world int not null,
  id uuid not null,
  party uuid not null,
  site uuid not null,
  -- Key of the pool's counter; null: beyond the places (over).
  pool text,
  places int not null check (places > 0),
  blocked int not null default 0 check (blocked >= 0),
  slot timestamptz,
  state text not null check (state in ('held', 'arrived', 'over', 'ended')),
  end_reason text check (end_reason in ('departed', 'transferred', 'no_show', 'released', 'hold_expired', 'site_closed', 'withdrawn')),
  minutes int not null default 0,
  metres int not null default 0,
  held_at timestamptz not null,
  hold_until timestamptz,
  accepted_at timestamptz,
  asked_at timestamptz,
  arrived_at timestamptz,
  ended_at timestamptz,
  primary key (county, world, id),
  foreign key (county, world, party) references party (county, world, id),
  foreign key (county, world, site) references site (county, world, id),
  check ((state = 'ended') = (end_reason is not null)),
  check ((state = 'over') = (pool is null and state <> 'ended') or state = 'ended'),
  check (state <> 'held' or hold_until is not null)
) with (fillfactor = 80);
-- Invariant 2: a party has at most one live placement.
create unique index placement_live on placement (county, world, party) where state <> 'ended';
create index placement_site on placement (county, world, site) where state <> 'ended';
create index placement_due on placement (county, world, hold_until) where state = 'held';

-- Counters are rows: one a pool, and one for the whole site (pool 'site') against its staffed limit.
-- Invariant 1 is the check: what the system gave never exceeds what is offered, whoever asks.
create table site_load (
  county text not null,
  world int not null,
  site uuid not null,
  pool text not null,
  kind text,
  room_class text,
  room_size int,
  shared boolean,
  offered int not null check (offered >= 0),
  held int not null default 0 check (held >= 0),
  occupied int not null default 0 check (occupied >= 0),
  blocked int not null default 0 check (blocked >= 0),
  over int not null default 0 check (over >= 0),
  changed_at timestamptz not null,
  primary key (county, world, site, pool),
  foreign key (county, world, site) references site (county, world, id),
  check (held + occupied + blocked <= offered),
  check ((pool = 'site') = (kind is null))
) with (fillfactor = 40, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 50);

-- Check-ins given in a half hour, where a site states how many it can take.
create table site_slot (
  county text not null,
  world int not null,
  site uuid not null,
  slot timestamptz not null,
  given int not null default 0 check (given >= 0),
  intake int not null check (intake > 0),
  primary key (county, world, site, slot),
  foreign key (county, world, site) references site (county, world, id),
  check (given <= intake)
);

-- Blocks of code numbers: a process takes one and hands its codes out without a lock.
create table code_block (
  county text not null,
  world int not null,
  next bigint not null default 0,
  primary key (county, world),
  foreign key (county, world) references world (county, id)
);

create table road_estimate (
  county text not null,
  world int not null,
  entry text not null,
  persons int not null check (persons >= 0),
  source text not null,
  at timestamptz not null,
  primary key (county, world, entry, at),
  foreign key (county, world) references world (county, id)
);

alter table party enable row level security;
alter table party_identity enable row level security;
alter table search_token enable row level security;
alter table placement enable row level security;
alter table site_load enable row level security;
alter table site_slot enable row level security;
alter table code_block enable row level security;
alter table road_estimate enable row level security;

-- The sites below the county that a scope covers, once a statement. Own rights, so that the policies of site do not recurse.
create function scope_site_ids() returns uuid[] language sql stable as $$
  select coalesce(array_agg(id), '{}') from site
  where county = scope_county() and world = scope_world()
    and (community = any (scope_areas()) or grid = any (scope_areas()) or id = any (scope_sites()))
$$;

create policy placement_read on placement for select using (
  county = (select scope_county()) and world = (select scope_world())
  and ((select scope_whole()) or party = (select scope_party())
       or ((select scope_kind()) = 'staff' and site = any ((select scope_site_ids())::uuid[]))));
create policy placement_write on placement for all using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_whole()));

create policy party_read on party for select using (
  county = (select scope_county()) and world = (select scope_world())
  and ((select scope_whole()) or id = (select scope_party())
       or ((select scope_kind()) = 'staff'
           and id in (select pl.party from placement pl
                      where pl.county = (select scope_county()) and pl.world = (select scope_world())
                        and pl.state <> 'ended' and pl.site = any ((select scope_site_ids())::uuid[])))));
create policy party_write on party for all using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_whole()));

create policy party_identity_read on party_identity for select using (
  county = (select scope_county()) and world = (select scope_world())
  and ((select scope_whole()) or party in (select id from party)));
create policy party_identity_write on party_identity for all using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_whole()));
create policy search_token_all on search_token using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_whole()));

create policy load_read on site_load for select using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_staff()));
create policy load_write on site_load for all using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_whole()));
create policy slot_all on site_slot using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_whole()));
create policy code_block_all on code_block using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_whole()));
create policy road_read on road_estimate for select using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_staff()));
create policy road_write on road_estimate for insert with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_whole()));

-- A party sees the site it was sent to, and nothing else of the registry.
create policy site_of_party on site for select using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) = 'party'
  and id in (select pl.site from placement pl where pl.party = (select scope_party()) and pl.state <> 'ended'));

grant select, insert, update on party, placement, site_slot, code_block to jingwei_app, jingwei_worker;
grant select, insert, update, delete on site_load, party_identity, search_token to jingwei_app, jingwei_worker;
grant select, insert on road_estimate to jingwei_app, jingwei_worker;
