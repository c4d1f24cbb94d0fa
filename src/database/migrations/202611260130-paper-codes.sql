-- Codes printed on paper before anybody has them: whoever fills a sheet in without a network keeps the code on it.
create table paper_code (
  county text not null,
  world int not null,
  code text not null,
  sheet uuid not null,
  issued_at timestamptz not null,
  primary key (county, world, code),
  foreign key (county, world) references world (county, id)
);
create index paper_code_sheet on paper_code (county, world, sheet);
alter table paper_code enable row level security;
create policy paper_code_deed on paper_code using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert on paper_code to jingwei_app, jingwei_worker;
