/** All routes of the staff's build on one scroll. Heavy screens are loaded when they are first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type SearchSchemaInput,
} from '@tanstack/react-router'
import { here, routes } from './paths.ts'
import { Crashed } from './shell/Crashed.tsx'
import { DeskFrame } from './shell/DeskFrame.tsx'
import { SignedIn } from './shell/SignedIn.tsx'

/** Filters of a list stand in the address; the list itself reads and checks them. */
const asGiven = (search: Record<string, unknown>): Record<string, unknown> => search

const root = createRootRoute({
  notFoundComponent: lazyRouteComponent(() => import('./shell/NotFound.tsx'), 'NotFound'),
  errorComponent: Crashed,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: routes.signIn,
  validateSearch: (search: { back?: unknown } & SearchSchemaInput) =>
    typeof search.back === 'string' ? { back: search.back } : {},
  component: lazyRouteComponent(() => import('./access/SignIn.tsx'), 'SignIn'),
})

/** Everything behind sign-in. */
const gate = createRoute({ getParentRoute: () => root, id: 'gate', component: SignedIn })

/** Everything with the ink header, the band and the navigation. */
const frame = createRoute({ getParentRoute: () => gate, id: 'frame', component: DeskFrame })

const desk = createRoute({
  getParentRoute: () => frame,
  path: routes.desk,
  component: lazyRouteComponent(() => import('./shell/Today.tsx'), 'Today'),
})

const intake = createRoute({
  getParentRoute: () => frame,
  path: routes.intake,
  component: lazyRouteComponent(() => import('./placement/intake/IntakePage.tsx'), 'IntakePage'),
})

const paper = createRoute({
  getParentRoute: () => frame,
  path: routes.paper,
  component: lazyRouteComponent(() => import('./placement/intake/PaperPage.tsx'), 'PaperPage'),
})

const parties = createRoute({
  getParentRoute: () => frame,
  path: routes.parties,
  validateSearch: asGiven,
  component: lazyRouteComponent(() => import('./placement/PartyLedger.tsx'), 'PartyLedger'),
})

const replan = createRoute({
  getParentRoute: () => frame,
  path: routes.replan,
  component: lazyRouteComponent(() => import('./placement/ReplanPage.tsx'), 'ReplanPage'),
})

const party = createRoute({
  getParentRoute: () => frame,
  path: routes.party,
  component: lazyRouteComponent(() => import('./placement/PartyPage.tsx'), 'PartyPage'),
})

const sites = createRoute({
  getParentRoute: () => frame,
  path: routes.sites,
  validateSearch: asGiven,
  component: lazyRouteComponent(() => import('./placement/SiteBoard.tsx'), 'SiteBoard'),
})

const siteImport = createRoute({
  getParentRoute: () => frame,
  path: routes.siteImport,
  component: lazyRouteComponent(() => import('./registry/ImportPage.tsx'), 'ImportPage'),
})

const siteTwins = createRoute({
  getParentRoute: () => frame,
  path: routes.siteTwins,
  component: lazyRouteComponent(() => import('./registry/TwinsPage.tsx'), 'TwinsPage'),
})

const asks = createRoute({
  getParentRoute: () => frame,
  path: routes.asks,
  component: lazyRouteComponent(() => import('./asks/AsksPage.tsx'), 'AsksPage'),
})

const wants = createRoute({
  getParentRoute: () => frame,
  path: routes.wants,
  component: lazyRouteComponent(() => import('./census/WantsPage.tsx'), 'WantsPage'),
})

const entries = createRoute({
  getParentRoute: () => frame,
  path: routes.entries,
  component: lazyRouteComponent(() => import('./entries/EntriesPage.tsx'), 'EntriesPage'),
})

const waiting = createRoute({
  getParentRoute: () => frame,
  path: routes.waiting,
  component: lazyRouteComponent(() => import('./outlook/WaitingPage.tsx'), 'WaitingPage'),
})

const grids = createRoute({
  getParentRoute: () => frame,
  path: routes.grids,
  component: lazyRouteComponent(() => import('./districting/GridsPage.tsx'), 'GridsPage'),
})

const grid = createRoute({
  getParentRoute: () => frame,
  path: routes.grid,
  component: lazyRouteComponent(() => import('./districting/StudioPage.tsx'), 'StudioPage'),
})

const outlook = createRoute({
  getParentRoute: () => frame,
  path: routes.outlook,
  component: lazyRouteComponent(() => import('./outlook/OutlookPage.tsx'), 'OutlookPage'),
})

const offers = createRoute({
  getParentRoute: () => frame,
  path: routes.offers,
  component: lazyRouteComponent(() => import('./offers/OffersPage.tsx'), 'OffersPage'),
})

const rescues = createRoute({
  getParentRoute: () => frame,
  path: routes.rescues,
  component: lazyRouteComponent(() => import('./rescue/RescuePage.tsx'), 'RescuePage'),
})

const road = createRoute({
  getParentRoute: () => frame,
  path: routes.road,
  component: lazyRouteComponent(() => import('./road/RoadPage.tsx'), 'RoadPage'),
})

const shift = createRoute({
  getParentRoute: () => frame,
  path: routes.shift,
  component: lazyRouteComponent(() => import('./shifts/ShiftPage.tsx'), 'ShiftPage'),
})

const emergency = createRoute({
  getParentRoute: () => frame,
  path: routes.emergency,
  component: lazyRouteComponent(() => import('./mode/EmergencyPage.tsx'), 'EmergencyPage'),
})

const outbox = createRoute({
  getParentRoute: () => frame,
  path: routes.outbox,
  validateSearch: (search: { state?: unknown } & SearchSchemaInput) =>
    typeof search.state === 'string' ? { state: search.state } : {},
  component: lazyRouteComponent(() => import('./notices/OutboxPage.tsx'), 'OutboxPage'),
})

const tokens = createRoute({
  getParentRoute: () => frame,
  path: routes.tokens,
  component: lazyRouteComponent(() => import('./access/TokensPage.tsx'), 'TokensPage'),
})

/** The wall has the whole screen. */
const wall = createRoute({
  getParentRoute: () => gate,
  path: routes.wall,
  component: lazyRouteComponent(
    () => Promise.all([import('./wall/Wall.tsx'), import('./kit/wall-theme.css')]).then(([wall]) => wall),
    'Wall',
  ),
})

const gallery = createRoute({
  getParentRoute: () => root,
  path: routes.gallery,
  component: lazyRouteComponent(() => import('./gallery/Gallery.tsx'), 'Gallery'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    gate.addChildren([
      frame.addChildren([
        desk,
        intake,
        paper,
        parties,
        replan,
        party,
        sites,
        siteImport,
        siteTwins,
        asks,
        wants,
        entries,
        waiting,
        outlook,
        grids,
        grid,
        offers,
        rescues,
        road,
        shift,
        emergency,
        outbox,
        tokens,
      ]),
      wall,
    ]),
    gallery,
  ]),
  basepath: here === '' ? '/' : here,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
