-- The hot paths of placement: one function a deed, one round trip, one transaction (hot-path.md).
-- Lock order everywhere: party → placement → counters in key order (site, pool) → ledger, receipt.
-- Private SQLSTATEs: JW001 a counter was full (caught inside), JW002 every candidate was lost (the caller chooses anew).

-- Names a pool's counter: kind/class/size and s(hared) or u(nshared). Sorts before the whole-site row 'site'.
create function pool_key(p_kind text, p_class text, p_size int, p_shared boolean) returns text language sql immutable parallel safe
as $$ select 'p/' || p_kind || '/' || p_class || '/' || p_size || case when p_shared then 's' else 'u' end $$;

create function deed_scope(p_county text, p_world int) returns void language plpgsql as $$
begin
  perform set_config('app.county', p_county, true), set_config('app.world', p_world::text, true),
          set_config('app.kind', 'deed', true);
end $$;

-- Gives places of one candidate or raises JW001. Pool and whole-site rows in key order, then the half hour.
create function placement_take(
  p_county text, p_world int, p_site uuid, p_pool text, p_places int, p_blocked int, p_slot timestamptz,
  p_now timestamptz, p_occupied boolean
) returns void language plpgsql as $$
declare
  v_first text := least(p_pool, 'site');
  v_second text := greatest(p_pool, 'site');
  v_key text;
  v_open boolean;
  v_intake int;
begin
  foreach v_key in array array[v_first, v_second] loop
    update site_load set
      held = held + case when p_occupied then 0 else p_places end,
      occupied = occupied + case when p_occupied then p_places else 0 end,
      blocked = blocked + case when v_key = 'site' then 0 else p_blocked end,
      changed_at = p_now
    where county = p_county and world = p_world and site = p_site and pool = v_key
      and held + occupied + blocked + case when pool = 'site' then over else 0 end
          + p_places + case when v_key = 'site' then 0 else p_blocked end <= offered;
    if not found then
      raise exception 'full' using errcode = 'JW001';
    end if;
  end loop;
  -- Under the counters' locks: a site that is being closed or suspended takes its counters first.
  select state = 'open', intake_per_slot into v_open, v_intake from site
  where county = p_county and world = p_world and id = p_site;
  if not coalesce(v_open, false) and not p_occupied then
    raise exception 'not open' using errcode = 'JW001';
  end if;
  if p_slot is not null and v_intake is not null then
    insert into site_slot (county, world, site, slot, given, intake)
    values (p_county, p_world, p_site, p_slot, 0, v_intake)
    on conflict (county, world, site, slot) do nothing;
    update site_slot set given = given + p_places
    where county = p_county and world = p_world and site = p_site and slot = p_slot and given + p_places <= intake;
    if not found then
      raise exception 'slot full' using errcode = 'JW001';
    end if;
  end if;
end $$;

-- Gives back what a live placement has, whichever its state; counters must be locked in key order by the caller
-- where more than one site is touched.
create function placement_give_back(p placement, p_now timestamptz) returns void language plpgsql as $$
declare
  v_key text;
begin
  foreach v_key in array case when p.pool is null then array['site'] else array[least(p.pool, 'site'), greatest(p.pool, 'site')] end loop
    update site_load set
      held = held - case when p.state = 'held' then p.places else 0 end,
      occupied = occupied - case when p.state = 'arrived' then p.places else 0 end,
      over = over - case when p.state = 'over' and v_key = 'site' then p.places else 0 end,
      blocked = blocked - case when v_key = 'site' then 0 else p.blocked end,
      changed_at = p_now
    where county = p.county and world = p.world and site = p.site and pool = v_key;
  end loop;
  if p.state = 'held' and p.slot is not null then
    update site_slot set given = greatest(0, given - p.places)
    where county = p.county and world = p.world and site = p.site and slot = p.slot;
  end if;
end $$;

create function placement_lock_counters(p_county text, p_world int, p_sites uuid[]) returns void language plpgsql as $$
begin
  perform 1 from site_load where county = p_county and world = p_world and site = any (p_sites)
  order by site, pool for no key update;
end $$;

