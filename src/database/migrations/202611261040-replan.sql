-- Those who have not set out, placed once more: a preview as it was looked at, and what became of each of its moves.
create table replan (
  county text not null,
  world int not null,
  id uuid not null,
  state text not null default 'previewed' check (state in ('previewed', 'carrying', 'done', 'undoing', 'undone')),
  -- Told moments.
  at timestamptz not null,
  carried_at timestamptz,
  undone_at timestamptz,
  -- Who could have been moved, and who waited.
  looked_parties int not null,
  looked_persons int not null,
  waiting_parties int not null,
  waiting_persons int not null,
  -- Person-minutes.
  cost bigint not null,
  bound bigint not null,
  primary key (county, world, id)
);
create index replan_latest on replan (county, world, at desc);

create table replan_move (
  county text not null,
  world int not null,
  replan uuid not null,
  -- In the order in which each finds its place free.
  n int not null,
  -- Of the transfer, so that a move is made once however often it is asked for.
  command uuid not null,
  party uuid not null,
  size int not null,
  -- As the party was read.
  version int not null,
  from_site uuid,
  from_pool text,
  to_site uuid not null,
  to_pool text not null,
  before int,
  after int not null,
  needs_met boolean not null,
  outcome text check (outcome in ('moved', 'changed', 'no_room', 'back', 'stays')),
  -- The party's version once it was moved: whoever did anything since is not moved back.
  moved_version int,
  primary key (county, world, replan, n),
  foreign key (county, world, replan) references replan (county, world, id),
  foreign key (county, world, party) references party (county, world, id),
  foreign key (county, world, from_site) references site (county, world, id),
  foreign key (county, world, to_site) references site (county, world, id),
  check ((from_site is null) = (before is null))
);
create index replan_move_party on replan_move (county, world, party);

alter table replan enable row level security;
create policy replan_deed on replan using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
alter table replan_move enable row level security;
create policy replan_move_deed on replan_move using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on replan, replan_move to jingwei_app, jingwei_worker;
