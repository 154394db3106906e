import { PROVIDER_PAGE } from '../../shared/accounts/provider-rules.ts'
import type { House } from '../house.ts'
import type { Server } from '../http/serve.ts'
import { serveSignInLog } from './log-file.ts'

/** What accounts answer with beside their endpoints: the sign-in log as a file, and the way back from the identity provider. */
export function serveAccounts(http: Server, house: House): void {
  serveSignInLog(http, house)
  if (house.provider) serveWayBack(http)
}

/**
 * Where the provider sends people back to: what it says moves behind the #, so that it stands in no history, no further log and no
 * address that the pages read as theirs. The page hands it in. Source: RULES.md AC101, AC106.
 */
function serveWayBack(http: Server): void {
  http.get(PROVIDER_PAGE, (call, next) => {
    const { search } = new URL(call.req.url)
    if (!search) return next()
    call.header('cache-control', 'no-store')
    return Promise.resolve(call.redirect(`${PROVIDER_PAGE}#${search.slice(1)}`))
  })
}
