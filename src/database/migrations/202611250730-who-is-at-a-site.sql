-- Whose place is gone because a site has fewer is told so; the site is not out of use.
alter table party drop constraint party_waiting_reason_check, add constraint party_waiting_reason_check
  check (waiting_reason in ('no_open_site', 'no_room', 'need', 'size', 'hold_expired', 'site_closed', 'site_smaller'));

-- Who is at a site, locked in the order of every command: parties, then counters. A party that comes between the look
-- and the counters would be locked last; so the round is begun anew until the look still holds.
create function placement_lock_site(p_county text, p_world int, p_site uuid) returns void language plpgsql as $$
declare
  v_there uuid[];
begin
  for n in 1..8 loop
    begin
      v_there := array(select party from placement
        where county = p_county and world = p_world and site = p_site and state <> 'ended');
      perform 1 from party where county = p_county and world = p_world and id = any (v_there) order by id for no key update;
      perform placement_lock_counters(p_county, p_world, array[p_site]);
      if exists (select 1 from placement where county = p_county and world = p_world and site = p_site and state <> 'ended'
          and not party = any (v_there)) then
        raise exception 'somebody came' using errcode = 'JW004';
      end if;
      return;
    -- The rollback drops the locks of the round.
    exception when sqlstate 'JW004' then null;
    end;
  end loop;
  raise exception 'the site does not come to rest' using errcode = '40001';
end $$;

-- What a site offers has changed: counters follow the declaration. Places beyond what is offered are taken from the
-- latest holds (which wait again) and then from the latest arrivals (which become over), never silently.
create or replace function placement_resize(p_county text, p_world int, p_site uuid, p_now timestamptz, p_actor jsonb) returns void
language plpgsql as $$
declare
  v_site site;
  l site_load;
  v_new int;
  v_pl placement;
  v_need int;
begin
  select * into v_site from site where county = p_county and world = p_world and id = p_site;
  insert into site_load (county, world, site, pool, kind, room_class, room_size, shared, offered, changed_at)
  select p_county, p_world, p_site, pool_key(kind, room_class, room_size, shared), kind, room_class, room_size, shared, 0, p_now
  from site_pool where county = p_county and world = p_world and site = p_site
  on conflict (county, world, site, pool) do nothing;
  insert into site_load (county, world, site, pool, offered, changed_at) values (p_county, p_world, p_site, 'site', 0, p_now)
  on conflict (county, world, site, pool) do nothing;
  perform placement_lock_site(p_county, p_world, p_site);
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
        update party set state = 'waiting', waiting_reason = 'site_smaller', waiting_since = p_now, changed_at = p_now, version = version + 1
        where county = p_county and world = p_world and id = v_pl.party;
        perform ledger_add(p_county, p_world, p_now, p_actor, 'party.waiting', 'party', v_pl.party, v_site.community,
          jsonb_build_object('reason', 'site_smaller', 'site', p_site, 'size', v_pl.places));
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

-- A site that takes nobody more: every hold waits again. Where those inside must go too, they stay recorded where they
-- are, as over, until they are moved.
create or replace function placement_clear(
  p_county text, p_world int, p_site uuid, p_now timestamptz, p_actor jsonb, p_arrived_too boolean
) returns void
language plpgsql as $$
declare
  v_pl placement;
  v_area text;
begin
  perform placement_lock_site(p_county, p_world, p_site);
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
