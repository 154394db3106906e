import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { AccountId } from '../../shared/ids.ts'
import type { Acts } from '../act.ts'

/** How secrets of authenticator apps stand in the store. Source: RULES.md AC61. */
export type FactorSecrets = {
  /** A secret as it is stored, bound to its account; as it is where this server has no key. */
  keep(account: AccountId, secret: string): string
  /** The secret again; null when it was kept under another key, for another account, or was changed. */
  read(account: AccountId, kept: string): string | null
}

/** What marks a kept secret from one that stands there as it is, which is base32 and has no dot. */
const MARK = 'v1.'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM under a key made from the server's secret, which is kept outside the database; null: no key. */
export function factorSecrets(secret: Uint8Array | null, random: (bytes: number) => Uint8Array): FactorSecrets {
  if (secret === null)
    return { keep: (_account, plain) => plain, read: (_account, kept) => (kept.startsWith(MARK) ? null : kept) }
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'kenes secrets of second factors', KEY_BYTES))
  return {
    keep(account, plain) {
      const nonce = random(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(account))
      const closed = Buffer.concat([cipher.update(plain), cipher.final()])
      return MARK + Buffer.concat([nonce, closed, cipher.getAuthTag()]).toString('base64url')
    },
    read(account, kept) {
      if (!kept.startsWith(MARK)) return kept
      const bytes = Buffer.from(kept.slice(MARK.length), 'base64url')
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(account))
        .setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString()
      } catch {
        return null
      }
    },
  }
}

/** Closes what a store from before still holds as it is; with no key nothing is changed. Source: RULES.md AC61. */
export async function closeOpenSecrets(acts: Pick<Acts, 'writeSignIn'>, secrets: FactorSecrets): Promise<void> {
  await acts.writeSignIn(async (db) => {
    for (const table of ['second_factors', 'pending_factors'] as const) {
      const rows = await db
        .selectFrom(table)
        .select(['account', 'secret'])
        .where('secret', 'not like', `${MARK}%`)
        .execute()
      for (const { account, secret } of rows)
        await db
          .updateTable(table)
          .set({ secret: secrets.keep(account, secret) })
          .where('account', '=', account)
          .where('secret', '=', secret)
          .execute()
    }
  })
}
