-- A site that is suspended, closing or closed while somebody in it is given a place there, or comes to its door: whoever
-- stands in it is beyond its places, over, and moved on as the others in it are.

-- Gives places of one candidate or raises JW001. Pool and whole-site rows in key order, then the half hour. `p_stays`:
-- they have places there already, and may keep them until they leave.
drop function placement_take(text, int, uuid, text, int, int, timestamptz, timestamptz, boolean);
create function placement_take(
  p_county text, p_world int, p_site uuid, p_pool text, p_places int, p_blocked int, p_slot timestamptz,
  p_now timestamptz, p_occupied boolean, p_stays boolean default false
) returns void language plpgsql as $$
declare
  v_first text := least(p_pool, 'site');
  v_second text := greatest(p_pool, 'site');
  v_key text;
  v_state text;
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
  select state, intake_per_slot into v_state, v_intake from site
  where county = p_county and world = p_world and id = p_site;
  if v_state is distinct from 'open' and not p_stays and (not p_occupied or v_state in ('suspended', 'closing', 'closed')) then
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

-- What a party is told of itself is put right. Whoever holds a place keeps it where it still fits, gets another one in
-- the same act where it does not, and loses nothing where there is none. Whoever is there stays there, as over if need be.
create or replace function placement_correct(
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
            case when v_pl.state = 'held' then (c ->> 'slot')::timestamptz end, p_now, v_pl.state <> 'held', v_pl.state = 'arrived');
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
