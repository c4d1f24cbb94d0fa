/** The ledger of a hundred thousand parties, as a desk asks for it. */

import { asked } from './asked.ts'
import { type BenchHouse, COUNTY } from './house.ts'
import type { Told } from './load.ts'

const PARTIES = 100_000

export interface ListTime extends Told {
  readonly what: string
}

/** Parties out of nothing: as many as no night has, each with a place, without their way through the house. */
async function fill(house: BenchHouse): Promise<void> {
  await house.owner.query(
    `insert into party (county, world, id, emergency, code, token_hash, state, adults, children, infants, elders, needs,
       vehicle, entry, lon, lat, channel, waiting_reason, waiting_since, seen_at, registered_at, changed_at)
     select $1, 0, gen_random_uuid(), em.id, lpad((8000000 + n)::text, 8, '0'), sha256(('bench' || n)::bytea),
       (array['placed', 'arrived', 'departed', 'waiting'])[1 + n % 4], 1 + n % 3, n % 2, 0, 0, '{}', 'car',
       'g30-guazhou', 95.78, 40.52, 'web', case when n % 4 = 3 then 'no_room' end, case when n % 4 = 3 then now() end,
       now(), now() - n * interval '1 ms', now()
     from generate_series(1, $2::int) n,
       (select id from emergency where county = $1 and world = 0 order by opened_at desc limit 1) em`,
    [COUNTY, PARTIES],
  )
  // Codes of the bench have eight digits, those of the house six.
  // Counted before anything refers to it: a check of each row against a table thought to be empty takes minutes.
  await house.owner.query('analyze party')
  // Those of numbers that were laid out so: the house has begun to place those who wait.
  await house.owner.query(
    `insert into placement (county, world, id, party, site, pool, places, blocked, state, minutes, metres, held_at, hold_until, arrived_at)
     select $1, 0, gen_random_uuid(), p.id, s.ids[1 + abs(hashtext(p.id::text)) % array_length(s.ids, 1)], 'x', p.size, 0,
       case when p.state = 'placed' then 'held' else 'arrived' end, 5, 500, now(),
       case when p.state = 'placed' then now() + interval '1 hour' end, case when p.state = 'arrived' then now() end
     from party p, (select array_agg(id order by id) as ids from site where county = $1 and world = 0 and state = 'open') s
     where p.county = $1 and p.world = 0 and p.code like '080_____' and p.code::int % 4 in (0, 1)
       and p.state in ('placed', 'arrived')`,
    [COUNTY],
  )
  await house.owner.query('analyze party, placement')
}

export async function measureLists(house: BenchHouse): Promise<ListTime[]> {
  await fill(house)
  const token = house.tokenOf('duty_officer')
  const lists = [
    ['first page of 500', ['/api/parties?limit=500']],
    ['those who wait, 200', ['/api/parties?state=waiting&limit=200']],
    ['one code', ['/api/parties?code=08050001', '/api/parties?code=08012345']],
    ['the wall’s figures', ['/api/wall']],
    ['all sites', ['/api/sites']],
  ] as const
  const times: ListTime[] = []
  for (const [what, paths] of lists) {
    const wish = { url: house.program.url, method: 'GET', paths, token, atOnce: 2 } as const
    await asked({ ...wish, seconds: 2 })
    times.push({ what, ...(await asked({ ...wish, seconds: 6 })) })
  }
  return times
}
