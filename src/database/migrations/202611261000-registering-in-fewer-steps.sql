-- Registering costs what it must: measured with `npm run bench -- http`.

-- A function in the language SQL is planned at every call before PostgreSQL 18; this one is called twice a deed.
create or replace function ledger_add(
  p_county text, p_world int, p_at timestamptz, p_actor jsonb, p_type text,
  p_subject_kind text, p_subject uuid, p_area text, p_data jsonb
) returns void language plpgsql volatile as $$
begin
  insert into ledger (county, world, at, actor_kind, actor, on_behalf, type, subject_kind, subject, area, mode, data)
  values (p_county, p_world, p_at, p_actor ->> 'kind', p_actor ->> 'id', p_actor ->> 'onBehalf', p_type,
          p_subject_kind, p_subject, p_area, coalesce(p_actor ->> 'mode', 'everyday'), p_data);
end $$;

-- A dozen tokens a party, each checked against the party that the same function has just written: they are written and
-- deleted by the deeds alone, never without it.
alter table search_token drop constraint search_token_county_world_party_fkey;

-- The party is written as what it will be: with candidates it is placed, or nothing of it is kept.
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
                     vehicle, entry, lon, lat, channel, waiting_reason, waiting_need, waiting_since,
                     seen_at, registered_at, changed_at)
  values (p_county, p_world, v_party, (p_party ->> 'emergency')::uuid, p_party ->> 'code', decode(p_party ->> 'tokenHash', 'hex'),
          case when v_waits then 'waiting' else 'placed' end, (p_party ->> 'adults')::int, (p_party ->> 'children')::int,
          (p_party ->> 'infants')::int, (p_party ->> 'elders')::int,
          array(select jsonb_array_elements_text(p_party -> 'needs')), p_party ->> 'vehicle',
          p_party ->> 'entry', (p_party ->> 'lon')::float8, (p_party ->> 'lat')::float8, p_party ->> 'channel',
          case when v_waits then p_waiting ->> 'reason' end, case when v_waits then p_waiting ->> 'need' end,
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
      jsonb_build_object('reason', p_waiting ->> 'reason', 'need', p_waiting ->> 'toldNeed', 'size', v_size));
    return query select 'waiting', v_party, 0;
  else
    perform ledger_add(p_county, p_world, p_now, p_actor, 'party.placed', 'party', v_party,
      p_candidates -> (v_taken - 1) ->> 'area', placement_told(p_candidates -> (v_taken - 1), p_placement, v_size));
    return query select 'placed', v_party, v_taken;
  end if;
end $$;
