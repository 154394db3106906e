import { type Adapter, type Cookie, Lucia, TimeSpan } from 'lucia'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Database } from '../db/database.ts'

/** A sitting may last a day and an evening; the sign-in is prolonged while it is used. */
const SIGN_IN_LIFETIME = new TimeSpan(14, 'h')

/** Writes sign-in rows in the writers' turn. */
type Write = <T>(write: (db: Database) => Promise<T>) => Promise<T>

export type SignedIn = { readonly account: AccountId; readonly signInHash: string; readonly freshCookie: string | null }

/** Sign-ins by cookie. The only file that knows Lucia, so that it can be replaced. */
export type SignIns = {
  /** Starts a sign-in; the answer is the Set-Cookie header. */
  start(account: AccountId): Promise<string>
  /** Who a Cookie header is, or null. */
  find(cookie: string | undefined): Promise<SignedIn | null>
  /** Ends a sign-in; the answer is the Set-Cookie header that clears it. */
  end(signInHash: string): Promise<string>
}

/** `secure`: PUBLIC_URL is https; then the cookie is Secure and bound to the host by its name. */
export function createSignIns(db: Database, write: Write, secure: boolean, now: () => number): SignIns {
  const lucia = new Lucia(adapter(db, write, now), {
    sessionExpiresIn: SIGN_IN_LIFETIME,
    sessionCookie: {
      name: secure ? '__Host-kenes' : 'kenes',
      expires: true,
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
  })
  const header = (cookie: Cookie) => cookie.serialize()
  return {
    async start(account) {
      const started = await lucia.createSession(account, {})
      return header(lucia.createSessionCookie(started.id))
    },
    async find(cookie) {
      const id = lucia.readSessionCookie(cookie ?? '')
      if (!id) return null
      const { session } = await lucia.validateSession(id)
      if (!session) return null
      return {
        account: session.userId as AccountId,
        signInHash: sha256Hex(id),
        freshCookie: session.fresh ? header(lucia.createSessionCookie(id)) : null,
      }
    },
    async end(signInHash) {
      await write((writer) => writer.deleteFrom('sign_ins').where('id_hash', '=', signInHash).execute())
      return header(lucia.createBlankSessionCookie())
    },
  }
}

/** Lucia's seven calls over our own table; the id it hands out is stored only as its SHA-256. Source: RULES.md AC1. */
function adapter(db: Database, write: Write, now: () => number): Adapter {
  const asSession = (id: string, row: { account: string; expires_at: number }) => ({
    id,
    userId: row.account,
    expiresAt: new Date(row.expires_at),
    attributes: {},
  })
  return {
    async getSessionAndUser(id) {
      const row = await db.selectFrom('sign_ins').selectAll().where('id_hash', '=', sha256Hex(id)).executeTakeFirst()
      return row ? [asSession(id, row), { id: row.account, attributes: {} }] : [null, null]
    },
    async getUserSessions(account) {
      const rows = await db
        .selectFrom('sign_ins')
        .selectAll()
        .where('account', '=', account as AccountId)
        .execute()
      return rows.map((row) => asSession(row.id_hash, row))
    },
    async setSession(session) {
      const row = {
        id_hash: sha256Hex(session.id),
        account: session.userId as AccountId,
        expires_at: session.expiresAt.getTime(),
        created_at: now(),
      }
      await write((writer) => writer.insertInto('sign_ins').values(row).execute())
    },
    async updateSessionExpiration(id, expiresAt) {
      const changed = { expires_at: expiresAt.getTime() }
      await write((writer) =>
        writer.updateTable('sign_ins').set(changed).where('id_hash', '=', sha256Hex(id)).execute(),
      )
    },
    async deleteSession(id) {
      await write((writer) => writer.deleteFrom('sign_ins').where('id_hash', '=', sha256Hex(id)).execute())
    },
    async deleteUserSessions(account) {
      await write((writer) =>
        writer
          .deleteFrom('sign_ins')
          .where('account', '=', account as AccountId)
          .execute(),
      )
    },
    async deleteExpiredSessions() {
      await write((writer) => writer.deleteFrom('sign_ins').where('expires_at', '<=', now()).execute())
    },
  }
}
