import { MantineProvider, useComputedColorScheme } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, StrictMode, useLayoutEffect } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/mantine.css'
import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import { StepUp } from './accounts/StepUp.tsx'
import { keyOf, Refused, SIGNED_OUT_EVENT, SOMEONE_ELSE_EVENT } from './api.ts'
import { Clock, deviceNow } from './clock.tsx'
import { LanguageProvider, startLanguage } from './language.tsx'
import { openTexts } from './live/unsent.ts'
import { router } from './router.tsx'
import { cssVariablesResolver, theme } from './ui/theme.ts'

const FRESH_MS = 30_000

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // News make answers old; this is only for pages that came back from elsewhere.
      staleTime: FRESH_MS,
      refetchOnWindowFocus: false,
      retry: (failures, error) => error instanceof Refused && error.refusal.code === 'no-connection' && failures < 4,
    },
  },
})

/** Our tokens follow Mantine's choice of light or dark, before anything is painted: else words are for a moment as dark as what is behind them. */
function SchemeMark({ children }: { children: ReactNode }) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = scheme
  }, [scheme])
  return children
}

/** Pages for those who are not signed in. */
const DOORS = ['/sign-in', '/set-up', '/code', '/invitation']

function endTexts(): void {
  for (const one of openTexts()) one.signedOut()
}

window.addEventListener(SIGNED_OUT_EVENT, () => {
  endTexts()
  // Where the page is going already: of several questions refused at once the first has said it.
  const { pathname, href } = router.latestLocation
  if (DOORS.includes(pathname)) return
  // Whoever was in is told that they are out; whoever only comes is not.
  const wasIn = queries.getQueryData(keyOf('accounts', 'me', {})) !== undefined
  queries.clear()
  const search = { ...(href === '/' ? {} : { back: href }), ...(wasIn ? { ended: true } : {}) }
  void router.navigate({ to: '/sign-in', search })
})

window.addEventListener(SOMEONE_ELSE_EVENT, () => {
  endTexts()
  void queries.resetQueries()
})

/** A screen of the hall is light whatever its machine prefers, and dark where its address says so. */
const screenScheme = (): 'light' | 'dark' | undefined =>
  location.pathname.startsWith('/screen/')
    ? new URLSearchParams(location.search).get('theme') === 'dark'
      ? 'dark'
      : 'light'
    : undefined

const first = await startLanguage()
const forced = screenScheme()
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      {...(forced && { forceColorScheme: forced })}
    >
      <SchemeMark>
        <Clock value={deviceNow}>
          <LanguageProvider first={first}>
            <QueryClientProvider client={queries}>
              <RouterProvider router={router} />
              <StepUp />
            </QueryClientProvider>
          </LanguageProvider>
        </Clock>
      </SchemeMark>
    </MantineProvider>
  </StrictMode>,
)
