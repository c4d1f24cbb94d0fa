-- 今晚能接多少人: every site asked in one act, each by a link of its own.
create table site_ask (
  county text not null,
  world int not null,
  id uuid not null,
  -- The act that asked: the newest one is what the desk looks at.
  round uuid not null,
  site uuid not null,
  token_hash bytea not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  primary key (county, world, id),
  foreign key (county, world, site) references site (county, world, id)
);
create unique index site_ask_token on site_ask (county, world, token_hash);
create unique index site_ask_round on site_ask (county, world, round, site);
create index site_ask_latest on site_ask (county, world, asked_at desc);
alter table site_ask enable row level security;
create policy site_ask_deed on site_ask using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on site_ask to jingwei_app, jingwei_worker;
