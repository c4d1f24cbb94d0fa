import { expect, test } from 'vitest'
import type { SiteView } from '../../modules/placement/model.ts'
import { adviceFor, remedyFor } from './remedies.ts'

type Ready = Parameters<typeof remedyFor>[1][number]

const pool = (roomClass: SiteView['pools'][number]['roomClass'], offered: number) =>
  ({ roomClass, offered }) as SiteView['pools'][number]
const site = (more: Partial<Ready>): Ready => ({
  ...{ state: 'standby', located: true, features: [], pools: [pool('general', 10)] },
  ...more,
})
const SITES = [
  site({}),
  site({ features: ['pets'], pools: [pool('general', 30), pool('women', 4)] }),
  site({ state: 'open' }),
  site({ state: 'closed' }),
  site({ located: false }),
  site({ pools: [] }),
]

test.each([
  [null, { sites: 2, places: 40, largest: 30 }],
  ['pets', { sites: 1, places: 30, largest: 30 }],
  ['women', { sites: 1, places: 4, largest: 4 }],
  ['medical', { sites: 0, places: 0, largest: 0 }],
  ['elder', { sites: 2, places: 40, largest: 30 }],
] as const)('%s: %o could be opened', (need, remedy) => {
  expect(remedyFor(need as Parameters<typeof remedyFor>[0], SITES)).toEqual(remedy)
})

test.each([
  ['no_room', 3, 'open'],
  ['no_open_site', 3, 'open'],
  ['need', 3, 'open_need'],
  ['need', 0, 'nothing_ready'],
  ['no_room', 0, 'nothing_ready'],
  ['size', 3, 'split'],
  ['size', 0, 'split'],
  ['unconfirmed', 0, 'desk'],
  ['hold_expired', 3, 'look'],
  ['site_closed', 3, 'look'],
] as const)('%s with %i sites ready: %s', (reason, sites, advice) => {
  expect(adviceFor(reason, { sites })).toBe(advice)
})
