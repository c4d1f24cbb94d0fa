-- Parties that may be one and the same: found by the same telephone or plate (keyed hashes), told to the desk, never
-- dropped and never read by placing (emergency.md, invariants 5 and 10).
create table party_link (
  county text not null,
  world int not null,
  -- The one that came first, and the one that came later.
  earlier uuid not null,
  later uuid not null,
  -- By what they are alike; `desk`: a person said so.
  grounds text[] not null check (cardinality(grounds) > 0 and grounds <@ array['phone', 'plate', 'desk']),
  state text not null default 'suspected' check (state in ('suspected', 'merged', 'dismissed')),
  -- Which of the two was joined to the other.
  merged uuid,
  at timestamptz not null,
  decided_at timestamptz,
  -- Parties first: county and world are the same in every row of a night, and a planner that has not counted yet takes
  -- the first index whose beginning it knows.
  primary key (later, earlier, county, world),
  foreign key (county, world, earlier) references party (county, world, id),
  foreign key (county, world, later) references party (county, world, id),
  check (earlier <> later),
  check ((state = 'merged') = (merged is not null)),
  check ((state = 'suspected') = (decided_at is null))
);
create index party_link_earlier on party_link (earlier);
alter table party_link enable row level security;
create policy party_link_all on party_link using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_whole()));
grant select, insert, update on party_link to jingwei_app, jingwei_worker;

-- For the same reason: looked up by token and by party on every registration.
alter table search_token drop constraint search_token_pkey, add primary key (token, party, kind, county, world);
drop index search_token_party;
create index search_token_party on search_token (party);

-- Links a party to the first few living ones with its telephone or plate. A coach on one telephone stays a coach. One
-- look-up after the other by whole keys: a join is planned badly while a night's tables are young.
create function placement_link(p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_party uuid, p_tokens jsonb)
returns void language plpgsql as $$
declare
  m record;
  v_other uuid;
  v_found jsonb := '{}';
  v_grounds text[];
  v_links int := 0;
begin
  for m in
    select distinct t ->> 'kind' as kind, decode(t ->> 'token', 'hex') as token
    from jsonb_array_elements(p_tokens) t where t ->> 'kind' in ('phone', 'plate') order by 1
  loop
    for v_other in
      select party from search_token
      where token = m.token and kind = m.kind and county = p_county and world = p_world and party <> p_party
      order by party limit 50
    loop
      perform 1 from party where county = p_county and world = p_world and id = v_other
        and state in ('registered', 'waiting', 'placed', 'arrived');
      continue when not found;
      v_found := jsonb_set(v_found, array[v_other::text], coalesce(v_found -> v_other::text, '[]') || to_jsonb(m.kind));
    end loop;
  end loop;
  -- Ids are in the order of registering, nearly.
  for v_other in select key::uuid from jsonb_object_keys(v_found) key order by 1 loop
    exit when v_links = 3;
    v_links := v_links + 1;
    continue when exists (select 1 from party_link where later = p_party and earlier = v_other and county = p_county and world = p_world)
      or exists (select 1 from party_link where later = v_other and earlier = p_party and county = p_county and world = p_world);
    v_grounds := array(select jsonb_array_elements_text(v_found -> v_other::text));
    insert into party_link (county, world, earlier, later, grounds, at)
    values (p_county, p_world, v_other, p_party, v_grounds, p_now) on conflict do nothing;
    perform ledger_add(p_county, p_world, p_now, p_actor, 'party.duplicate_suspected', 'party', p_party, null,
      jsonb_build_object('other', v_other, 'by', array_to_string(v_grounds, ',')));
  end loop;
end $$;

