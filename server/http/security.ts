import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import type { HouseSettings } from '../house.ts'

/** Bodies are JSON and small; a text is written live, never posted. */
export const MOST_BODY_BYTES = 1_048_576

/** What every policy ends with, also that of a file, which has one of its own. */
const NEVER_FRAMED = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** What devices and sensors pages may use: passkeys, the whole screen, and copying; nothing that listens, looks or locates. */
const PERMISSIONS = [
  ...['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'bluetooth', 'midi', 'display-capture'].map(
    (name) => `${name}=()`,
  ),
  ...['fullscreen', 'clipboard-write', 'publickey-credentials-get', 'publickey-credentials-create'].map(
    (name) => `${name}=(self)`,
  ),
].join(', ')

/** Headers of every answer beside its policy. Source: RULES.md AC60; OWASP secure headers. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': PERMISSIONS,
  'x-frame-options': 'DENY',
} as const

/**
 * What a page may load: all of it from here, scripts in files alone. Mantine and the editor write style elements and attributes, hence
 * the styles. Sockets are named, because not every browser counts them to `self`. Source: RULES.md AC60.
 */
const policyAt = (host: string): string =>
  [
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:",
    `connect-src 'self' ws://${host} wss://${host}; object-src 'none'`,
    NEVER_FRAMED,
  ].join('; ')

/** Puts on an answer what every answer carries; what it says itself of what may be loaded stays, and is never framed either. */
export function secure(settings: Pick<HouseSettings, 'https'>, { req, res }: Context): void {
  const { headers } = res
  const own = headers.get('content-security-policy')
  headers.set('content-security-policy', own ? `${own}; ${NEVER_FRAMED}` : policyAt(new URL(req.url).host))
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value)
  if (settings.https) headers.set(...HTTPS_ONLY)
}

/** For a year a browser that came by https comes no other way. Only sent where people come by https. Source: RULES.md HA1. */
const HTTPS_ONLY = ['strict-transport-security', 'max-age=31536000'] as const

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

/**
 * Whether a request says once which host it is for, and an address with a host in it says the same: what stands before this server may
 * have read the other one. HTTP/2 has one place for it. Source: RULES.md AC81; RFC 9112, 3.2.
 */
export function namesOneHost(request: Pick<IncomingMessage, 'httpVersionMajor' | 'rawHeaders' | 'url'>): boolean {
  const { httpVersionMajor, rawHeaders, url = '/' } = request
  if (httpVersionMajor >= 2) return true
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host')
  return hosts.length === 1 && (url.startsWith('/') || URL.parse(url)?.host === hosts[0])
}
