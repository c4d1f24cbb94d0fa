/** How server state is kept: the client repeats requests itself, live events renew what changed. */
import type { QueryClientConfig } from '@tanstack/react-query'

export const queryDefaults: QueryClientConfig = {
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: 10_000,
      // Queries are asked even where the browser believes to be offline: its belief is often wrong in both directions.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
}