-- Tries candidates in order; answers the 1-based position taken, 0 where there is none. Each attempt is its own
-- subtransaction: the rollback drops the row locks that a failed update would keep until commit, and so the deadlocks.
create function placement_try(
  p_county text, p_world int, p_now timestamptz, p_party uuid, p_size int, p_candidates jsonb, p_placement uuid
) returns int language plpgsql as $$
declare
  v jsonb;
  v_n int := 0;
begin
  for v in select * from jsonb_array_elements(p_candidates) loop
    v_n := v_n + 1;
    begin
      perform placement_take(p_county, p_world, (v ->> 'site')::uuid, v ->> 'pool', p_size, (v ->> 'blocked')::int,
                             (v ->> 'slot')::timestamptz, p_now, false);
      insert into placement (county, world, id, party, site, pool, places, blocked, slot, state, minutes, metres, held_at, hold_until)
      values (p_county, p_world, p_placement, p_party, (v ->> 'site')::uuid, v ->> 'pool', p_size, (v ->> 'blocked')::int,
              (v ->> 'slot')::timestamptz, 'held', (v ->> 'minutes')::int, (v ->> 'metres')::int, p_now,
              (v ->> 'holdUntil')::timestamptz);
      return v_n;
    exception when sqlstate 'JW001' then null;
    end;
  end loop;
  return 0;
end $$;

