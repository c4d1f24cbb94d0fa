-- 民宿接待: offers of residents and shops. Who offers, and where exactly, is sealed with the emergency's key.
create table offer (
  county text not null,
  world int not null,
  id uuid not null,
  emergency uuid not null,
  nr int not null check (nr > 0),
  state text not null check (state in ('offered', 'open', 'ended', 'withdrawn', 'refused')),
  kind text not null check (kind in ('home', 'shop')),
  beds int not null check (beds between 0 and 200),
  floors int not null check (floors between 0 and 200),
  for_whom text not null check (for_whom in ('any', 'family', 'women')),
  stove text not null check (stove in ('central', 'electric', 'coal', 'none')),
  community text,
  channel text not null check (channel in ('web', 'desk', 'group')),
  offered_at timestamptz not null,
  decided_at timestamptz,
  site uuid,
  token_hash bytea not null,
  version int not null default 1,
  check (beds + floors between 1 and 200),
  check ((site is not null) = (state in ('open', 'ended'))),
  primary key (county, world, id),
  foreign key (county, world, emergency) references emergency (county, world, id),
  foreign key (county, world, site) references site (county, world, id)
);
create unique index offer_nr on offer (county, world, nr);
create unique index offer_token on offer (county, world, token_hash);

create table offer_identity (
  county text not null,
  world int not null,
  offer uuid not null,
  field text not null check (field in ('contact', 'phone', 'address')),
  sealed bytea not null,
  primary key (county, world, offer, field),
  foreign key (county, world, offer) references offer (county, world, id)
);

alter table offer enable row level security;
create policy offer_deed on offer using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
alter table offer_identity enable row level security;
create policy offer_identity_deed on offer_identity using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on offer to jingwei_app, jingwei_worker;
grant select, insert, delete on offer_identity to jingwei_app, jingwei_worker;
