-- A window in which tries and sendings of one telephone are counted together: a new code does not give new guesses.
alter table one_time_code add column since timestamptz not null default 'epoch', add column sent int not null default 1;

-- Somebody under a roof beyond the places gets one at the same site as soon as there is one. Answers whether it did.
create function placement_settle(
  p_county text, p_world int, p_now timestamptz, p_actor jsonb, p_party uuid, p_candidates jsonb
) returns boolean language plpgsql as $$
declare
  v_pl placement;
  v_area text;
  c jsonb;
begin
  perform deed_scope(p_county, p_world);
  perform 1 from party where county = p_county and world = p_world and id = p_party for no key update;
  select * into v_pl from placement where county = p_county and world = p_world and party = p_party and state = 'over' for no key update;
  if not found then return false; end if;
  perform placement_lock_counters(p_county, p_world, array[v_pl.site]);
  for c in select * from jsonb_array_elements(p_candidates) loop
    begin
      perform placement_give_back(v_pl, p_now);
      perform placement_take(p_county, p_world, v_pl.site, c ->> 'pool', v_pl.places, (c ->> 'blocked')::int, null, p_now, true);
      update placement set state = 'arrived', pool = c ->> 'pool', blocked = (c ->> 'blocked')::int
      where county = p_county and world = p_world and id = v_pl.id;
      update party set changed_at = p_now, version = version + 1 where county = p_county and world = p_world and id = p_party;
      select community into v_area from site where county = p_county and world = p_world and id = v_pl.site;
      perform ledger_add(p_county, p_world, p_now, p_actor, 'party.arrived', 'party', p_party, v_area,
        jsonb_build_object('placement', v_pl.id, 'site', v_pl.site, 'size', v_pl.places, 'was', 'over', 'blocked', (c ->> 'blocked')::int));
      return true;
    exception when sqlstate 'JW001' then null;
    end;
  end loop;
  return false;
end $$;