-- Register and place. p_party and p_candidates are built by rules.ts and choose.ts; the conditional updates decide.
-- Answers: outcome placed | waiting | replayed | reused, and the position of the candidate taken.
create function placement_register(
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

-- What the ledger remembers of a placement: ids, codes and counts.
create function placement_told(p_candidate jsonb, p_placement uuid, p_size int) returns jsonb language sql immutable as $$
  select jsonb_build_object('placement', p_placement, 'site', p_candidate ->> 'site', 'pool', p_candidate ->> 'pool',
    'size', p_size, 'blocked', (p_candidate ->> 'blocked')::int, 'minutes', (p_candidate ->> 'minutes')::int)
$$;

-- Places a waiting party (first come, or tried again after a change). Outcome placed | lost | state.
create function placement_place(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_party uuid, p_candidates jsonb, p_placement uuid
) returns table (outcome text, taken int) language plpgsql as $$
declare
  v_party party;
  v_taken int;
begin
  perform deed_scope(p_county, p_world);
  select * into v_party from party where county = p_county and world = p_world and id = p_party for no key update;
  if not found or v_party.state <> 'waiting' then
    return query select 'state', 0;
    return;
  end if;
  v_taken := placement_try(p_county, p_world, p_now, p_party, v_party.size, p_candidates, p_placement);
  if v_taken = 0 then
    return query select 'lost', 0;
    return;
  end if;
  update party set state = 'placed', waiting_reason = null, waiting_need = null, waiting_since = null,
    changed_at = p_now, version = version + 1
  where county = p_county and world = p_world and id = p_party;
  perform ledger_add(p_county, p_world, p_now, p_actor, 'party.placed', 'party', p_party,
    p_candidates -> (v_taken - 1) ->> 'area', placement_told(p_candidates -> (v_taken - 1), p_placement, v_party.size));
  return query select 'placed', v_taken;
end $$;

-- The step shared by the deeds on an existing party: party locked, twin's receipt read. Answers null to go on.
create function placement_gate(
  p_county text, p_world int, p_deed text, p_command uuid, p_input_hash bytea, p_party uuid, p_from text[], p_base int
) returns text language plpgsql as $$
declare
  v_party party;
  v_receipt receipt;
begin
  perform deed_scope(p_county, p_world);
  select * into v_party from party where county = p_county and world = p_world and id = p_party for no key update;
  if not found then return 'not_found'; end if;
  select * into v_receipt from receipt r where r.county = p_county and r.world = p_world and r.command = p_command;
  if found then
    if v_receipt.deed <> p_deed or v_receipt.input_hash <> p_input_hash then return 'reused'; end if;
    return 'replayed';
  end if;
  if p_base is not null and p_base <> v_party.version then return 'stale'; end if;
  if not v_party.state = any (p_from) then return 'state'; end if;
  return null;
end $$;

create function placement_receipt(p_county text, p_world int, p_deed text, p_command uuid, p_input_hash bytea, p_party uuid, p_now timestamptz)
returns void language sql volatile as $$
  insert into receipt (county, world, command, deed, input_hash, result, at)
  values (p_county, p_world, p_command, p_deed, p_input_hash, p_party, p_now)
$$;

-- Accept, or "still coming": the place is confirmed, the sign of life noted, the hold renewed.
create function placement_accept(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_command uuid, p_input_hash bytea,
  p_party uuid, p_from text[], p_base int, p_hold_until timestamptz
) returns text language plpgsql as $$
declare
  v text := placement_gate(p_county, p_world, 'accept', p_command, p_input_hash, p_party, p_from, p_base);
  v_pl placement;
  v_area text;
begin
  if v is not null then return v; end if;
  update placement set accepted_at = coalesce(accepted_at, p_now), asked_at = null,
    hold_until = greatest(hold_until, p_hold_until)
  where county = p_county and world = p_world and party = p_party and state = 'held' returning * into v_pl;
  update party set seen_at = p_now, expired_holds = 0, changed_at = p_now, version = version + 1
  where county = p_county and world = p_world and id = p_party;
  select community into v_area from site where county = p_county and world = p_world and id = v_pl.site;
  perform ledger_add(p_county, p_world, p_now, p_actor, 'party.accepted', 'party', p_party, v_area,
    jsonb_build_object('placement', v_pl.id, 'site', v_pl.site));
  perform placement_receipt(p_county, p_world, 'accept', p_command, p_input_hash, p_party, p_now);
  return 'done';
end $$;

-- Arrival. At the site told: held becomes occupied. Elsewhere: the old hold ends and a place is taken there, in one
-- transaction. No place left: counted as over. A presence is always recordable (people.md).
create function placement_arrive(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_command uuid, p_input_hash bytea,
  p_party uuid, p_from text[], p_base int, p_site uuid, p_candidates jsonb, p_placement uuid
) returns text language plpgsql as $$
declare
  v text := placement_gate(p_county, p_world, 'arrive', p_command, p_input_hash, p_party, p_from, p_base);
  v_pl placement;
  v_site uuid;
  v_size int;
  v_area text;
  v_taken jsonb;
  c jsonb;
begin
  if v is not null then return v; end if;
  select * into v_pl from placement where county = p_county and world = p_world and party = p_party and state <> 'ended' for no key update;
  v_site := coalesce(p_site, v_pl.site);
  if v_site is null then return 'no_site'; end if;
  if not exists (select 1 from site where county = p_county and world = p_world and id = v_site) then return 'not_found'; end if;
  perform placement_lock_counters(p_county, p_world, array[v_site, coalesce(v_pl.site, v_site)]);
  select size into v_size from party where county = p_county and world = p_world and id = p_party;
  select community into v_area from site where county = p_county and world = p_world and id = v_site;
  if v_pl.id is not null and v_pl.site = v_site then
    perform placement_give_back(v_pl, p_now);
    update site_load set occupied = occupied + v_pl.places,
      blocked = blocked + case when pool = 'site' then 0 else v_pl.blocked end, changed_at = p_now
    where county = p_county and world = p_world and site = v_site and pool in (v_pl.pool, 'site');
    update placement set state = 'arrived', arrived_at = p_now, accepted_at = coalesce(accepted_at, p_now), hold_until = null, asked_at = null
    where county = p_county and world = p_world and id = v_pl.id;
    perform ledger_add(p_county, p_world, p_now, p_actor, 'party.arrived', 'party', p_party, v_area,
      jsonb_build_object('placement', v_pl.id, 'site', v_site, 'size', v_size));
  else
    if v_pl.id is not null then
      perform placement_give_back(v_pl, p_now);
      update placement set state = 'ended', end_reason = 'transferred', ended_at = p_now, hold_until = null
      where county = p_county and world = p_world and id = v_pl.id;
    end if;
    for c in select * from jsonb_array_elements(p_candidates) loop
      begin
        perform placement_take(p_county, p_world, v_site, c ->> 'pool', v_size, (c ->> 'blocked')::int, null, p_now, true);
        v_taken := c;
        exit;
      exception when sqlstate 'JW001' then null;
      end;
    end loop;
    insert into placement (county, world, id, party, site, pool, places, blocked, state, held_at, accepted_at, arrived_at)
    values (p_county, p_world, p_placement, p_party, v_site, v_taken ->> 'pool', v_size, coalesce((v_taken ->> 'blocked')::int, 0),
            case when v_taken is null then 'over' else 'arrived' end, p_now, p_now, p_now);
    if v_taken is null then
      update site_load set over = over + v_size, changed_at = p_now
      where county = p_county and world = p_world and site = v_site and pool = 'site';
      if not found then raise exception 'site without counter %', v_site; end if;
    end if;
    perform ledger_add(p_county, p_world, p_now, p_actor, case when v_taken is null then 'party.over' else 'party.arrived' end,
      'party', p_party, v_area,
      jsonb_strip_nulls(jsonb_build_object('placement', p_placement, 'site', v_site, 'size', v_size, 'from', v_pl.site)));
  end if;
  update party set state = 'arrived', waiting_reason = null, waiting_need = null, waiting_since = null,
    seen_at = p_now, expired_holds = 0, changed_at = p_now, version = version + 1
  where county = p_county and world = p_world and id = p_party;
  perform placement_receipt(p_county, p_world, 'arrive', p_command, p_input_hash, p_party, p_now);
  return 'done';
end $$;

-- Transfer: a new placement replaces the live one, both ends in one transaction; no room: nothing has changed.
create function placement_transfer(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_command uuid, p_input_hash bytea,
  p_party uuid, p_from text[], p_base int, p_candidates jsonb, p_placement uuid
) returns text language plpgsql as $$
declare
  v text := placement_gate(p_county, p_world, 'transfer', p_command, p_input_hash, p_party, p_from, p_base);
  v_pl placement;
  v_size int;
  v_taken int;
  v_sites uuid[];
begin
  if v is not null then return v; end if;
  select * into v_pl from placement where county = p_county and world = p_world and party = p_party and state <> 'ended' for no key update;
  select array_agg((c ->> 'site')::uuid) into v_sites from jsonb_array_elements(p_candidates) c;
  perform placement_lock_counters(p_county, p_world, v_sites || v_pl.site);
  select size into v_size from party where county = p_county and world = p_world and id = p_party;
  begin
    if v_pl.id is not null then
      perform placement_give_back(v_pl, p_now);
      update placement set state = 'ended', end_reason = 'transferred', ended_at = p_now, hold_until = null
      where county = p_county and world = p_world and id = v_pl.id;
    end if;
    v_taken := placement_try(p_county, p_world, p_now, p_party, v_size, p_candidates, p_placement);
    if v_taken = 0 then raise exception 'no room' using errcode = 'JW001'; end if;
  exception when sqlstate 'JW001' then return 'no_room';
  end;
  update party set state = 'placed', waiting_reason = null, waiting_need = null, waiting_since = null,
    changed_at = p_now, version = version + 1
  where county = p_county and world = p_world and id = p_party;
  perform ledger_add(p_county, p_world, p_now, p_actor, 'party.transferred', 'party', p_party,
    p_candidates -> (v_taken - 1) ->> 'area',
    placement_told(p_candidates -> (v_taken - 1), p_placement, v_size)
      || jsonb_strip_nulls(jsonb_build_object('from', v_pl.site, 'was', v_pl.state)));
  perform placement_receipt(p_county, p_world, 'transfer', p_command, p_input_hash, p_party, p_now);
  return 'done';
end $$;

-- Leaving: departed after arrival, withdrawn or self-arranged before or after. Direction, plate and language go at once.
create function placement_leave(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_deed text, p_command uuid, p_input_hash bytea,
  p_party uuid, p_from text[], p_base int, p_state text
) returns text language plpgsql as $$
declare
  v text := placement_gate(p_county, p_world, p_deed, p_command, p_input_hash, p_party, p_from, p_base);
  v_pl placement;
  v_size int;
  v_area text;
begin
  if v is not null then return v; end if;
  select * into v_pl from placement where county = p_county and world = p_world and party = p_party and state <> 'ended' for no key update;
  if v_pl.id is not null then
    perform placement_lock_counters(p_county, p_world, array[v_pl.site]);
    perform placement_give_back(v_pl, p_now);
    update placement set state = 'ended', end_reason = case when p_state = 'departed' then 'departed' else 'withdrawn' end,
      ended_at = p_now, hold_until = null
    where county = p_county and world = p_world and id = v_pl.id;
    select community into v_area from site where county = p_county and world = p_world and id = v_pl.site;
  end if;
  update party set state = p_state, waiting_reason = null, waiting_need = null, waiting_since = null,
    needs = array_remove(needs, 'halal'), changed_at = p_now, version = version + 1
  where county = p_county and world = p_world and id = p_party returning size into v_size;
  delete from party_identity where county = p_county and world = p_world and party = p_party and field in ('plate', 'direction', 'language');
  delete from search_token where county = p_county and world = p_world and party = p_party and kind = 'plate';
  perform ledger_add(p_county, p_world, p_now, p_actor,
    case when p_state = 'departed' then 'party.departed' else 'party.withdrawn' end, 'party', p_party, v_area,
    jsonb_strip_nulls(jsonb_build_object('size', v_size, 'site', v_pl.site, 'state', p_state, 'was', v_pl.state)));
  perform placement_receipt(p_county, p_world, p_deed, p_command, p_input_hash, p_party, p_now);
  return 'done';
end $$;

-- Holds that are due, in one statement's worth of work: each exactly once, however many sweep (skip locked).
-- Renewed while credibly on the way; asked instead of expired where children, elders or illness travel; else ended.
-- Party rows are locked before placements, as everywhere.
create function placement_sweep(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_limit int,
  p_credible interval, p_renew interval, p_asked interval
) returns table (renewed int, asked int, expired int) language plpgsql as $$
declare
  r record;
  v_pl placement;
  v_renewed int := 0;
  v_asked int := 0;
  v_expired int := 0;
  v_ended uuid[] := '{}';
begin
  perform deed_scope(p_county, p_world);
  for r in
    select p.id, p.size, p.seen_at, p.entry, p.needs, p.children + p.infants + p.elders as frail
    from party p
    where p.county = p_county and p.world = p_world and p.state = 'placed'
      and p.id in (select pl.party from placement pl
                   where pl.county = p_county and pl.world = p_world and pl.state = 'held' and pl.hold_until <= p_now
                   order by pl.hold_until limit p_limit)
    order by p.id for no key update of p skip locked
  loop
    select * into v_pl from placement where county = p_county and world = p_world and party = r.id and state = 'held' and hold_until <= p_now
    for no key update;
    continue when not found;
    if r.seen_at > p_now - p_credible or exists (
        select 1 from road_estimate e where e.county = p_county and e.world = p_world and e.entry = r.entry
          and e.at > p_now - p_credible and e.at <= p_now and e.persons > 0) then
      update placement set hold_until = p_now + p_renew where county = p_county and world = p_world and id = v_pl.id;
      perform ledger_add(p_county, p_world, p_now, p_actor, 'party.hold_renewed', 'party', r.id, null,
        jsonb_build_object('placement', v_pl.id, 'site', v_pl.site));
      v_renewed := v_renewed + 1;
    elsif v_pl.asked_at is null and (r.frail > 0 or r.needs && array['medical', 'accessible', 'pregnant', 'infant']) then
      update placement set asked_at = p_now, hold_until = p_now + p_asked where county = p_county and world = p_world and id = v_pl.id;
      update party set changed_at = p_now, version = version + 1 where county = p_county and world = p_world and id = r.id;
      perform ledger_add(p_county, p_world, p_now, p_actor, 'party.asked', 'party', r.id, null,
        jsonb_build_object('placement', v_pl.id, 'site', v_pl.site));
      v_asked := v_asked + 1;
    else
      v_ended := v_ended || v_pl.id;
    end if;
  end loop;
  if cardinality(v_ended) > 0 then
    perform placement_lock_counters(p_county, p_world, array(select distinct site from placement
      where county = p_county and world = p_world and id = any (v_ended)));
    for v_pl in select * from placement where county = p_county and world = p_world and id = any (v_ended) order by site, pool, id loop
      perform placement_give_back(v_pl, p_now);
      update placement set state = 'ended', end_reason = 'hold_expired', ended_at = p_now, hold_until = null
      where county = p_county and world = p_world and id = v_pl.id;
      update party set state = 'waiting', waiting_reason = 'hold_expired', waiting_need = null, waiting_since = p_now,
        expired_holds = expired_holds + 1, changed_at = p_now, version = version + 1
      where county = p_county and world = p_world and id = v_pl.party;
      perform ledger_add(p_county, p_world, p_now, p_actor, 'party.hold_expired', 'party', v_pl.party, null,
        jsonb_build_object('placement', v_pl.id, 'site', v_pl.site, 'size', v_pl.places));
      v_expired := v_expired + 1;
    end loop;
  end if;
  return query select v_renewed, v_asked, v_expired;
end $$;

-- A sign of life from the party's page: at most one write in ten minutes.
create function placement_seen(p_county text, p_world int, p_now timestamptz, p_party uuid) returns void language plpgsql as $$
begin
  perform deed_scope(p_county, p_world);
  update party set seen_at = p_now, expired_holds = 0
  where county = p_county and world = p_world and id = p_party and (seen_at < p_now - interval '10 minutes' or expired_holds > 0);
end $$;

-- What a site offers has changed: counters follow the declaration. Places beyond what is now offered are taken from
-- the latest holds (which wait again) and then from the latest arrivals (which become over), never silently.
create function placement_resize(p_county text, p_world int, p_site uuid, p_now timestamptz, p_actor jsonb) returns void
language plpgsql as $$
declare
  v_site site;
  l site_load;
  v_new int;
  v_pl placement;
  v_need int;
begin
  select * into v_site from site where county = p_county and world = p_world and id = p_site;
  -- Parties first, in id order, then their placements, then the counters: the order of every command.
  perform 1 from party where county = p_county and world = p_world
    and id in (select pl.party from placement pl where pl.county = p_county and pl.world = p_world and pl.site = p_site and pl.state <> 'ended')
    order by id for no key update;
  insert into site_load (county, world, site, pool, kind, room_class, room_size, shared, offered, changed_at)
  select p_county, p_world, p_site, pool_key(kind, room_class, room_size, shared), kind, room_class, room_size, shared, 0, p_now
  from site_pool where county = p_county and world = p_world and site = p_site
  on conflict (county, world, site, pool) do nothing;
  insert into site_load (county, world, site, pool, offered, changed_at) values (p_county, p_world, p_site, 'site', 0, p_now)
  on conflict (county, world, site, pool) do nothing;
  perform placement_lock_counters(p_county, p_world, array[p_site]);
  -- Pools before the whole site: what a pool sheds the site sheds too.
  for l in select * from site_load where county = p_county and world = p_world and site = p_site order by (pool = 'site'), pool loop
    if l.pool = 'site' then
      select least(coalesce(sum(places), 0), v_site.wardens * v_site.persons_per_warden) into v_new
      from site_pool where county = p_county and world = p_world and site = p_site;
    else
      select coalesce((select places from site_pool where county = p_county and world = p_world and site = p_site
        and pool_key(kind, room_class, room_size, shared) = l.pool), 0) into v_new;
    end if;
    loop
      select held + occupied + blocked - v_new into v_need from site_load
      where county = p_county and world = p_world and site = p_site and pool = l.pool;
      exit when v_need <= 0;
      select * into v_pl from placement
      where county = p_county and world = p_world and site = p_site and state in ('held', 'arrived')
        and (l.pool = 'site' or pool = l.pool)
      order by (state = 'held') desc, coalesce(arrived_at, held_at) desc, id desc limit 1;
      exit when not found;
      perform placement_give_back(v_pl, p_now);
      if v_pl.state = 'held' then
        update placement set state = 'ended', end_reason = 'released', ended_at = p_now, hold_until = null
        where county = p_county and world = p_world and id = v_pl.id;
        update party set state = 'waiting', waiting_reason = 'site_closed', waiting_since = p_now, changed_at = p_now, version = version + 1
        where county = p_county and world = p_world and id = v_pl.party;
        perform ledger_add(p_county, p_world, p_now, p_actor, 'party.waiting', 'party', v_pl.party, v_site.community,
          jsonb_build_object('reason', 'site_closed', 'site', p_site, 'size', v_pl.places));
      else
        update placement set state = 'over', pool = null, blocked = 0 where county = p_county and world = p_world and id = v_pl.id;
        update site_load set over = over + v_pl.places where county = p_county and world = p_world and site = p_site and pool = 'site';
        update party set changed_at = p_now, version = version + 1 where county = p_county and world = p_world and id = v_pl.party;
        perform ledger_add(p_county, p_world, p_now, p_actor, 'party.over', 'party', v_pl.party, v_site.community,
          jsonb_build_object('placement', v_pl.id, 'site', p_site, 'size', v_pl.places));
      end if;
    end loop;
    update site_load set offered = v_new, changed_at = p_now where county = p_county and world = p_world and site = p_site and pool = l.pool;
  end loop;
end $$;

-- A site that takes nobody more: every hold waits again. Where those inside must go too (suspended), they stay recorded
-- where they are, as over, until they are moved.
create function placement_clear(
  p_county text, p_world int, p_site uuid, p_now timestamptz, p_actor jsonb, p_arrived_too boolean
) returns void
language plpgsql as $$
declare
  v_pl placement;
  v_area text;
begin
  perform 1 from party where county = p_county and world = p_world
    and id in (select pl.party from placement pl where pl.county = p_county and pl.world = p_world and pl.site = p_site and pl.state <> 'ended')
    order by id for no key update;
  perform placement_lock_counters(p_county, p_world, array[p_site]);
  select community into v_area from site where county = p_county and world = p_world and id = p_site;
  for v_pl in select * from placement where county = p_county and world = p_world and site = p_site
    and (state = 'held' or (state = 'arrived' and p_arrived_too)) order by id loop
    perform placement_give_back(v_pl, p_now);
    if v_pl.state = 'held' then
      update placement set state = 'ended', end_reason = 'site_closed', ended_at = p_now, hold_until = null
      where county = p_county and world = p_world and id = v_pl.id;
      update party set state = 'waiting', waiting_reason = 'site_closed', waiting_since = p_now, changed_at = p_now, version = version + 1
      where county = p_county and world = p_world and id = v_pl.party;
      perform ledger_add(p_county, p_world, p_now, p_actor, 'party.waiting', 'party', v_pl.party, v_area,
        jsonb_build_object('reason', 'site_closed', 'site', p_site, 'size', v_pl.places));
    else
      update placement set state = 'over', pool = null, blocked = 0 where county = p_county and world = p_world and id = v_pl.id;
      update site_load set over = over + v_pl.places where county = p_county and world = p_world and site = p_site and pool = 'site';
      update party set changed_at = p_now, version = version + 1 where county = p_county and world = p_world and id = v_pl.party;
      perform ledger_add(p_county, p_world, p_now, p_actor, 'party.over', 'party', v_pl.party, v_area,
        jsonb_build_object('placement', v_pl.id, 'site', p_site, 'size', v_pl.places));
    end if;
  end loop;
end $$;

-- Counters of a new world: what is declared, nothing given.
create function placement_init(p_county text, p_world int, p_now timestamptz) returns void language plpgsql as $$
begin
  insert into site_load (county, world, site, pool, kind, room_class, room_size, shared, offered, changed_at)
  select county, world, site, pool_key(kind, room_class, room_size, shared), kind, room_class, room_size, shared, places, p_now
  from site_pool where county = p_county and world = p_world
  on conflict (county, world, site, pool) do nothing;
  insert into site_load (county, world, site, pool, offered, changed_at)
  select s.county, s.world, s.id, 'site',
    least((select coalesce(sum(p.places), 0) from site_pool p where p.county = s.county and p.world = s.world and p.site = s.id),
          s.wardens * s.persons_per_warden), p_now
  from site s where s.county = p_county and s.world = p_world
  on conflict (county, world, site, pool) do nothing;
end $$;
