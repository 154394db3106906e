import { allow, type Decision, refuse } from '../decision.ts'

/** Passkeys an account may have: one a device, and some in drawers. */
export const MOST_PASSKEYS = 20

/** Who a passkey is made for: a name, and the address its page has. */
export type RelyingParty = { readonly id: string; readonly origin: string }

const isAddress = (name: string): boolean => name.startsWith('[') || /^\d+(\.\d+){3}$/.test(name)
const isThisMachine = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost')

/**
 * Who passkeys are made for here: the name in PUBLIC_URL, else the one the browser called. Browsers give them only to names, over https
 * or on the machine itself; null: not here. Source: RULES.md AC57; W3C WebAuthn 3.
 */
export function relyingParty(
  { publicUrl, https }: { readonly publicUrl: string | null; readonly https: boolean },
  host: string | undefined,
): RelyingParty | null {
  const url = URL.parse(publicUrl ?? `${https ? 'https' : 'http'}://${host ?? ''}`)
  if (!url || url.hostname === '' || isAddress(url.hostname)) return null
  const isSecure = url.protocol === 'https:' || isThisMachine(url.hostname)
  return isSecure ? { id: url.hostname, origin: url.origin } : null
}

/** Whether an account may have another passkey. Refuses: no-passkeys-here, too-many-passkeys. Source: RULES.md AC57. */
export const addPasskey = (here: RelyingParty | null, count: number): Decision => {
  if (!here) return refuse('no-passkeys-here', 'AC57')
  return count >= MOST_PASSKEYS ? refuse('too-many-passkeys', 'AC57') : allow()
}