create or replace function placement_register(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_command uuid, p_input_hash bytea,
  p_party jsonb, p_identity jsonb, p_candidates jsonb, p_waiting jsonb, p_placement uuid
) returns table (outcome text, party_id uuid, taken int) language plpgsql as $$
declare
  v_party uuid := (p_party ->> 'id')::uuid;
  v_size int;
  v_taken int := 0;
  v_receipt receipt;
  v_area text;
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
  insert into party (county, world, id, emergency, code, token_hash, state, adults, children, infants, elders, needs,
                     vehicle, entry, lon, lat, channel, seen_at, registered_at, changed_at)
  values (p_county, p_world, v_party, (p_party ->> 'emergency')::uuid, p_party ->> 'code', decode(p_party ->> 'tokenHash', 'hex'),
          'registered', (p_party ->> 'adults')::int, (p_party ->> 'children')::int, (p_party ->> 'infants')::int,
          (p_party ->> 'elders')::int, array(select jsonb_array_elements_text(p_party -> 'needs')), p_party ->> 'vehicle',
          p_party ->> 'entry', (p_party ->> 'lon')::float8, (p_party ->> 'lat')::float8, p_party ->> 'channel',
          p_now, p_now, p_now)
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
  v_taken := placement_try(p_county, p_world, p_now, v_party, v_size, p_candidates, p_placement);
  if v_taken = 0 and jsonb_array_length(p_candidates) > 0 then
    raise exception 'every candidate lost' using errcode = 'JW002';
  end if;
  perform ledger_add(p_county, p_world, p_now, p_actor, 'party.registered', 'party', v_party, null, p_party -> 'told');
  if jsonb_array_length(p_identity -> 'tokens') > 0 then
    perform placement_link(p_county, p_world, p_now, p_actor, v_party, p_identity -> 'tokens');
  end if;
  if v_taken > 0 then
    update party set state = 'placed' where county = p_county and world = p_world and id = v_party;
    v_area := p_candidates -> (v_taken - 1) ->> 'area';
    perform ledger_add(p_county, p_world, p_now, p_actor, 'party.placed', 'party', v_party, v_area,
      placement_told(p_candidates -> (v_taken - 1), p_placement, v_size));
    return query select 'placed', v_party, v_taken;
  else
    update party set state = 'waiting', waiting_reason = p_waiting ->> 'reason', waiting_need = p_waiting ->> 'need', waiting_since = p_now
    where county = p_county and world = p_world and id = v_party;
    perform ledger_add(p_county, p_world, p_now, p_actor, 'party.waiting', 'party', v_party, null,
      jsonb_build_object('reason', p_waiting ->> 'reason', 'need', p_waiting ->> 'toldNeed', 'size', v_size));
    return query select 'waiting', v_party, 0;
  end if;
end $$;

-- Joined to another: what it holds is free for others, its page leads to the one that is kept.
create function placement_merge(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_command uuid, p_input_hash bytea,
  p_party uuid, p_from text[], p_base int, p_into uuid
) returns text language plpgsql as $$
declare
  v text := placement_gate(p_county, p_world, 'merge', p_command, p_input_hash, p_party, p_from, p_base);
  v_pl placement;
  v_size int;
begin
  if v is not null then return v; end if;
  if p_into = p_party or not exists (select 1 from party where county = p_county and world = p_world and id = p_into
      and state in ('registered', 'waiting', 'placed', 'arrived')) then
    return 'not_living';
  end if;
  select * into v_pl from placement where county = p_county and world = p_world and party = p_party and state <> 'ended' for no key update;
  if v_pl.id is not null then
    perform placement_lock_counters(p_county, p_world, array[v_pl.site]);
    perform placement_give_back(v_pl, p_now);
    update placement set state = 'ended', end_reason = 'released', ended_at = p_now, hold_until = null
    where county = p_county and world = p_world and id = v_pl.id;
  end if;
  update party set state = 'merged', waiting_reason = null, waiting_need = null, waiting_since = null,
    changed_at = p_now, version = version + 1
  where county = p_county and world = p_world and id = p_party returning size into v_size;
  update party_link set state = 'merged', merged = p_party, decided_at = p_now
  where county = p_county and world = p_world
    and ((later = p_party and earlier = p_into) or (earlier = p_party and later = p_into));
  if not found then
    insert into party_link (county, world, earlier, later, grounds, state, merged, at, decided_at)
    values (p_county, p_world, p_into, p_party, array['desk'], 'merged', p_party, p_now, p_now);
  end if;
  perform ledger_add(p_county, p_world, p_now, p_actor, 'party.merged', 'party', p_party, null,
    jsonb_strip_nulls(jsonb_build_object('into', p_into, 'size', v_size, 'site', v_pl.site, 'command', p_command)));
  perform placement_receipt(p_county, p_world, 'merge', p_command, p_input_hash, p_party, p_now);
  return 'done';
end $$;

-- Taken apart again: it waits, first in line, and is tried at once.
create function placement_unmerge(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_command uuid, p_input_hash bytea,
  p_party uuid, p_from text[], p_base int
) returns text language plpgsql as $$
declare
  v text := placement_gate(p_county, p_world, 'unmerge', p_command, p_input_hash, p_party, p_from, p_base);
  v_size int;
