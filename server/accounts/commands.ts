import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Account } from '../../shared/accounts/model.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import type { Act, Acts } from '../act.ts'
import type { Database } from '../db/database.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { loadPassword } from './queries.ts'

/** Wrong passwords per e-mail and per address before they wait; a hall of 300 signs in through one address. */
const WRONG_PER_EMAIL = { points: 10, duration: (15 * MINUTE_MS) / SECOND_MS }
const WRONG_PER_ADDRESS = { points: 300, duration: (15 * MINUTE_MS) / SECOND_MS }

/** Compared when the e-mail is unknown, so that the answer takes the same time. Source: RULES.md AC3. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** Checks passwords; counts the wrong ones. */
export type Doorkeeper = {
  /** Who it is. Refuses: wrong-credentials, alike for an unknown e-mail and a wrong password; too-many-tries. */
  admit(email: string, password: string, address: string): Promise<Decision<AccountId>>
}

export function createDoorkeeper(db: Database): Doorkeeper {
  const perEmail = new RateLimiterMemory(WRONG_PER_EMAIL)
  const perAddress = new RateLimiterMemory(WRONG_PER_ADDRESS)
  return {
    async admit(email, password, address) {
      const key = sha256Hex(email.trim().toLowerCase())
      if (((await perAddress.get(address))?.consumedPoints ?? 0) >= WRONG_PER_ADDRESS.points)
        return refuse('too-many-tries', 'AC4')
      // A try counts before the work: many that come at once must not all pass because none has failed yet.
      const tries = await perEmail.penalty(key)
      if (tries.consumedPoints > WRONG_PER_EMAIL.points) return refuse('too-many-tries', 'AC4')
      const found = await loadPassword(db, email)
      const fits = await verifyPassword(password, found?.password ?? NOBODY)
      if (found && fits) {
        await perEmail.delete(key)
        return allow(found.id)
      }
      await perAddress.penalty(address)
      return refuse('wrong-credentials', 'AC3')
    },
  }
}

/** Writes an account; its e-mail and name stay out of the record book. */
export async function createAccount(act: Act, account: Account, password: string): Promise<void> {
  await act.tx
    .insertInto('accounts')
    .values({
      id: account.id,
      email: account.email.trim().toLowerCase(),
      name: JSON.stringify(account.name),
      role: account.role,
      password,
      created_at: act.at,
    })
    .execute()
  await act.record({ act: 'account-created', subject: account.id, facts: { role: account.role } })
}

/** Creates the first secretariat account with the code printed at the first start. Refuses: used-up. Source: RULES.md AC7. */
export async function setUp(
  acts: Acts,
  random: (bytes: number) => Uint8Array,
  input: { code: string; email: string; name: string; password: string },
): Promise<Decision<AccountId>> {
  const password = await hashPassword(input.password, random)
  const id = 'secretariat' as AccountId
  return acts.run({ by: id, endpoint: 'accounts/set-up', input: {} }, async (act) => {
    const stored = await act.tx.selectFrom('settings').select('value').where('name', '=', 'set-up').executeTakeFirst()
    if (!stored || stored.value !== sha256Hex(input.code)) return refuse('used-up', 'AC7')
    const account = {
      id: act.newId() as AccountId,
      email: input.email,
      name: eachLanguage(() => input.name),
      role: 'secretariat' as const,
    }
    await createAccount(act, account, password)
    await act.tx.deleteFrom('settings').where('name', '=', 'set-up').execute()
    return allow(account.id)
  })
}
