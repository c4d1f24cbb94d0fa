-- The ground as households stand on it: buildings, what parts them, and which grid each was in at any time. Dated
-- relations carry the county alone: all worlds read them, world 0 writes them.
create table building (
  county text not null references county,
  id uuid not null,
  -- Its id in the list or map it came from; with the county it names one building.
  external_id text,
  name text not null default '',
  address text not null default '',
  community text not null,
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  -- Closed ring of [lon, lat]; null where only the middle is known.
  shape jsonb,
  households int not null check (households between 0 and 5000),
  -- By a rule of thumb from its shape, not counted.
  estimated boolean not null default false,
  changed_at timestamptz not null,
  primary key (county, id)
);
create unique index building_external on building (county, external_id) where external_id is not null;
create index building_community on building (county, community);

create table barrier (
  county text not null references county,
  id text not null,
  kind text not null check (kind in ('river', 'railway', 'trunk', 'street')),
  line jsonb not null,
  primary key (county, id)
);

create table building_grid (
  county text not null,
  building uuid not null,
  grid text not null,
  valid tstzrange not null,
  -- real time
  recorded_at timestamptz not null default clock_timestamp(),
  foreign key (county, building) references building (county, id) on delete cascade,
  exclude using gist (county with =, building with =, valid with &&)
);
create index building_grid_live on building_grid (county, grid) where upper_inf(valid);

-- Which grids a grid has become, and with how many households each: history stays answerable through it.
create table grid_lineage (
  county text not null references county,
  old text not null,
  new text not null,
  households int not null check (households >= 0),
  at timestamptz not null,
  districting uuid not null,
  primary key (county, old, new)
);

-- A proposed division of communities into grids.
create table districting (
  county text not null references county,
  id uuid not null,
  name text not null,
  -- Empty: every community.
  communities text[] not null,
  least int not null check (least >= 0),
  most int not null check (most >= least),
  target int not null check (target between least and most),
  keep boolean not null,
  state text not null check (state in ('solving', 'draft', 'failed', 'published', 'discarded')),
  made_at timestamptz not null,
  made_by text not null,
  solved_at timestamptz,
  ended_at timestamptz,
  -- Why a grid lies outside the norm, as the solver told it.
  exceptions jsonb not null default '[]',
  version int not null default 1,
  primary key (county, id)
);

create table districting_building (
  county text not null,
  districting uuid not null,
  building uuid not null,
  -- Number of the grid in this proposal, from 0.
  grid int not null check (grid >= 0),
  primary key (county, districting, building),
  foreign key (county, districting) references districting (county, id),
  foreign key (county, building) references building (county, id) on delete cascade
);

-- What a hand has moved, last first to be taken back.
create table districting_move (
  county text not null,
  districting uuid not null,
  nr int not null,
  -- [{building, from}]
  moved jsonb not null,
  into_grid int not null,
  undone boolean not null default false,
  primary key (county, districting, nr),
  foreign key (county, districting) references districting (county, id)
);

-- The staff of a county read its ground; only a deed whose policy has said yes writes, and only from the county itself.
alter table building enable row level security;
create policy building_read on building for select using (county = (select scope_county()) and (select scope_staff()));
create policy building_write on building using (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system')) with check (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system'));
alter table barrier enable row level security;
create policy barrier_read on barrier for select using (county = (select scope_county()) and (select scope_staff()));
create policy barrier_write on barrier using (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system')) with check (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system'));
alter table building_grid enable row level security;
create policy building_grid_read on building_grid for select using (county = (select scope_county()) and (select scope_staff()));
create policy building_grid_write on building_grid using (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system')) with check (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system'));
alter table grid_lineage enable row level security;
create policy grid_lineage_read on grid_lineage for select using (county = (select scope_county()) and (select scope_staff()));
create policy grid_lineage_write on grid_lineage using (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system')) with check (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system'));
alter table districting enable row level security;
create policy districting_read on districting for select using (county = (select scope_county()) and (select scope_staff()));
create policy districting_write on districting using (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system')) with check (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system'));
alter table districting_building enable row level security;
create policy districting_building_read on districting_building for select using (county = (select scope_county()) and (select scope_staff()));
create policy districting_building_write on districting_building using (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system')) with check (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system'));
alter table districting_move enable row level security;
create policy districting_move_read on districting_move for select using (county = (select scope_county()) and (select scope_staff()));
create policy districting_move_write on districting_move using (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system')) with check (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update, delete on building, barrier, building_grid, grid_lineage, districting, districting_building, districting_move to jingwei_app, jingwei_worker;

-- Publishing grids makes areas and ends others, from the county itself alone.
create policy area_made on area for insert with check (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) = 'deed');
create policy area_ended on area for update using (
  county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system'))
  with check (county = (select scope_county()) and (select scope_world()) = 0 and (select scope_kind()) in ('deed', 'system'));
grant update on area to jingwei_app, jingwei_worker;
