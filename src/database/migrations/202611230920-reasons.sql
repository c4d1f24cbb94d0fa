-- Why somebody declared, renamed, closed or suspended: their own words, so sealed with the county's key and kept beside
-- the ledger, which holds no text. Named by the command that gave them.
create table reason (
  county text not null,
  world int not null,
  command uuid not null,
  sealed bytea not null,
  primary key (county, world, command),
  foreign key (county, world) references world (county, id)
);
alter table reason enable row level security;
create policy reason_insert on reason for insert with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
create policy reason_read on reason for select using (
  county = (select scope_county()) and world = (select scope_world())
  and (select scope_kind()) in ('deed', 'system', 'auditor'));
grant select, insert on reason to jingwei_app, jingwei_worker;
