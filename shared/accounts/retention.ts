import { DAY_MS, type Instant } from '../time.ts'

/** What the server removes by itself, once a day, by the clock it is given. Source: RULES.md AC90. */
export const KEPT_FOR = [
  { kind: 'sign-in-log', table: 'sign_in_log', column: 'at', days: 365 },
  { kind: 'sign-ins', table: 'sign_ins', column: 'expires_at', days: 30 },
  { kind: 'codes', table: 'sign_in_codes', column: 'expires_at', days: 0 },
  { kind: 'passkey-challenges', table: 'passkey_challenges', column: 'expires_at', days: 0 },
  { kind: 'provider-trips', table: 'provider_trips', column: 'expires_at', days: 0 },
  { kind: 'answers', table: 'requests', column: 'at', days: 30 },
] as const

/** Up to when what is kept for so many days is removed now. */
export const removedUpTo = (now: Instant, days: number): Instant => now - days * DAY_MS
