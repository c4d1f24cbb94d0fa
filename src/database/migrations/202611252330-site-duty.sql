-- The site duty link: whoever runs a site tonight, without an account of their own. The link and its PIN are told once
-- and kept as keyed hashes. It holds a post at that site alone, in that world alone, as long as the emergency is live.
create table site_duty (
  county text not null,
  world int not null,
  -- The account it acts as, which has no name and no telephone.
  id uuid not null,
  site uuid not null,
  emergency uuid not null,
  link_hash bytea not null,
  pin_hash bytea not null,
  -- Wrong PINs since the last right one.
  tries int not null default 0,
  -- real time
  given_at timestamptz not null,
  taken_at timestamptz,
  ended_at timestamptz,
  primary key (county, world, id),
  foreign key (county, world, site) references site (county, world, id),
  foreign key (county, world, emergency) references emergency (county, world, id),
  foreign key (county, id) references account (county, id)
);
create unique index site_duty_link on site_duty (county, world, link_hash);
create unique index site_duty_live on site_duty (county, world, site) where ended_at is null;
alter table site_duty enable row level security;
create policy site_duty_deed on site_duty using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on site_duty to jingwei_app, jingwei_worker;

-- An account that stands for a link is in no list of people.
alter table account drop constraint account_state_check;
alter table account add constraint account_state_check check (state in ('active', 'ended', 'duty'));
alter table session drop constraint session_kind_check;
alter table session add constraint session_kind_check check (kind in ('browser', 'api', 'simulator', 'duty'));
