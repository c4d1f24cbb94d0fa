-- A duty shift handed over: what was open, by whom, taken by whom. Remarks are sealed like reasons, beside the ledger.
create table shift_handover (
  county text not null,
  world int not null,
  id uuid not null,
  state text not null check (state in ('handed', 'taken', 'withdrawn')),
  from_account text not null,
  to_account text,
  open_things jsonb not null,
  handed_at timestamptz not null,
  ended_at timestamptz,
  primary key (county, world, id),
  foreign key (county, world) references world (county, id),
  check ((state = 'handed') = (ended_at is null)),
  check ((state = 'taken') = (to_account is not null)),
  check (to_account <> from_account)
);
create unique index shift_handover_open on shift_handover (county, world) where state = 'handed';
alter table shift_handover enable row level security;
create policy shift_handover_deed on shift_handover using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on shift_handover to jingwei_app, jingwei_worker;
