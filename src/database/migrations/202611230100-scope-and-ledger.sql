-- What every later table stands on: the scope of a statement, counties and worlds, the ledger and its seal, receipts.
-- A statement sees a row only when app.county and app.world name it; the settings are set with set_config(…, true),
-- that is for one transaction, so that they are safe behind pgbouncer. No setting: no row.

create extension if not exists btree_gist;

create function scope_county() returns text language sql stable parallel safe
as $$ select nullif(current_setting('app.county', true), '') $$;

create function scope_world() returns int language sql stable parallel safe
as $$ select nullif(current_setting('app.world', true), '')::int $$;

-- deed (a hot-path function or an action after its policy said yes), staff, auditor, party, public, system, none
create function scope_kind() returns text language sql stable parallel safe
as $$ select coalesce(nullif(current_setting('app.kind', true), ''), 'none') $$;

create function scope_areas() returns text[] language sql stable parallel safe
as $$ select coalesce(nullif(current_setting('app.areas', true), '')::text[], '{}') $$;

create function scope_sites() returns uuid[] language sql stable parallel safe
as $$ select coalesce(nullif(current_setting('app.sites', true), '')::uuid[], '{}') $$;

create function scope_party() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.party', true), '')::uuid $$;

-- True where the scope covers the whole county: the machine itself, or a post held for the county.
create function scope_whole() returns boolean language sql stable parallel safe
as $$ select scope_kind() in ('deed', 'system') or (scope_kind() = 'staff' and scope_county() = any (scope_areas())) $$;

-- Staff of any post.
create function scope_staff() returns boolean language sql stable parallel safe
as $$ select scope_kind() in ('deed', 'system', 'staff', 'auditor') $$;

create table county (
  code text primary key check (code ~ '^[0-9a-z-]{2,20}$'),
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,30}$'),
  name_zh text not null,
  name_en text not null,
  demo boolean not null default false,
  zone text not null default 'Asia/Shanghai',
  -- Days after closing at which travellers' identities are destroyed (people.md, the law 7: 0–30).
  retention_days int not null default 7 check (retention_days between 0 and 30)
);

-- World 0 is the county itself; the others are drills and plays. Told time = started_told + (real - started_real) * rate.
create table world (
  county text not null references county,
  id int not null check (id >= 0),
  kind text not null check (kind in ('county', 'drill', 'play')),
  name text not null,
  started_real timestamptz not null,
  started_told timestamptz not null,
  rate double precision not null check (rate >= 0 and rate <= 3600),
  ended_at timestamptz,
  primary key (county, id),
  -- The real world's clock is the real clock, and it does not end.
  check ((id = 0) = (kind = 'county')),
  check (id <> 0 or (rate = 1 and started_real = started_told and ended_at is null))
);

-- Append-only. Keys begin with what a partition would be cut by, so that months can be split off later.
create table ledger (
  county text not null,
  world int not null,
  id uuid not null default gen_random_uuid(),
  -- Order within a transaction; across transactions the order is the seal's.
  nr bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  -- real time
  recorded_at timestamptz not null default clock_timestamp(),
  at timestamptz not null,
  actor_kind text not null,
  actor text not null,
  on_behalf text,
  type text not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  subject_kind text not null,
  subject uuid not null,
  area text,
  mode text not null check (mode in ('everyday', 'emergency')),
  data jsonb not null default '{}',
  primary key (county, world, id),
  foreign key (county, world) references world (county, id)
);
create index ledger_unsealed on ledger (county, xid, nr);
create index ledger_subject on ledger (county, world, subject, nr);

-- The public order: gapless per county and world, chained by hash. The ledger row itself is never touched again.
create table ledger_seal (
  county text not null,
  world int not null,
  seq bigint not null check (seq > 0),
  ledger uuid not null,
  hash bytea not null check (octet_length(hash) = 32),
  primary key (county, world, seq)
);
create unique index ledger_seal_row on ledger_seal (county, world, ledger);

-- How far the sealer has come: every row before (xid, nr) is sealed.
create table ledger_sealer (
  county text primary key references county,
  xid xid8 not null,
  nr bigint not null
);

-- Answers already given. The answer itself is read again, so a receipt holds nothing personal.
create table receipt (
  county text not null,
  world int not null,
  command uuid not null,
  deed text not null,
  input_hash bytea not null,
  result uuid,
  at timestamptz not null,
  primary key (county, world, command)
);

-- Where each reaction has read the seal to.
create table reaction_cursor (
  county text not null,
  world int not null,
  reaction text not null,
  seq bigint not null default 0,
  primary key (county, world, reaction)
);

-- One line of the ledger, in the caller's transaction.
create function ledger_add(
  p_county text, p_world int, p_at timestamptz, p_actor jsonb, p_type text,
  p_subject_kind text, p_subject uuid, p_area text, p_data jsonb
) returns void language sql volatile as $$
  insert into ledger (county, world, at, actor_kind, actor, on_behalf, type, subject_kind, subject, area, mode, data)
  values (p_county, p_world, p_at, p_actor ->> 'kind', p_actor ->> 'id', p_actor ->> 'onBehalf', p_type,
          p_subject_kind, p_subject, p_area, coalesce(p_actor ->> 'mode', 'everyday'), p_data)
$$;

alter table county enable row level security;
alter table world enable row level security;
alter table ledger enable row level security;
alter table ledger_seal enable row level security;
alter table ledger_sealer enable row level security;
alter table receipt enable row level security;
alter table reaction_cursor enable row level security;

-- The names of counties and worlds are public: every page tells which one it is.
create policy county_read on county for select using (true);
create policy world_read on world for select using (true);
create policy world_insert on world for insert
  with check (county = (select scope_county()) and id <> 0 and (select scope_kind()) in ('deed', 'system'));
create policy world_update on world for update
  using (county = (select scope_county()) and id <> 0 and (select scope_kind()) in ('deed', 'system'));

create policy ledger_read on ledger for select using (
  county = (select scope_county()) and world = (select scope_world())
  and ((select scope_whole()) or (select scope_kind()) = 'auditor'
       or ((select scope_kind()) = 'staff' and area = any ((select scope_areas())::text[]))));
create policy ledger_insert on ledger for insert
  with check (county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) <> 'none');
create policy ledger_erase_world on ledger for delete
  using (county = (select scope_county()) and world = (select scope_world()) and world <> 0 and (select scope_kind()) = 'system');

create policy seal_read on ledger_seal for select using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_staff()));

create policy receipt_all on receipt using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) <> 'none');

create policy cursor_all on reaction_cursor using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) = 'system');

grant select on county, world, ledger, ledger_seal, ledger_sealer, receipt, reaction_cursor to jingwei_app, jingwei_worker;
grant insert, update on world to jingwei_app, jingwei_worker;
grant insert, delete on ledger to jingwei_app, jingwei_worker;
grant insert on receipt to jingwei_app, jingwei_worker;
grant insert, update, delete on reaction_cursor to jingwei_worker, jingwei_app;

-- The sealer writes for every world of a county at once, so it has a policy of its own under the worker's role alone.
create policy seal_by_worker on ledger_seal for all to jingwei_worker
  using (county = (select scope_county())) with check (county = (select scope_county()));
create policy sealer_by_worker on ledger_sealer for all to jingwei_worker
  using (county = (select scope_county())) with check (county = (select scope_county()));
create policy ledger_by_worker on ledger for select to jingwei_worker
  using (county = (select scope_county()) and (select scope_kind()) = 'system');
grant insert, update, delete on ledger_seal, ledger_sealer to jingwei_worker;
