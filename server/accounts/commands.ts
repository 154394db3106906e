import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Account, Contact } from '../../shared/accounts/model.ts'
import { isEmail, plainEmail } from '../../shared/accounts/rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { type AccountId, newId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import type { Act } from '../act.ts'
import type { Database, Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { mayChoose } from './choosing.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { loadPassword } from './queries.ts'

/**
 * Wrong passwords per e-mail and per address before they wait. A hall of 300 signs in through one address: there, whoever mistypes and
 * then comes in takes their own tries back, so that what adds up is guessing.
 */
const WRONG_PER_EMAIL = { points: 10, duration: (15 * MINUTE_MS) / SECOND_MS }
const WRONG_PER_ADDRESS = { points: 200, duration: (15 * MINUTE_MS) / SECOND_MS }

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
  /** Of one e-mail from one address: what its owner takes back. */
  const perBoth = new RateLimiterMemory(WRONG_PER_ADDRESS)
  const turns = new Map<string, Promise<unknown>>()
  /** One e-mail's tries go one after another: many that come at once must not all pass because none has failed yet. */
  const inTurn = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const mine = (turns.get(key) ?? Promise.resolve()).then(work)
    const over = mine.then(
      () => undefined,
      () => undefined,
    )
    turns.set(key, over)
    void over.then(() => {
      if (turns.get(key) === over) turns.delete(key)
    })
    return mine
  }
  const spent = async (limiter: RateLimiterMemory, key: string) => (await limiter.get(key))?.consumedPoints ?? 0

  const check = async (key: string, email: string, password: string, address: string): Promise<Decision<AccountId>> => {
    if ((await spent(perAddress, address)) >= WRONG_PER_ADDRESS.points) return refuse('too-many-tries', 'AC4')
    if ((await spent(perEmail, key)) >= WRONG_PER_EMAIL.points) return refuse('too-many-tries', 'AC4')
    const found = await loadPassword(db, email)
    const fits = await verifyPassword(password, found?.password || NOBODY)
    const both = `${key} ${address}`
    if (found && fits) {
      const mistyped = await spent(perBoth, both)
      if (mistyped > 0) await perAddress.reward(address, mistyped)
      await perBoth.delete(both)
      await perEmail.delete(key)
      return allow(found.id)
    }
    await perEmail.penalty(key)
    await perBoth.penalty(both)
    await perAddress.penalty(address)
    return refuse('wrong-credentials', 'AC3')
  }
  return {
    admit(email, password, address) {
      const key = sha256Hex(plainEmail(email))
      return inTurn(key, () => check(key, email, password, address))
    },
  }
}

/** Writes an account; its e-mail and name stay out of the record book. */
export async function createAccount(act: Act, account: Account & Partial<Contact>, password: string): Promise<void> {
  await act.tx
    .insertInto('accounts')
    .values({
      id: account.id,
      email: plainEmail(account.email),
      name: JSON.stringify(account.name),
      role: account.role,
      password,
      created_at: act.at,
      languages: JSON.stringify(account.languages ?? []),
      phone: account.phone ?? null,
      organisation: account.organisation ?? null,
    })
    .execute()
  await act.record({ act: 'account-created', subject: account.id, facts: { role: account.role } })
}

/** Changes a person's name and how they are reached; what they are now stays out of the record book. */
export async function changePerson(
  act: Act,
  id: AccountId,
  { name, languages, phone, organisation }: Pick<Account, 'name'> & Contact,
): Promise<void> {
  await act.tx
    .updateTable('accounts')
    .set((eb) => ({
      name: JSON.stringify(name),
      languages: JSON.stringify(languages),
      phone,
      organisation,
      rev: eb('rev', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  await act.record({ act: 'account-changed', subject: id })
}

/** Creates the first secretariat account with the code printed at the first start. Refuses: used-up. Source: RULES.md AC7. */
export async function setUp(
  house: Pick<House, 'acts' | 'db' | 'random' | 'passwordWords'>,
  input: { code: string; email: string; name: string; password: string },
): Promise<Decision<AccountId>> {
  // Before the password is hashed: a stranger without the code makes the server do no work.
  if (!(await isSetUpCode(house.db, input.code))) return refuse('used-up', 'AC7')
  if (!isEmail(plainEmail(input.email))) return refuse('malformed', 'AC27')
  const name = eachLanguage(() => input.name)
  const may = await mayChoose(house, input.password, { email: input.email, name })
  if (!may.ok) return may
  const password = await hashPassword(input.password, house.random)
  const id = newId(house.random) as AccountId
  return house.acts.run({ by: id, endpoint: 'accounts/set-up', input: {} }, async (act) => {
    if (!(await isSetUpCode(act.tx, input.code))) return refuse('used-up', 'AC7')
    await createAccount(act, { id, email: input.email, name, role: 'secretariat' }, password)
    await act.tx.deleteFrom('settings').where('name', '=', 'set-up').execute()
    return allow(id)
  })
}

async function isSetUpCode(db: Reader, code: string): Promise<boolean> {
  const stored = await db.selectFrom('settings').select('value').where('name', '=', 'set-up').executeTakeFirst()
  return stored?.value === sha256Hex(code)
}
