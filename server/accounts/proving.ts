import type { ShownPasskey } from '../../shared/accounts/passkey-wire.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { House } from '../house.ts'
import type { Asker, Reply } from '../http/handlers.ts'
import { noteSignIn } from './ending.ts'
import type { Entry } from './entry.ts'
import { readPasskey } from './passkeys.ts'
import { verifyPassword } from './password.ts'
import { loadPasswordOf } from './queries.ts'
import { checkFactor } from './second-factor.ts'

/**
 * Shows anew who one is, so that the sign-in may do what carries weight. A wrong try is counted and stands in the sign-in log.
 * Refuses: wrong-password, wrong-code, too-many-tries. Source: RULES.md AC54.
 */
export async function prove(
  house: House,
  { account, signInHash }: Asker,
  input: { readonly password: string } | { readonly code: string },
  { device }: Pick<Reply, 'device'>,
  tries: Pick<Entry, 'password' | 'factor'>,
): Promise<Decision<Nothing>> {
  const known =
    'password' in input
      ? await tries.password(account, async () =>
          verifyPassword(input.password, await loadPasswordOf(house.db, account)),
        )
      : await tries.factor(account, () => checkFactor(house, account, input.code))
  if (!known.ok) {
    if (known.refusal.code !== 'too-many-tries')
      await noteSignIn(house, { event: 'failed', way: 'password', account, device })
    return known
  }
  await house.signIns.proved(signInHash)
  return allow({})
}

/** Shows anew by one's own passkey who one is. Refuses: no-passkeys-here, wrong-passkey. Source: RULES.md AC54. */
export async function proveByPasskey(
  house: House,
  { account, signInHash }: Asker,
  passkey: ShownPasskey,
  { device, host }: Pick<Reply, 'device' | 'host'>,
): Promise<Decision<Nothing>> {
  const read = await readPasskey(house, passkey, host)
  if (!read.ok || read.facts !== account) {
    await noteSignIn(house, { event: 'failed', way: 'passkey', account, device })
    return read.ok ? refuse('wrong-passkey', 'AC58') : read
  }
  await house.signIns.proved(signInHash)
  return allow({})
}
