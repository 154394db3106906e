import { Outlet, useMatches } from '@tanstack/react-router'
import { InsecureLine } from '../ui/InsecureLine.tsx'

/** Pages that have a place of their own for it: under the bar, and on a screen in its own size. */
const SAYING_IT_THEMSELVES: readonly string[] = ['/frame', '/screen/$session']

/** Round every page: that the server is reached without encryption is said on each. Source: RULES.md HA5. */
export function Everywhere() {
  const saysItself = useMatches({
    select: (matches) => matches.some(({ routeId }) => SAYING_IT_THEMSELVES.includes(routeId)),
  })
  return (
    <>
      {saysItself ? null : <InsecureLine />}
      <Outlet />
    </>
  )
}
