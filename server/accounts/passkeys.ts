import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { addPasskey, type RelyingParty, relyingParty } from '../../shared/accounts/passkey-rules.ts'
import type { MadePasskey, ShownPasskey } from '../../shared/accounts/passkey-wire.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId } from '../../shared/ids.ts'
import { type Instant, MINUTE_MS } from '../../shared/time.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import type { Asker } from '../http/handlers.ts'
import { loadAccount } from './queries.ts'

/** How long the person has at the device. */
const CHALLENGE_MS = 5 * MINUTE_MS
const CHALLENGE_BYTES = 32
/** EdDSA, ECDSA with SHA-256, RSA with SHA-256: what devices have. Source: IANA COSE algorithms. */
const ALGORITHMS = [-8, -7, -257]

type ChallengeUse = 'add' | 'show'

/** Who passkeys are made for at the address that was called. */
export const hereFor = (house: Pick<House, 'settings'>, host: string | undefined): RelyingParty | null =>
  relyingParty(house.settings, host)

const passkeysOf = (db: Reader, account: AccountId) =>
  db.selectFrom('passkeys').selectAll().where('account', '=', account).orderBy('added_at').orderBy('id').execute()

const described = (rows: Awaited<ReturnType<typeof passkeysOf>>) =>
  rows.map(({ id, transports }) => ({ type: 'public-key' as const, id, transports: fromJson<string[]>(transports) }))

/** One's own passkeys. Source: RULES.md AC57. */
export async function viewPasskeys(house: House, { account }: Asker, host: string | undefined) {
  const rows = await passkeysOf(house.db, account)
  return allow({
    here: hereFor(house, host) !== null,
    passkeys: rows.map(({ id, name, added_at, used_at }) => ({ id, name, addedAt: added_at, usedAt: used_at })),
  })
}

/** A fresh challenge, kept as its hash until it is used or over. */
async function drawChallenge(house: House, account: AccountId | null, use: ChallengeUse): Promise<string> {
  const challenge = Buffer.from(house.random(CHALLENGE_BYTES)).toString('base64url')
  const now = house.clock.now()
  await house.acts.writeSignIn(async (db) => {
    await db.deleteFrom('passkey_challenges').where('expires_at', '<=', now).execute()
    await db
      .insertInto('passkey_challenges')
      .values({ hash: sha256Hex(challenge), account, used_for: use, expires_at: now + CHALLENGE_MS })
      .execute()
  })
  return challenge
}

/** Uses up the challenge a device has signed; null: none of ours, used already, or over. */
async function spendChallenge(house: House, clientDataJSON: string, use: ChallengeUse) {
  const challenge = challengeIn(clientDataJSON)
  if (challenge === null) return null
  const row = await house.acts.writeSignIn((db) =>
    db
      .deleteFrom('passkey_challenges')
      .where('hash', '=', sha256Hex(challenge))
      .returning(['account', 'used_for', 'expires_at'])
      .executeTakeFirst(),
  )
  return row && row.used_for === use && row.expires_at > house.clock.now() ? { challenge, account: row.account } : null
}

function challengeIn(clientDataJSON: string): string | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())
    return typeof said === 'object' && said !== null && 'challenge' in said && typeof said.challenge === 'string'
      ? said.challenge
      : null
  } catch {
    return null
  }
}

/** Begins a passkey. Refuses: no-passkeys-here, too-many-passkeys. Source: RULES.md AC57, AC58. */
export async function beginPasskey(house: House, asker: Asker, host: string | undefined) {
  const here = hereFor(house, host)
  const [account, present] = [await loadAccount(house.db, asker.account), await passkeysOf(house.db, asker.account)]
  if (!account) return refuse('signed-out', 'AC1')
  const may = addPasskey(here, present.length)
  if (!may.ok || !here) return may.ok ? refuse('no-passkeys-here', 'AC57') : may
  return allow({
    rp: { id: here.id, name: 'Kenes' },
    user: {
      id: Buffer.from(account.id).toString('base64url'),
      name: account.email,
      displayName: account.name.ru,
    },
    challenge: await drawChallenge(house, account.id, 'add'),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
    timeout: CHALLENGE_MS,
    attestation: 'none' as const,
    excludeCredentials: described(present),
    authenticatorSelection: { residentKey: 'preferred' as const, userVerification: 'required' as const },
  })
}

