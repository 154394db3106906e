import type { CodeKind, SignInWay } from '../../shared/accounts/model.ts'
import { CODE_LENGTH, CODE_LETTERS, plainCode } from '../../shared/accounts/rules.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { type AccountId, newId } from '../../shared/ids.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../../shared/time.ts'
import type { Database, Reader, Tx } from '../db/database.ts'

/** How long each kind of code is good. */
const GOOD_MS: Readonly<Record<CodeKind, number>> = {
  invitation: 7 * DAY_MS,
  card: 15 * MINUTE_MS,
  step: 5 * MINUTE_MS,
}

type Random = (bytes: number) => Uint8Array

/** Letters of codes by chance, each as likely as the others. */
export function drawLetters(random: Random, length: number): string {
  const most = 256 - (256 % CODE_LETTERS.length)
  let letters = ''
  while (letters.length < length) {
    for (const byte of random(length * 2))
      if (byte < most && letters.length < length) letters += CODE_LETTERS[byte % CODE_LETTERS.length]
  }
  return letters
}

/** A code for a printed card: short enough to be typed. */
export const drawCard = (random: Random): string => drawLetters(random, CODE_LENGTH)
/** A code for a link, which nobody types. */
export const drawLong = (random: Random): string => newId(random)

/** Whether a code is one that nobody can guess, as links carry. */
export const isLong = (code: string): boolean => /^[0-9a-z]{16}$/.test(code)

const hashOf = (code: string): string => sha256Hex(isLong(code) ? code : plainCode(code))

export type NewCode = {
  readonly kind: CodeKind
  readonly code: string
  readonly long?: string
  readonly account: AccountId
  readonly way: SignInWay
  readonly by: AccountId
  readonly at: Instant
}

/** Writes a code of an account; one of the same kind before it is good no more. The answer is until when it is good. */
export async function writeCode(db: Database | Tx, made: NewCode): Promise<Instant> {
  const { kind, code, long, account, way, by, at } = made
  const until = at + GOOD_MS[kind]
  // A step is one browser's: two of them may be on their way at once.
  if (kind !== 'step') await endCodes(db, account, kind)
  await db
    .insertInto('sign_in_codes')
    .values({
      hash: hashOf(code),
      long_hash: long === undefined ? null : hashOf(long),
      account,
      kind,
      way,
      created_at: at,
      expires_at: until,
      made_by: by,
    })
    .execute()
  return until
}

/** Ends codes of an account that were not used. */
export const endCodes = (db: Database | Tx, account: AccountId, ...kinds: readonly CodeKind[]) =>
  db.deleteFrom('sign_in_codes').where('account', '=', account).where('kind', 'in', kinds).execute()

/** Whose code it is, while it is good; it stays good. */
export async function findCode(db: Reader, kind: CodeKind, code: string, at: Instant) {
  const hash = hashOf(code)
  const row = await db
    .selectFrom('sign_in_codes')
    .select(['hash', 'account', 'way'])
    .where((eb) => eb.or([eb('hash', '=', hash), eb('long_hash', '=', hash)]))
    .where('kind', '=', kind)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return row ?? null
}

/** Uses a code up; of two who try at once one is told true. */
export async function spendCode(db: Database | Tx, hash: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('sign_in_codes').where('hash', '=', hash).executeTakeFirst()
  return numDeletedRows === 1n
}
