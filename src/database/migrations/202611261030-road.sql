-- What is said of the roads: shown to everybody, never edited; a later word on the same road ends the earlier.
create table road_news (
  county text not null,
  world int not null,
  id uuid not null,
  road text not null,
  direction text not null,
  state text not null check (state in ('closed', 'restricted', 'open')),
  source text not null check (source in ('police', 'road_operator', 'weather', 'county')),
  since timestamptz not null,
  until timestamptz,
  note text not null,
  posted_at timestamptz not null,
  ended_at timestamptz,
  primary key (county, world, id),
  foreign key (county, world) references world (county, id),
  check (until is null or until >= since)
);
create unique index road_news_live on road_news (county, world, road, direction) where ended_at is null;

-- Advice on who leaves when. Windows are worked out from the plan's own figures, so they are kept with it.
create table departure_plan (
  county text not null,
  world int not null,
  id uuid not null,
  emergency uuid not null,
  state text not null check (state in ('planned', 'announced', 'done', 'dropped')),
  ways jsonb not null,
  wave_order text[] not null,
  windows jsonb not null,
  planned_at timestamptz not null,
  announced_at timestamptz,
  ended_at timestamptz,
  version int not null default 1,
  primary key (county, world, id),
  foreign key (county, world, emergency) references emergency (county, world, id),
  check ((state in ('announced', 'done')) = (announced_at is not null)),
  check ((state in ('done', 'dropped')) = (ended_at is not null))
);
create unique index departure_plan_planned on departure_plan (county, world) where state = 'planned';
create unique index departure_plan_announced on departure_plan (county, world) where state = 'announced';

alter table road_news enable row level security;
create policy road_news_deed on road_news using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
alter table departure_plan enable row level security;
create policy departure_plan_deed on departure_plan using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on road_news, departure_plan to jingwei_app, jingwei_worker;
