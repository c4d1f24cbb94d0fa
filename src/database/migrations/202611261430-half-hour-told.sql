-- The half hour in which a site that checks in by half hours can take the party in: told to it and to the desk.
create or replace function party_look(
  p_county text, p_world int, p_kind text, p_areas text, p_sites text, p_party text, p_id uuid, p_fields text[]
) returns jsonb language plpgsql as $$
declare
  v jsonb;
begin
  perform look_scope(p_county, p_world, p_kind, p_areas, p_sites, p_party);
  select jsonb_build_object(
    'party', jsonb_build_object('id', p.id, 'emergency', p.emergency, 'code', p.code, 'state', p.state, 'size', p.size,
      'adults', p.adults, 'children', p.children, 'infants', p.infants, 'elders', p.elders, 'needs', p.needs,
      'vehicle', p.vehicle, 'entry', p.entry, 'lon', p.lon, 'lat', p.lat, 'waiting_reason', p.waiting_reason,
      'waiting_need', p.waiting_need, 'waiting_since', ms(p.waiting_since), 'registered_at', ms(p.registered_at),
      'changed_at', ms(p.changed_at), 'version', p.version),
    'placement', case when pl.id is null then null else jsonb_build_object('id', pl.id, 'site', pl.site, 'pool', pl.pool,
      'places', pl.places, 'blocked', pl.blocked, 'state', pl.state, 'minutes', pl.minutes, 'metres', pl.metres,
      'hold_until', ms(pl.hold_until), 'accepted_at', ms(pl.accepted_at), 'asked_at', ms(pl.asked_at),
      'arrived_at', ms(pl.arrived_at), 'slot', ms(pl.slot)) end,
    'site', case when s.id is null then null else jsonb_build_object('id', s.id, 'community', s.community, 'grid', s.grid) end,
    'sealed', case when cardinality(p_fields) = 0 then '{}'::jsonb else coalesce((
      select jsonb_object_agg(i.field, encode(i.sealed, 'hex')) from party_identity i
      where i.county = p_county and i.world = p_world and i.party = p_id and i.field = any (p_fields)), '{}') end)
  into v
  from party p
  left join placement pl on pl.county = p.county and pl.world = p.world and pl.party = p.id and pl.state <> 'ended'
  left join site s on s.county = pl.county and s.world = pl.world and s.id = pl.site
  where p.county = p_county and p.world = p_world and p.id = p_id;
  return v;
end $$;