begin
  if v is not null then return v; end if;
  update party set state = 'waiting', waiting_reason = 'no_room', waiting_since = p_now, changed_at = p_now, version = version + 1
  where county = p_county and world = p_world and id = p_party returning size into v_size;
  update party_link set state = 'dismissed', merged = null, decided_at = p_now
  where county = p_county and world = p_world and merged = p_party;
  perform ledger_add(p_county, p_world, p_now, p_actor, 'party.unmerged', 'party', p_party, null,
    jsonb_build_object('size', v_size, 'reason', 'no_room'));
  perform placement_receipt(p_county, p_world, 'unmerge', p_command, p_input_hash, p_party, p_now);
  return 'done';
end $$;

-- Not the same after all.
create function placement_dismiss(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_command uuid, p_input_hash bytea,
  p_party uuid, p_from text[], p_base int, p_other uuid
) returns text language plpgsql as $$
declare
  v text := placement_gate(p_county, p_world, 'dismiss', p_command, p_input_hash, p_party, p_from, p_base);
begin
  if v is not null then return v; end if;
  update party_link set state = 'dismissed', decided_at = p_now
  where county = p_county and world = p_world and state = 'suspected'
    and ((later = p_party and earlier = p_other) or (earlier = p_party and later = p_other));
  if not found then return 'not_found'; end if;
  perform ledger_add(p_county, p_world, p_now, p_actor, 'party.duplicate_dismissed', 'party', p_party, null,
    jsonb_build_object('other', p_other, 'command', p_command));
  perform placement_receipt(p_county, p_world, 'dismiss', p_command, p_input_hash, p_party, p_now);
  return 'done';
end $$;

-- What a party is told of itself is put right. Whoever holds a place keeps it where it still fits, gets another one in
-- the same act where it does not, and loses nothing where there is none. Whoever is there stays there, as over if need be.
create function placement_correct(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_command uuid, p_input_hash bytea,
  p_party uuid, p_from text[], p_base int, p_change jsonb, p_told jsonb, p_identity jsonb, p_rooms boolean,
  p_candidates jsonb, p_placement uuid
) returns text language plpgsql as $$
declare
  v text := placement_gate(p_county, p_world, 'correct', p_command, p_input_hash, p_party, p_from, p_base);
  v_pl placement;
  v_size int;
  v_area text;
  v_sites uuid[];
  v_got jsonb;
  c jsonb;
