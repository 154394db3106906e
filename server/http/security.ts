import type { Context } from 'hono'
import type { HouseSettings } from '../house.ts'

/** Bodies are JSON and small; a text is written live, never posted. */
export const MOST_BODY_BYTES = 1_048_576

/** Headers of every answer. Mantine writes style attributes, hence the styles; scripts come from here alone. */
export const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const

/** For a year a browser that came by https comes no other way. Only sent where people come by https. Source: RULES.md HA1. */
export const HTTPS_ONLY = ['strict-transport-security', 'max-age=31536000'] as const

/** Whether an Origin belongs to this workspace: PUBLIC_URL, or, when unset, the host the request was sent to. Source: RULES.md AC5. */
export function allowedOrigin(settings: HouseSettings, origin: string | undefined, host: string | undefined): boolean {
  // A program may send the header twice; Node joins the values, and each must be ours. Browsers send it once.
  return origin?.split(',').every((one) => isOurs(settings, one.trim(), host)) ?? false
}

function isOurs(settings: HouseSettings, origin: string, host: string | undefined): boolean {
  if (settings.publicUrl) return origin === new URL(settings.publicUrl).origin
  const parsed = URL.parse(origin)
  if (parsed === null || parsed.host !== host) return false
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && !settings.https)
}

/**
 * Whether a write comes from our own pages. A browser always says where from; a program that is no browser says nothing,
 * and has no cookie of somebody else's to misuse. Source: RULES.md AC5.
 */
export function sameOrigin(settings: HouseSettings, context: Context): boolean {
  const site = context.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const origin = context.req.header('origin')
  return origin === undefined
    ? site !== undefined || context.req.header('referer') === undefined
    : // HTTP/2 has the host in the address alone.
      allowedOrigin(settings, origin, context.req.header('host') ?? new URL(context.req.url).host)
}
