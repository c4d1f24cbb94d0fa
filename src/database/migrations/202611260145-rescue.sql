-- Calls for help from vehicles. What is said of the place, and the telephone, are sealed with the emergency's key.
create table rescue (
  county text not null,
  world int not null,
  id uuid not null,
  emergency uuid not null,
  -- Said aloud: rescue 7.
  nr int not null check (nr > 0),
  state text not null check (state in ('called', 'assigned', 'reached', 'closed')),
  persons int not null check (persons between 1 and 200),
  marks text[] not null default '{}',
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  channel text not null check (channel in ('web', 'desk')),
  called_at timestamptz not null,
  assigned_to text check (assigned_to in ('police', 'road', 'medical', 'fire', 'team')),
  assigned_at timestamptz,
  reached_by text check (reached_by in ('police', 'road', 'medical', 'fire', 'team', 'neighbours', 'themselves')),
  reached_at timestamptz,
  closed_at timestamptz,
  version int not null default 1,
  primary key (county, world, id),
  foreign key (county, world, emergency) references emergency (county, world, id)
);
create unique index rescue_nr on rescue (county, world, nr);
create index rescue_open on rescue (county, world, called_at) where state in ('called', 'assigned');

create table rescue_identity (
  county text not null,
  world int not null,
  rescue uuid not null,
  field text not null check (field in ('place', 'phone')),
  sealed bytea not null,
  primary key (county, world, rescue, field),
  foreign key (county, world, rescue) references rescue (county, world, id)
);

alter table rescue enable row level security;
create policy rescue_deed on rescue using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
alter table rescue_identity enable row level security;
create policy rescue_identity_deed on rescue_identity using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on rescue to jingwei_app, jingwei_worker;
grant select, insert, delete on rescue_identity to jingwei_app, jingwei_worker;
