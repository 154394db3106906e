import { allow, type Decision, refuse } from '../decision.ts'
import type { Localised } from '../language.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { plainEmail } from './rules.ts'

/** The page that the provider sends people back to, and knows by its whole address. */
export const PROVIDER_PAGE = '/sign-in/provider'

/** The identity provider of an organisation, as the operator names it. */
export type ProviderSettings = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The origin people come here by, and are sent back to. */
  readonly own: string
  /** What its button says. */
  readonly name: Localised
  /** What its ID token says (`acr`, or one of `amr`) when a second factor was shown there; empty: never. */
  readonly secondFactor: readonly string[]
  /** Whether who is not linked yet is known by a verified e-mail. */
  readonly linkByEmail: boolean
}

/** What an ID token or an answer about a person says. Source: OpenID Connect Core 1.0, 2, 5.1. */
type Claims = { readonly [claim: string]: unknown }

/** Whether the provider says that a second factor was shown to it. Source: RULES.md AC103; OpenID Connect Core 1.0, 2. */
export const showsSecondFactor = ({ acr, amr }: Claims, wanted: readonly string[]): boolean =>
  [acr, ...(Array.isArray(amr) ? amr : [])].some((one) => wanted.some((name) => name === one))

/** The e-mail that the provider vouches for, as accounts keep theirs; null: none. Source: RULES.md AC102; OpenID Connect Core 1.0, 5.1. */
export const verifiedEmail = ({ email, email_verified }: Claims): string | null =>
  email_verified === true && typeof email === 'string' ? plainEmail(email) : null

/** When the person last showed the provider who they are, in milliseconds and never later than now; 0: it does not say. Source: RULES.md AC105. */
export const shownAt = (authTime: unknown, now: Instant): Instant =>
  typeof authTime === 'number' && authTime > 0 ? Math.min(Math.floor(authTime) * 1000, now) : 0

/** How far apart the clocks of the provider and of this server may be. */
const CLOCKS_APART_MS = MINUTE_MS

/** Whether a person showed the provider anew who they are, on a trip that began then. Source: RULES.md AC108. */
export const showedAnew = (shown: Instant, beganAt: Instant): boolean => shown >= beganAt - CLOCKS_APART_MS

/** Whether a person of the provider may be linked to an account: each belongs to one of the other. Refuses: provider-linked. Source: RULES.md AC102. */
export const linkProvider = (
  account: { readonly isLinked: boolean },
  person: { readonly isLinked: boolean },
): Decision => (account.isLinked || person.isLinked ? refuse('provider-linked', 'AC102') : allow())
