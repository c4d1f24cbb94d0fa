/** Every URL of the staff's build. Inside the build the router adds the prefix of county and world; outside it `here` does. */
import { prefixOf } from './shell/client.ts'

/** Routes of this build, below the prefix. */
export const routes = {
  signIn: '/sign-in',
  desk: '/desk',
  intake: '/desk/intake',
  paper: '/desk/intake/paper',
  parties: '/desk/parties',
  replan: '/desk/parties/replan',
  waiting: '/desk/parties/waiting',
  outlook: '/desk/outlook',
  party: '/desk/parties/$id',
  sites: '/desk/sites',
  asks: '/desk/sites/asks',
  wants: '/desk/sites/wants',
  entries: '/desk/entries',
  grids: '/desk/grids',
  grid: '/desk/grids/$id',
  siteImport: '/desk/sites/import',
  siteTwins: '/desk/sites/twins',
  offers: '/desk/offers',
  rescues: '/desk/rescues',
  road: '/desk/road',
  shift: '/desk/shift',
  emergency: '/desk/emergency',
  outbox: '/desk/outbox',
  tokens: '/desk/tokens',
  wall: '/wall',
  gallery: '/dev/gallery',
} as const

/** `/c/<county>/w/<world>` of this page, or nothing. */
export const here = typeof location === 'undefined' ? '' : prefixOf(location.pathname)

/** Pages the server renders for everybody. */
export const publicPages = {
  front: `${here}/`,
  register: `${here}/r`,
  /** Where a party is told to go. */
  party: (token: string) => `${here}/p/${encodeURIComponent(token)}`,
} as const

/** The same county in another world; 0 is the county itself. */
export function prefixOfWorld(prefix: string, county: string, world: number): string {
  const named = /^\/c\/([^/]+)\//.exec(prefix)?.[1] ?? encodeURIComponent(county)
  return `/c/${named}/w/${world}`
}

/** A way back within this origin and build, from `?back=`; anything else leads to the desk. */
export function safeBack(back: string | undefined): string {
  return back?.startsWith('/') && !back.startsWith('//') && !back.includes('\\') ? back : routes.desk
}
