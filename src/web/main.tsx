/** The staff's build: providers around the router. */
import './kit/tokens.css'
import './kit/base.css'
import './kit/controls.css'
import './kit/surfaces.css'
import './shell/shell.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ToastProvider } from './kit/Toast.tsx'
import { LanguageProvider } from './kit/t.tsx'
import { router } from './routes.tsx'
import { reloadOnLostChunk } from './shell/lost-chunk.ts'
import { ModeProvider } from './shell/mode.tsx'
import { queryDefaults } from './shell/query.ts'

reloadOnLostChunk()
const queries = new QueryClient(queryDefaults)
const app = document.getElementById('app')
if (!app) throw new Error('index.html has no #app')
createRoot(app).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <ToastProvider>
          <ModeProvider>
            <RouterProvider router={router} />
          </ModeProvider>
        </ToastProvider>
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
)
