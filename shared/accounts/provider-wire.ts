import { z } from 'zod'
import { command, HEAVY, instant, language, localised, query } from '../wire.ts'
import { isOwnPath } from './own-path.ts'

const nothing = z.object({})
const back = z.string().max(2_000).refine(isOwnPath)
/** Where the browser goes: the provider's own page. */
const leads = z.object({ address: z.string() })
const spoken = language.optional()

/** Signing in by the identity provider of an organisation. */
export const providerWire = {
  provider: query(
    'The identity provider by which people sign in here, if there is one, and since when one’s own account is linked to it.',
    nothing,
    z.object({
      name: localised.nullable(),
      link: z.object({ addedAt: instant, usedAt: instant.nullable() }).nullable(),
    }),
    { open: true },
  ),
  'begin-provider': command(
    'Begins a sign-in by the identity provider, with a cookie of ten minutes: the address the browser goes to. `back`: the page the person wanted. Refuses: no-provider, provider-silent, too-many-tries.',
    z.object({ back, language: spoken }),
    leads,
    { open: true },
  ),
  'link-provider': command(
    'Begins to link one’s own account to a person of the identity provider. Refuses: no-provider, provider-silent, provider-linked, too-many-tries.',
    z.object({ language: spoken }),
    leads,
    HEAVY,
  ),
  'prove-by-provider': command(
    'Begins to show anew at the identity provider who one is, where one’s account is linked: the address the browser goes to. `back`: the page the person was on. Refuses: no-provider, not-found, provider-silent, too-many-tries.',
    z.object({ back, language: spoken }),
    leads,
  ),
  'finish-provider': command(
    'Ends what was begun with what the provider’s redirect brought, good once: signs in, links, or shows anew who one is. `isIn` false: the second step comes first. Refuses: no-provider, wrong-provider-answer, provider-silent, provider-stranger, provider-linked, account-off, devices-off, too-many-tries.',
    z.object({ answer: z.string().min(1).max(8_000) }),
    z.object({ back: z.string(), isIn: z.boolean() }),
    { open: true },
  ),
  'unlink-provider': command(
    'Takes the link between one’s own account and the identity provider away. Refuses: not-found.',
    nothing,
    nothing,
    HEAVY,
  ),
} as const
