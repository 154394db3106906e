import { plainCode } from '../../shared/accounts/rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { House } from '../house.ts'
import type { Asker } from '../http/handlers.ts'
import { drawLetters } from './codes.ts'
import { endSignIns } from './ending.ts'
import { hasSecondFactor, loadAccount } from './queries.ts'
import { base32, otpauth, SECRET_BYTES, stepOf } from './totp.ts'

const RECOVERY_CODES = 8
/** 58 bits each: they are kept as hashes for years. */
const RECOVERY_LENGTH = 12

/** Counts the wrong ones of an account. */
type Tries = (account: AccountId, fits: () => Promise<Decision>) => Promise<Decision>

const plainDigits = (typed: string): string => typed.replace(/\s/g, '')

/** Whether a code fits: of the authenticator app, each of its steps once, or a recovery code, each once. Refuses: wrong-code. Source: RULES.md AC21, AC23. */
export async function checkFactor(house: House, account: AccountId, typed: string): Promise<Decision> {
  const { db, acts, clock } = house
  const digits = plainDigits(typed)
  if (!/^\d{6}$/.test(digits)) {
    const used = await acts.writeSignIn((writer) =>
      writer
        .deleteFrom('recovery_codes')
        .where('account', '=', account)
        .where('hash', '=', sha256Hex(plainCode(typed)))
        .executeTakeFirst(),
    )
    return used.numDeletedRows === 1n ? allow() : refuse('wrong-code', 'AC23')
  }
  const row = await db.selectFrom('second_factors').selectAll().where('account', '=', account).executeTakeFirst()
  const secret = row ? house.factorSecrets.read(account, row.secret) : null
  if (row && secret === null)
    house.log(
      'warn',
      'the secret of a second factor was kept under another key: restore SECRET_KEY or ballots.secret',
      {
        account,
      },
    )
  const step = secret === null ? null : stepOf(secret, digits, clock.now())
  if (step === null) return refuse('wrong-code', 'AC21')
  const used = await acts.writeSignIn((writer) =>
    writer
      .updateTable('second_factors')
      .set({ last_step: step })
      .where('account', '=', account)
      .where('last_step', '<', step)
      .executeTakeFirst(),
  )
  return used.numUpdatedRows === 1n ? allow() : refuse('wrong-code', 'AC21')
}

/** Begins a second factor with a new secret, shown once and kept unconfirmed. Who has one shows it first. Refuses: second-factor-needed. */
export async function enrolSecondFactor(
  house: House,
  asker: Asker,
): Promise<Decision<{ secret: string; address: string }>> {
  const { db, acts, random } = house
  const account = await loadAccount(db, asker.account)
  if (!account) return refuse('signed-out', 'AC1')
  // A sign-in that has not shown the present factor may not put another in its place.
  if (asker.waits && (await hasSecondFactor(db, account.id))) return refuse('second-factor-needed', 'AC21')
  const secret = base32(random(SECRET_BYTES))
  // The secret stands in no answer that is kept and in no entry of the record book. Source: RULES.md AC30.
  const begun = await acts.run<null>(
    { by: account.id, endpoint: 'accounts/enrol-second-factor', input: {} },
    async ({ tx }) => {
      await tx.deleteFrom('pending_factors').where('account', '=', account.id).execute()
      await tx
        .insertInto('pending_factors')
        .values({ account: account.id, secret: house.factorSecrets.keep(account.id, secret) })
        .execute()
      return allow(null)
    },
  )
  return begun.ok ? allow({ secret, address: otpauth(secret, account.email) }) : begun
}

/**
 * Confirms a second factor by a first code of it: from now on it is asked at every sign-in, and the other sign-ins, which have not
 * shown it, end. The answer are the recovery codes, shown this once. Refuses: no-second-factor, wrong-code.
 */
export async function confirmSecondFactor(
  house: House,
  asker: Asker,
  typed: string,
  tries: Tries,
): Promise<Decision<{ recoveryCodes: readonly string[] }>> {
  const { acts, random, signIns } = house
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => drawLetters(random, RECOVERY_LENGTH))
  const { account } = asker
  const request = { by: account, endpoint: 'accounts/confirm-second-factor', input: {} }
  const confirmed = await tries(account, () =>
    acts.run<undefined>(request, async (act) => {
      const { tx } = act
      // The other sign-ins end a moment after the first factor is there; until then they may not put another in its place.
      if (asker.waits && (await hasSecondFactor(tx, account))) return refuse('second-factor-needed', 'AC21')
      const pending = await tx
        .selectFrom('pending_factors')
        .select('secret')
        .where('account', '=', account)
        .executeTakeFirst()
      if (!pending) return refuse('no-second-factor', 'AC20')
      const secret = house.factorSecrets.read(account, pending.secret)
      const step = secret === null ? null : stepOf(secret, plainDigits(typed), act.at)
      if (step === null) return refuse('wrong-code', 'AC21')
      for (const table of ['pending_factors', 'second_factors', 'recovery_codes'] as const)
        await tx.deleteFrom(table).where('account', '=', account).execute()
      await tx
        .insertInto('second_factors')
        .values({ account, secret: pending.secret, confirmed_at: act.at, last_step: step })
        .execute()
      await tx
        .insertInto('recovery_codes')
        .values(recoveryCodes.map((code) => ({ account, hash: sha256Hex(code) })))
        .execute()
      await act.record({ act: 'second-factor-set', subject: account })
      return allow(undefined)
    }),
  )
  if (!confirmed.ok) return confirmed
  await signIns.hasFactor(asker.signInHash)
  await endSignIns(house, account, asker.signInHash)
  return allow({ recoveryCodes })
}
