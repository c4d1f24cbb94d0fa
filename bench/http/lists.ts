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
    `with em as (select id from emergency where county = $1 and world = 0 order by opened_at desc limit 1),
       s as (select array_agg(id order by id) as ids from site where county = $1 and world = 0 and state = 'open'),
       made as (
         insert into party (county, world, id, emergency, code, token_hash, state, adults, children, infants, elders, needs,
           vehicle, entry, lon, lat, channel, seen_at, registered_at, changed_at)
         select $1, 0, gen_random_uuid(), em.id, lpad((8000000 + n)::text, 8, '0'), sha256(('bench' || n)::bytea),
           (array['placed', 'arrived', 'departed', 'waiting'])[1 + n % 4], 1 + n % 3, n % 2, 0, 0, '{}', 'car',
           'g30-guazhou', 95.78, 40.52, 'web', now(), now() - n * interval '1 ms', now()
         from generate_series(1, $2::int) n, em returning id, state, adults + children as size)
     insert into placement (county, world, id, party, site, pool, places, blocked, state, minutes, metres, held_at, hold_until, arrived_at)
     select $1, 0, gen_random_uuid(), m.id, s.ids[1 + abs(hashtext(m.id::text)) % array_length(s.ids, 1)], 'x', m.size, 0,
       case when m.state = 'placed' then 'held' else 'arrived' end, 5, 500, now(), now() + interval '1 hour',
       case when m.state = 'arrived' then now() end
     from made m, s where m.state in ('placed', 'arrived')`,
    [COUNTY, PARTIES],
  )
  await house.owner.query('analyze party, placement')
}

export async function measureLists(house: BenchHouse): Promise<ListTime[]> {
  await fill(house)
  const token = house.tokenOf('duty_officer')
  const lists = [
    ['first page of 500', ['/api/parties?limit=500']],
    ['those who wait, 200', ['/api/parties?state=waiting&limit=200']],
    ['one code', ['/api/parties?code=80500001', '/api/parties?code=80012345']],
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
