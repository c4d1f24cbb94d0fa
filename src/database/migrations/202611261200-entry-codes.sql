-- 入口码 and floods (emergency.md): a code at an entry vouches for as many registrations as are plausible there.
create table entry_code (
  county text not null,
  world int not null,
  id uuid not null,
  entry text not null,
  kind text not null check (kind in ('poster', 'screen')),
  per_minute int not null check (per_minute between 1 and 600),
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (county, world, id),
  foreign key (county, world) references world (county, id),
  foreign key (county, entry) references entry_point (county, id)
);
create table entry_desk (
  county text not null,
  world int not null,
  entry text not null,
  since timestamptz not null,
  primary key (county, world, entry),
  foreign key (county, world) references world (county, id),
  foreign key (county, entry) references entry_point (county, id)
);
alter table entry_code enable row level security;
create policy entry_code_deed on entry_code using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
alter table entry_desk enable row level security;
create policy entry_desk_deed on entry_desk using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'))
  with check (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update on entry_code to jingwei_app, jingwei_worker;
grant select, insert, delete on entry_desk to jingwei_app, jingwei_worker;

-- By what anybody from outside has registered: `c/<entry code>`, or `e/<entry>` without one. Null: by a desk or a program.
alter table party add knock text,
  -- Taken out in one act with the burst it came in; it may be put back, and who arrives is taken in.
  add cleared_at timestamptz,
  drop constraint party_waiting_reason_check, add constraint party_waiting_reason_check check (waiting_reason in
    ('no_open_site', 'no_room', 'need', 'size', 'hold_expired', 'site_closed', 'site_smaller', 'unconfirmed'));
-- The knock first: county and world are the same in every row of a night.
create index party_knock on party (knock, registered_at, county, world) where knock is not null;

create or replace function placement_register(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_command uuid, p_input_hash bytea,
  p_party jsonb, p_identity jsonb, p_candidates jsonb, p_waiting jsonb, p_placement uuid
) returns table (outcome text, party_id uuid, taken int) language plpgsql as $$
declare
  v_party uuid := (p_party ->> 'id')::uuid;
  v_waits boolean := jsonb_array_length(p_candidates) = 0;
  v_size int;
  v_taken int := 0;
  v_receipt receipt;
  v_knock text := p_party ->> 'knock';
  v_waiting jsonb := p_waiting;
begin
  perform deed_scope(p_county, p_world);
  -- The gate: a concurrent twin waits here for the first one's end, then reads its receipt.
  insert into receipt (county, world, command, deed, input_hash, result, at)
  values (p_county, p_world, p_command, 'register', p_input_hash, v_party, p_now)
  on conflict (county, world, command) do nothing;
  if not found then
    select * into v_receipt from receipt r where r.county = p_county and r.world = p_world and r.command = p_command;
    if v_receipt.deed <> 'register' or v_receipt.input_hash <> p_input_hash then
      return query select 'reused', null::uuid, 0;
    else
      return query select 'replayed', v_receipt.result, 0;
    end if;
    return;
  end if;
  -- More than is plausible where it knocked: kept, and told the way to a desk; it holds nothing until somebody has seen it.
  if p_party ? 'most' and (select count(*) from (select from party
      where knock = v_knock and county = p_county and world = p_world and registered_at > p_now - (p_party ->> 'window')::interval
      limit (p_party ->> 'most')::int) lately) >= (p_party ->> 'most')::int then
    v_waits := true;
    v_waiting := '{"reason": "unconfirmed"}';
  end if;
  insert into party (county, world, id, emergency, code, token_hash, state, adults, children, infants, elders, needs,
                     vehicle, entry, lon, lat, channel, knock, waiting_reason, waiting_need, waiting_since,
                     seen_at, registered_at, changed_at)
  values (p_county, p_world, v_party, (p_party ->> 'emergency')::uuid, p_party ->> 'code', decode(p_party ->> 'tokenHash', 'hex'),
          case when v_waits then 'waiting' else 'placed' end, (p_party ->> 'adults')::int, (p_party ->> 'children')::int,
          (p_party ->> 'infants')::int, (p_party ->> 'elders')::int,
          array(select jsonb_array_elements_text(p_party -> 'needs')), p_party ->> 'vehicle',
          p_party ->> 'entry', (p_party ->> 'lon')::float8, (p_party ->> 'lat')::float8, p_party ->> 'channel', v_knock,
          case when v_waits then v_waiting ->> 'reason' end, case when v_waits then v_waiting ->> 'need' end,
          case when v_waits then p_now end, p_now, p_now, p_now)
  on conflict (county, world, id) do nothing
  returning size into v_size;
  if not found then
    raise exception 'id taken' using errcode = 'JW003';
  end if;
  if jsonb_array_length(p_identity -> 'fields') > 0 then
    insert into party_identity (county, world, party, field, sealed)
    select p_county, p_world, v_party, f ->> 'field', decode(f ->> 'sealed', 'hex') from jsonb_array_elements(p_identity -> 'fields') f;
    insert into search_token (county, world, party, kind, token)
    select distinct p_county, p_world, v_party, t ->> 'kind', decode(t ->> 'token', 'hex') from jsonb_array_elements(p_identity -> 'tokens') t;
  end if;
  if not v_waits then
    v_taken := placement_try(p_county, p_world, p_now, v_party, v_size, p_candidates, p_placement);
    if v_taken = 0 then
      raise exception 'every candidate lost' using errcode = 'JW002';
    end if;
  end if;
  perform ledger_add(p_county, p_world, p_now, p_actor, 'party.registered', 'party', v_party, null, p_party -> 'told');
  if jsonb_array_length(p_identity -> 'tokens') > 0 then
    perform placement_link(p_county, p_world, p_now, p_actor, v_party, p_identity -> 'tokens');
  end if;
  if v_waits then
    perform ledger_add(p_county, p_world, p_now, p_actor, 'party.waiting', 'party', v_party, null,
      jsonb_build_object('reason', v_waiting ->> 'reason', 'need', v_waiting ->> 'toldNeed', 'size', v_size));
    return query select case when v_waiting ->> 'reason' = 'unconfirmed' then 'unconfirmed' else 'waiting' end, v_party, 0;
  else
    perform ledger_add(p_county, p_world, p_now, p_actor, 'party.placed', 'party', v_party,
      p_candidates -> (v_taken - 1) ->> 'area', placement_told(p_candidates -> (v_taken - 1), p_placement, v_size));
    return query select 'placed', v_party, v_taken;
  end if;
end $$;

-- Somebody has seen them, or speaks for them: they wait like everybody else, and are tried at once. Also of those that a
-- clearing has taken out. A person answers for them now, so they belong to no burst any more.
create function placement_confirm(p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_parties uuid[])
returns table (parties int, persons int) language plpgsql as $$
declare
  v party;
begin
  parties := 0;
  persons := 0;
  for v in
    select * from party where county = p_county and world = p_world and id = any (p_parties)
      and (waiting_reason = 'unconfirmed' or (state = 'withdrawn' and cleared_at is not null))
    order by id for no key update
  loop
    update party set state = 'waiting', waiting_reason = 'no_room', waiting_need = null,
      waiting_since = coalesce(waiting_since, p_now), cleared_at = null, knock = null, seen_at = p_now,
      changed_at = p_now, version = version + 1
    where county = p_county and world = p_world and id = v.id;
    perform ledger_add(p_county, p_world, p_now, p_actor, 'party.confirmed', 'party', v.id, null,
      jsonb_build_object('size', v.size, 'reason', 'no_room'));
    parties := parties + 1;
    persons := persons + v.size;
  end loop;
  return next;
end $$;

-- Taken out: what they hold is free. Only of those nobody has seen: unconfirmed, or holding a place and not accepted it.
create function placement_clear(p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_parties uuid[])
returns table (parties int, persons int, freed int) language plpgsql as $$
declare
  v party;
  v_pl placement;
  v_area text;
begin
  parties := 0;
  persons := 0;
  freed := 0;
  -- Party, placement, counters: the order of every deed.
  perform 1 from party where county = p_county and world = p_world and id = any (p_parties) order by id for no key update;
  perform 1 from placement where county = p_county and world = p_world and party = any (p_parties) and state = 'held'
    order by id for no key update;
  perform placement_lock_counters(p_county, p_world, array(
    select distinct site from placement where county = p_county and world = p_world and party = any (p_parties) and state = 'held'));
  for v in select * from party where county = p_county and world = p_world and id = any (p_parties) order by id loop
    v_pl := null;
    v_area := null;
    if v.state = 'placed' then
      select * into v_pl from placement where county = p_county and world = p_world and party = v.id and state = 'held'
        and accepted_at is null;
    end if;
    continue when v.waiting_reason is distinct from 'unconfirmed' and v_pl.id is null;
    if v_pl.id is not null then
      perform placement_give_back(v_pl, p_now);
      update placement set state = 'ended', end_reason = 'released', ended_at = p_now, hold_until = null
      where county = p_county and world = p_world and id = v_pl.id;
      select community into v_area from site where county = p_county and world = p_world and id = v_pl.site;
      freed := freed + v_pl.places;
    end if;
    update party set state = 'withdrawn', waiting_reason = null, waiting_need = null, waiting_since = null,
      cleared_at = p_now, changed_at = p_now, version = version + 1
    where county = p_county and world = p_world and id = v.id;
    perform ledger_add(p_county, p_world, p_now, p_actor, 'party.cleared', 'party', v.id, v_area,
      jsonb_strip_nulls(jsonb_build_object('size', v.size, 'site', v_pl.site, 'was', v_pl.state)));
    parties := parties + 1;
    persons := persons + v.size;
  end loop;
  return next;
end $$;
