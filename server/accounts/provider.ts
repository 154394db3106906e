import { createHmac } from 'node:crypto'
import type { ClientAuth, Configuration } from 'openid-client'
import { PROOF_LASTS_MS } from '../../shared/accounts/proof-rules.ts'
import {
  PROVIDER_PAGE,
  type ProviderSettings,
  shownAt,
  showsSecondFactor,
  verifiedEmail,
} from '../../shared/accounts/provider-rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { Language, Localised } from '../../shared/language.ts'
import { HOUR_MS, type Instant, SECOND_MS } from '../../shared/time.ts'
import type { Clock, Log } from '../house.ts'

/** How long the provider has for each answer, in seconds: two of them are over before a page gives up. */
const ANSWERS_WITHIN_SECONDS = 3
/** What the provider says of itself is asked again after so long. */
const KNOWN_FOR_MS = HOUR_MS

/** Whom the provider vouches for. */
export type Vouched = {
  readonly subject: string
  /** It says that a second factor was shown there. */
  readonly factor: boolean
  /** When it last saw who it is; 0: it does not say. */
  readonly shownAt: Instant
  /** The e-mail it has verified, asked for only where somebody is looked for by it; null: none. Refuses: provider-silent, wrong-provider-answer. */
  readonly email: () => Promise<Decision<string | null>>
}

/** The identity provider of an organisation, spoken to by authorization code. The only file that knows openid-client. */
export type Provider = {
  readonly name: Localised
  /** As it is kept with links: one way of writing it. */
  readonly issuer: string
  readonly linksByEmail: boolean
  /** Where the browser goes with a trip's secret; `anew`: to show there who one is, whoever is signed in there. Refuses: provider-silent. */
  begin(secret: string, language: Language | undefined, anew: boolean): Promise<Decision<string>>
  /** Whether an answer's `state` is that of a trip. */
  isOf(secret: string, answer: URLSearchParams): boolean
  /** Whom the answer to a trip vouches for. Refuses: provider-silent, wrong-provider-answer. Source: RULES.md AC101. */
  read(secret: string, answer: URLSearchParams): Promise<Decision<Vouched>>
}

/** All that binds a trip to its browser is made from the one secret in its cookie; none of it is kept here. */
const derived = (secret: string, what: 'state' | 'nonce' | 'verifier'): string =>
  createHmac('sha256', secret).update(what).digest('base64url')