begin
  if v is not null then return v; end if;
  select * into v_pl from placement where county = p_county and world = p_world and party = p_party and state <> 'ended' for no key update;
  select array_agg((o ->> 'site')::uuid) into v_sites from jsonb_array_elements(p_candidates) o;
  if p_rooms and v_pl.id is not null then
    perform placement_lock_counters(p_county, p_world, v_sites || v_pl.site);
  end if;
  begin
    update party set adults = (p_change ->> 'adults')::int, children = (p_change ->> 'children')::int,
      infants = (p_change ->> 'infants')::int, elders = (p_change ->> 'elders')::int,
      needs = array(select jsonb_array_elements_text(p_change -> 'needs')), vehicle = p_change ->> 'vehicle',
      changed_at = p_now, version = version + 1
    where county = p_county and world = p_world and id = p_party returning size into v_size;
    if p_rooms and v_pl.id is not null then
      perform placement_give_back(v_pl, p_now);
      for c in select * from jsonb_array_elements(p_candidates) loop
        continue when v_pl.state <> 'held' and (c ->> 'site')::uuid <> v_pl.site;
        begin
          perform placement_take(p_county, p_world, (c ->> 'site')::uuid, c ->> 'pool', v_size, (c ->> 'blocked')::int,
            case when v_pl.state = 'held' then (c ->> 'slot')::timestamptz end, p_now, v_pl.state <> 'held');
          v_got := c;
          exit;
        exception when sqlstate 'JW001' then null;
        end;
      end loop;
      if v_got is null and v_pl.state = 'held' then
        raise exception 'no room' using errcode = 'JW001';
      end if;
    end if;
  exception when sqlstate 'JW001' then return 'no_room';
  end;
  perform ledger_add(p_county, p_world, p_now, p_actor, 'party.corrected', 'party', p_party, null,
    p_told || jsonb_strip_nulls(jsonb_build_object('size', v_size,
      'site', case when v_pl.state <> 'over' and (not p_rooms or (v_got ->> 'site')::uuid = v_pl.site) then v_pl.site end,
      'pool', case when p_rooms then v_got ->> 'pool' else v_pl.pool end,
      'blocked', case when p_rooms then (v_got ->> 'blocked')::int else v_pl.blocked end)));
  if p_rooms and v_pl.id is not null then
    if (v_got ->> 'site')::uuid = v_pl.site then
      update placement set pool = v_got ->> 'pool', places = v_size, blocked = (v_got ->> 'blocked')::int,
        slot = case when state = 'held' then (v_got ->> 'slot')::timestamptz end,
        state = case when state = 'over' then 'arrived' else state end
      where county = p_county and world = p_world and id = v_pl.id;
      if v_pl.state = 'over' then
        select community into v_area from site where county = p_county and world = p_world and id = v_pl.site;
        perform ledger_add(p_county, p_world, p_now, p_actor, 'party.arrived', 'party', p_party, v_area,
          jsonb_build_object('placement', v_pl.id, 'site', v_pl.site, 'size', v_size, 'was', 'over', 'blocked', (v_got ->> 'blocked')::int));
      end if;
    elsif v_got is not null then
      update placement set state = 'ended', end_reason = 'transferred', ended_at = p_now, hold_until = null
      where county = p_county and world = p_world and id = v_pl.id;
      insert into placement (county, world, id, party, site, pool, places, blocked, slot, state, minutes, metres, held_at, hold_until)
      values (p_county, p_world, p_placement, p_party, (v_got ->> 'site')::uuid, v_got ->> 'pool', v_size, (v_got ->> 'blocked')::int,
              (v_got ->> 'slot')::timestamptz, 'held', (v_got ->> 'minutes')::int, (v_got ->> 'metres')::int, p_now,
              (v_got ->> 'holdUntil')::timestamptz);
      perform ledger_add(p_county, p_world, p_now, p_actor, 'party.transferred', 'party', p_party, v_got ->> 'area',
        placement_told(v_got, p_placement, v_size) || jsonb_build_object('from', v_pl.site, 'was', v_pl.state));
    else
      select community into v_area from site where county = p_county and world = p_world and id = v_pl.site;
      update placement set state = 'over', pool = null, places = v_size, blocked = 0 where county = p_county and world = p_world and id = v_pl.id;
      update site_load set over = over + v_size, changed_at = p_now where county = p_county and world = p_world and site = v_pl.site and pool = 'site';
      perform ledger_add(p_county, p_world, p_now, p_actor, 'party.over', 'party', p_party, v_area,
        jsonb_build_object('placement', v_pl.id, 'site', v_pl.site, 'size', v_size));
    end if;
  end if;
  if p_identity is not null then
    delete from party_identity where county = p_county and world = p_world and party = p_party;
    delete from search_token where county = p_county and world = p_world and party = p_party;
    insert into party_identity (county, world, party, field, sealed)
    select p_county, p_world, p_party, f ->> 'field', decode(f ->> 'sealed', 'hex') from jsonb_array_elements(p_identity -> 'fields') f;
    insert into search_token (county, world, party, kind, token)
    select distinct p_county, p_world, p_party, t ->> 'kind', decode(t ->> 'token', 'hex') from jsonb_array_elements(p_identity -> 'tokens') t;
    perform placement_link(p_county, p_world, p_now, p_actor, p_party, p_identity -> 'tokens');
  end if;
  perform placement_receipt(p_county, p_world, 'correct', p_command, p_input_hash, p_party, p_now);
  return 'done';
end $$;

-- Who they are is erased at their word; the place stays, under a bare number (people.md, law 7).
create function placement_erase(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_command uuid, p_input_hash bytea,
  p_party uuid, p_from text[], p_base int
) returns text language plpgsql as $$
declare
  v text := placement_gate(p_county, p_world, 'erase', p_command, p_input_hash, p_party, p_from, p_base);
begin
  if v is not null then return v; end if;
  delete from party_identity where county = p_county and world = p_world and party = p_party;
  delete from search_token where county = p_county and world = p_world and party = p_party;
  update party set changed_at = p_now, version = version + 1 where county = p_county and world = p_world and id = p_party;
  perform ledger_add(p_county, p_world, p_now, p_actor, 'party.erased', 'party', p_party, null, '{}'::jsonb);
  perform placement_receipt(p_county, p_world, 'erase', p_command, p_input_hash, p_party, p_now);
  return 'done';
end $$;
