-- Heads counted at a site by whoever runs it, and what the site lacks until somebody has brought it.
create table site_census (
  county text not null,
  world int not null,
  id uuid not null,
  site uuid not null,
  heads int not null check (heads between 0 and 20000),
  -- What the program had inside at that moment, so that the difference stays what it was.
  recorded int not null,
  at timestamptz not null,
  primary key (county, world, id),
  foreign key (county, world, site) references site (county, world, id)
);
create index site_census_latest on site_census (county, world, site, at desc);

create table site_want (
  county text not null,
  world int not null,
  id uuid not null,
  site uuid not null,
  item text not null check (item in ('quilts', 'meals', 'water', 'infant_food', 'medicine', 'heating', 'hands', 'interpreter')),
  quantity int not null check (quantity between 1 and 20000),
  state text not null check (state in ('asked', 'met', 'withdrawn')),
  asked_at timestamptz not null,
  ended_at timestamptz,
  primary key (county, world, id),
  foreign key (county, world, site) references site (county, world, id),
  check ((state = 'asked') = (ended_at is null))
);
-- One open wish of a kind a site: said again, it is the new number.
create unique index site_want_open on site_want (county, world, site, item) where state = 'asked';

alter table site_census enable row level security;
create policy site_census_deed on site_census using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
alter table site_want enable row level security;
create policy site_want_deed on site_want using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on site_census, site_want to jingwei_app, jingwei_worker;