/** Keeps a passkey, if it answers the challenge of this person at this address. Refuses: no-passkeys-here, too-many-passkeys, wrong-passkey. */
export async function keepPasskey(
  house: House,
  { account }: Asker,
  { name, passkey }: { readonly name: string; readonly passkey: MadePasskey },
  host: string | undefined,
): Promise<Decision<{ id: string }>> {
  const here = hereFor(house, host)
  if (!here) return refuse('no-passkeys-here', 'AC57')
  const spent = await spendChallenge(house, passkey.response.clientDataJSON, 'add')
  if (spent?.account !== account) return refuse('wrong-passkey', 'AC58')
  const verified = await verifyRegistrationResponse({
    response: passkey,
    expectedChallenge: spent.challenge,
    expectedOrigin: here.origin,
    expectedRPID: here.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null)
  if (!verified?.verified) return refuse('wrong-passkey', 'AC58')
  const { id, publicKey, counter } = verified.registrationInfo.credential
  const request = { by: account, endpoint: 'accounts/add-passkey', input: {} }
  return house.acts.run<{ id: string }>(request, async (act) => {
    const may = addPasskey(here, (await passkeysOf(act.tx, account)).length)
    if (!may.ok) return may
    // A device has one id for one passkey; another's is nobody's to take over.
    const taken = await act.tx.selectFrom('passkeys').select('id').where('id', '=', id).executeTakeFirst()
    if (taken) return refuse('wrong-passkey', 'AC58')
    await act.tx
      .insertInto('passkeys')
      .values({
        id,
        account,
        name,
        public_key: Buffer.from(publicKey).toString('base64url'),
        counter,
        transports: JSON.stringify(passkey.response.transports),
        added_at: act.at,
        used_at: null,
      })
      .execute()
    await act.record({ act: 'passkey-added', subject: account })
    return allow({ id })
  })
}

/** Gives a passkey another name. Refuses: not-found. */
export async function namePasskey(
  house: House,
  { account }: Asker,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Decision<Nothing>> {
  const { numUpdatedRows } = await house.acts.writeSignIn((db) =>
    db.updateTable('passkeys').set({ name }).where('id', '=', id).where('account', '=', account).executeTakeFirst(),
  )
  return numUpdatedRows === 1n ? allow({}) : refuse('not-found', 'AC57')
}

/** Takes a passkey away. Refuses: not-found. */
export const removePasskey = (house: House, { account }: Asker, id: string): Promise<Decision<Nothing>> =>
  house.acts.run<Nothing>({ by: account, endpoint: 'accounts/remove-passkey', input: {} }, async (act) => {
    const removed = await act.tx
      .deleteFrom('passkeys')
      .where('id', '=', id)
      .where('account', '=', account)
      .executeTakeFirst()
    if (removed.numDeletedRows !== 1n) return refuse('not-found', 'AC57')
    await act.record({ act: 'passkey-removed', subject: account })
    return allow({})
  })

/** What the browser is to ask; with the passkeys of an account where it is known whose, else the device says which it has. */
export async function askPasskey(house: House, account: AccountId | null, host: string | undefined) {
  const here = hereFor(house, host)
  if (!here) return refuse('no-passkeys-here', 'AC57')
  return allow({
    challenge: await drawChallenge(house, account, 'show'),
    rpId: here.id,
    timeout: CHALLENGE_MS,
    userVerification: 'required' as const,
    allowCredentials: account === null ? [] : described(await passkeysOf(house.db, account)),
  })
}

/**
 * Whose a passkey is that answers a challenge of ours, with the person verified by the device. Its counter goes up, or the passkey was
 * copied and is refused. Refuses: no-passkeys-here, wrong-passkey. Source: RULES.md AC58.
 */
export async function readPasskey(
  house: House,
  passkey: ShownPasskey,
  host: string | undefined,
): Promise<Decision<AccountId>> {
  const here = hereFor(house, host)
  if (!here) return refuse('no-passkeys-here', 'AC57')
  const spent = await spendChallenge(house, passkey.response.clientDataJSON, 'show')
  const row = await house.db.selectFrom('passkeys').selectAll().where('id', '=', passkey.id).executeTakeFirst()
  if (!spent || !row || (spent.account !== null && spent.account !== row.account))
    return refuse('wrong-passkey', 'AC58')
  const verified = await verifyAuthenticationResponse({
    response: passkey,
    expectedChallenge: spent.challenge,
    expectedOrigin: here.origin,
    expectedRPID: here.id,
    requireUserVerification: true,
    credential: {
      id: row.id,
      publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
      counter: row.counter,
    },
  }).catch(() => null)
  if (!verified?.verified) return refuse('wrong-passkey', 'AC58')
  const used = await noteUse(house, row, verified.authenticationInfo.newCounter, house.clock.now())
  return used ? allow(row.account) : refuse('wrong-passkey', 'AC58')
}

/** Of two that show the same counter at once one is told true. */
async function noteUse(
  house: House,
  before: { readonly id: string; readonly counter: number },
  counter: number,
  at: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await house.acts.writeSignIn((db) =>
    db
      .updateTable('passkeys')
      .set({ counter, used_at: at })
      .where('id', '=', before.id)
      .where('counter', '=', before.counter)
      .executeTakeFirst(),
  )
  return numUpdatedRows === 1n
}