export function createProvider(
  settings: ProviderSettings,
  needs: { readonly clock: Clock; readonly log: Log },
): Provider {
  const { clock, log } = needs
  const address = new URL(PROVIDER_PAGE, settings.own).href
  let known: { readonly since: Instant; readonly config: Promise<Configuration> } | null = null

  /** Asked for the first time when somebody comes, so that a provider that is away holds up no start. Source: RULES.md AC104. */
  const find = (): Promise<Configuration> => {
    const now = clock.now()
    if (known && now - known.since < KNOWN_FOR_MS) return known.config
    const config = discover(settings)
    const asked = { since: now, config }
    known = asked
    config.catch(() => {
      if (known === asked) known = null
    })
    return config
  }
  const silent = (fault: unknown) => {
    log('warn', 'the identity provider gave no answer that can be used', { fault: nameOf(fault) })
    return refuse('provider-silent', 'AC104')
  }
  const wrong = (fault: unknown) => {
    log('warn', 'an answer of the identity provider was refused', { fault: nameOf(fault) })
    return refuse('wrong-provider-answer', 'AC101')
  }
  const judged = (fault: unknown) => (isSilence(fault) ? silent(fault) : wrong(fault))

  return {
    name: settings.name,
    issuer: plainIssuer(settings.issuer),
    linksByEmail: settings.linkByEmail,
    async begin(secret, language, anew) {
      try {
        const config = await find()
        const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client')
        const leads = buildAuthorizationUrl(config, {
          redirect_uri: address,
          scope: settings.linkByEmail ? 'openid email' : 'openid',
          state: derived(secret, 'state'),
          nonce: derived(secret, 'nonce'),
          code_challenge: await calculatePKCECodeChallenge(derived(secret, 'verifier')),
          code_challenge_method: 'S256',
          // Who showed the provider long ago who they are shows it anew. Source: RULES.md AC105.
          max_age: String(PROOF_LASTS_MS / SECOND_MS),
          ...(anew && { prompt: 'login' }),
          ...(settings.secondFactor.length > 0 && { acr_values: settings.secondFactor.join(' ') }),
          ...(language && { ui_locales: language }),
        })
        return allow(leads.href)
      } catch (fault) {
        return silent(fault)
      }
    },
    isOf: (secret, answer) => answer.get('state') === derived(secret, 'state'),
    async read(secret, answer) {
      const came = new URL(address)
      came.search = answer.toString()
      try {
        const config = await find()
        const { authorizationCodeGrant, fetchUserInfo } = await import('openid-client')
        const tokens = await authorizationCodeGrant(config, came, {
          pkceCodeVerifier: derived(secret, 'verifier'),
          expectedState: derived(secret, 'state'),
          expectedNonce: derived(secret, 'nonce'),
          idTokenExpected: true,
        })
        const said = tokens.claims()
        // Providers of many tenants sign for each under an issuer of its own: only the one that was named counts.
        if (!said || plainIssuer(said.iss) !== plainIssuer(settings.issuer)) return wrong(new Unfit('another issuer'))
        if (said.sub === '') return wrong(new Unfit('no subject'))
        return allow({
          subject: said.sub,
          factor: showsSecondFactor(said, settings.secondFactor),
          shownAt: shownAt(said.auth_time, clock.now()),
          async email() {
            if (said.email !== undefined || !config.serverMetadata().userinfo_endpoint)
              return allow(verifiedEmail(said))
            try {
              return allow(verifiedEmail(await fetchUserInfo(config, tokens.access_token, said.sub)))
            } catch (fault) {
              return judged(fault)
            }
          },
        })
      } catch (fault) {
        return judged(fault)
      }
    },
  }
}

/** What the library lets through and this server does not. */
class Unfit extends Error {
  constructor(name: string) {
    super()
    this.name = name
  }
}

const plainIssuer = (issuer: string): string => URL.parse(issuer)?.href ?? issuer

async function discover(settings: ProviderSettings): Promise<Configuration> {
  const { allowInsecureRequests, ClientSecretBasic, ClientSecretPost, discovery, enableNonRepudiationChecks } =
    await import('openid-client')
  const issuer = new URL(settings.issuer)
  const [basic, post] = [ClientSecretBasic(settings.clientSecret), ClientSecretPost(settings.clientSecret)]
  // The way each provider must know, unless it says that it knows the other alone. Source: OpenID Connect Core 1.0, 9.
  const authenticate: ClientAuth = (server, ...rest) => {
    const known = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return known.includes('client_secret_basic') ? basic(server, ...rest) : post(server, ...rest)
  }
  return discovery(issuer, settings.clientId, undefined, authenticate, {
    timeout: ANSWERS_WITHIN_SECONDS,
    // The library leaves the signature to TLS; it is checked here too. Plain http is the machine's own, as the settings see to.
    execute: [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])],
  })
}

/** What is said of a fault: a code, never its words, which may hold what was answered. */
function nameOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown'
  const { error, code } = fault as { readonly error?: unknown; readonly code?: unknown }
  if (typeof error === 'string' && /^[a-z_]{1,60}$/.test(error)) return error
  return typeof code === 'string' ? code : fault.name
}

/** Whether nothing came, or nothing that the protocol knows, such as the page of a proxy whose server is away. */
const isSilence = (fault: unknown): boolean =>
  (fault instanceof TypeError && !('code' in fault)) || SILENCE.includes(nameOf(fault))

const SILENCE: readonly string[] = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'server_error',
  'temporarily_unavailable',
]
