-- Every look at a traveller's identity by staff is written down: who, whose, which fields, when (people.md, law 4:
-- 每次查看有记录). Ids only; the auditor reads it, nobody changes it.
create table identity_view (
  county text not null,
  world int not null,
  nr bigint generated always as identity,
  party uuid not null,
  account text not null,
  fields text[] not null,
  at timestamptz not null,
  primary key (county, world, nr),
  foreign key (county, world, party) references party (county, world, id)
);
create index identity_view_party on identity_view (county, world, party);
alter table identity_view enable row level security;
create policy identity_view_read on identity_view for select using (
  county = (select scope_county()) and world = (select scope_world())
  and (select scope_kind()) in ('auditor', 'system'));
create policy identity_view_insert on identity_view for insert with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) = 'deed');
grant select, insert on identity_view to jingwei_app, jingwei_worker;

create function identity_viewed(p_county text, p_world int, p_party uuid, p_account text, p_fields text[], p_now timestamptz)
returns void language plpgsql as $$
begin
  perform deed_scope(p_county, p_world);
  insert into identity_view (county, world, party, account, fields, at)
  values (p_county, p_world, p_party, p_account, p_fields, p_now);
end $$;
