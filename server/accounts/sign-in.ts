import { type Adapter, type Cookie, Lucia, TimeSpan } from 'lucia'
import type { AccountRole, SignInWay } from '../../shared/accounts/model.ts'
import type { Proof } from '../../shared/accounts/proof-rules.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId } from '../../shared/ids.ts'
import { type Instant, MINUTE_MS } from '../../shared/time.ts'
import type { Database } from '../db/database.ts'

/** A sitting may last a day and an evening; the sign-in is prolonged while it is used. */
const SIGN_IN_LIFETIME = new TimeSpan(14, 'h')
/** When a sign-in was last seen is written no more often than this. */
const SEEN_AGAIN_MS = 5 * MINUTE_MS
/** That a sign-in did what carries weight is written no more often than this. */
const ACTED_AGAIN_MS = MINUTE_MS
/** How long the browser keeps the step between password and second factor. */
const STEP_SECONDS = 300

/** How a sign-in begins; `factor`: with a second factor; `provedAt`: when who it is was shown, if not just now. */
type Begun = {
  readonly way: SignInWay
  readonly device: string
  readonly factor: boolean
  readonly provedAt?: Instant
}

/** What goes with a sign-in through Lucia: how it begins, or, of one that is there, its row. */
type Attributes = { readonly begun: Begun | null; readonly row: Row | null }

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ readonly row: Row | null }>
    DatabaseSessionAttributes: Attributes
  }
}

/** Writes sign-in rows in the writers' turn. */
type Write = <T>(write: (db: Database) => Promise<T>) => Promise<T>

export type SignedIn = {
  readonly account: AccountId
  readonly signInHash: string
  readonly freshCookie: string | null
  /** It has yet to show, or to set up, a second factor: until then it may do nothing else. Source: RULES.md AC20. */
  readonly waits: boolean
  readonly proof: Proof
}

export type Ended = { readonly signIn: string; readonly way: SignInWay; readonly device: string }

/** Sign-ins by cookie. The only file that knows Lucia, so that it can be replaced. */
export type SignIns = {
  /** Starts a sign-in; the answer is the Set-Cookie header. */
  start(account: AccountId, begun: Begun): Promise<string>
  /** Who a Cookie header is, or null. */
  find(cookie: string | undefined): Promise<SignedIn | null>
  /** Ends a sign-in; the answer is the Set-Cookie header that clears it. */
  end(signInHash: string): Promise<string>
  /** Ends the sign-ins of an account but one; the answer are those that ended. */
  endAll(account: AccountId, except?: string): Promise<readonly Ended[]>
  /** Notes that a sign-in has shown a second factor. */
  hasFactor(signInHash: string): Promise<void>
  /** Notes that a sign-in has shown anew who it is. Source: RULES.md AC54. */
  proved(signInHash: string): Promise<void>
  /** Notes that a sign-in did what carries weight; nobody waits for it. */
  acted(signInHash: string, proof: Proof): void
  /** The Set-Cookie header that keeps a step for the next call; null forgets it. */
  keepStep(code: string | null): string
  /** The step a Cookie header carries. */
  stepIn(cookie: string | undefined): string | null
}

type Needs = {
  readonly db: Database
  readonly write: Write
  /** PUBLIC_URL is https; then cookies are Secure and bound to the host by their names. */
  readonly secure: boolean
  readonly now: () => Instant
  /** Whether an account must have a second factor. */
  readonly mustHave: (account: AccountId, role: AccountRole) => Promise<boolean>
  /** Since when an open session keeps the sign-ins of an account; null: none does. Source: RULES.md AC29. */
  readonly keptSince: (account: AccountId) => Promise<Instant | null>
}

export function createSignIns(needs: Needs): SignIns {
  const { write, secure, now } = needs
  const lucia = new Lucia(adapter(needs), {
    sessionExpiresIn: SIGN_IN_LIFETIME,
    getSessionAttributes: ({ row }) => ({ row }),
    sessionCookie: {
      name: secure ? '__Host-kenes' : 'kenes',
      // The store says when a sign-in ends; the browser may not forget it while its session is open.
      expires: false,
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
  })
  const header = (cookie: Cookie) => cookie.serialize()
  const stepName = secure ? '__Host-kenes-step' : 'kenes-step'
  const waits = async (account: AccountId, row: Row) =>
    row.factor_at === null && (row.confirmed_at !== null || (await needs.mustHave(account, row.role)))
  return {
    async start(account, begun) {
      const started = await lucia.createSession(account, { begun, row: null })
      return header(lucia.createSessionCookie(started.id))
    },
    async find(cookie) {
      const id = lucia.readSessionCookie(cookie ?? '')
      if (!id) return null
      const { session } = await lucia.validateSession(id)
      if (!session?.row) return null
      const { row } = session
      const { account } = row
      const signInHash = sha256Hex(id)
      // Nobody waits for this, and a store that takes no writes stops nobody from reading.
      if (now() - row.seen_at >= SEEN_AGAIN_MS)
        void write((writer) =>
          writer.updateTable('sign_ins').set({ seen_at: now() }).where('id_hash', '=', signInHash).execute(),
        ).catch(() => undefined)
      return {
        account,
        signInHash,
        freshCookie: session.fresh ? header(lucia.createSessionCookie(id)) : null,
        waits: await waits(account, row),
        proof: { provedAt: row.proved_at, actedAt: row.acted_at },
      }
    },
    async end(signInHash) {
      await write((writer) => writer.deleteFrom('sign_ins').where('id_hash', '=', signInHash).execute())
      return header(lucia.createBlankSessionCookie())
    },
    endAll: (account, except) =>
      write(async (writer) => {
        const ended = await writer
          .deleteFrom('sign_ins')
          .where('account', '=', account)
          .where('id_hash', '<>', except ?? '')
          .returning(['id_hash', 'way', 'device'])
          .execute()
        return ended.map(({ id_hash, way, device }) => ({ signIn: id_hash, way, device }))
      }),
    async hasFactor(signInHash) {
      await write((writer) =>
        writer.updateTable('sign_ins').set({ factor_at: now() }).where('id_hash', '=', signInHash).execute(),
      )
    },
    async proved(signInHash) {
      await write((writer) =>
        writer.updateTable('sign_ins').set({ proved_at: now() }).where('id_hash', '=', signInHash).execute(),
      )
    },
    acted(signInHash, { provedAt, actedAt }) {
      if (now() - Math.max(provedAt, actedAt) < ACTED_AGAIN_MS) return
      void write((writer) =>
        writer.updateTable('sign_ins').set({ acted_at: now() }).where('id_hash', '=', signInHash).execute(),
      ).catch(() => undefined)
    },
    keepStep: (code) =>
      `${stepName}=${code ?? ''}; HttpOnly; Max-Age=${code === null ? 0 : STEP_SECONDS}; Path=/; SameSite=Strict${secure ? '; Secure' : ''}`,
    stepIn: (cookie) =>
      (cookie ?? '')
        .split(';')
        .map((one) => one.trim().split('='))
        .find(([name]) => name === stepName)?.[1] || null,
  }
}

type Row = {
  readonly account: AccountId
  readonly expires_at: Instant
  readonly seen_at: Instant
  readonly factor_at: Instant | null
  readonly role: AccountRole
  readonly confirmed_at: Instant | null
  readonly proved_at: Instant
  readonly acted_at: Instant
}

/**
 * Finds a sign-in of an account that may sign in; one that is switched off has none. Asked with every request, so its words are
 * put together once. Source: RULES.md AC14, AC24.
 */
function rowFinder(db: Database) {
  const asked = db
    .selectFrom('sign_ins')
    .innerJoin('accounts', 'accounts.id', 'sign_ins.account')
    .leftJoin('second_factors', 'second_factors.account', 'sign_ins.account')
    .select(['sign_ins.account', 'expires_at', 'seen_at', 'factor_at', 'role', 'confirmed_at', 'proved_at', 'acted_at'])
    .where('id_hash', '=', '')
    .where('switched_off', 'is', null)
    .where('devices_off', 'is', null)
    .compile()
  return async (hash: string) => (await db.executeQuery<Row>({ ...asked, parameters: [hash] })).rows[0]
}

const NOT_SAID: Begun = { way: 'password', device: '', factor: false }

/** Lucia's seven calls over our own table; the id it hands out is stored only as its SHA-256. Source: RULES.md AC1. */
function adapter({ db, write, now, keptSince }: Needs): Adapter {
  const findRow = rowFinder(db)
  const asSession = (id: string, account: string, expiresAt: Instant, row: Row | null) => ({
    id,
    userId: account,
    expiresAt: new Date(expiresAt),
    attributes: { begun: null, row },
  })
  /** One that would have run out while its session is open has a moment more, in which Lucia prolongs it. */
  const endOf = async (row: { account: AccountId; expires_at: Instant }): Promise<Instant> => {
    if (row.expires_at > now()) return row.expires_at
    const since = await keptSince(row.account)
    return since !== null && row.expires_at > since ? now() + MINUTE_MS : row.expires_at
  }
  return {
    async getSessionAndUser(id) {
      const row = await findRow(sha256Hex(id))
      return row
        ? [asSession(id, row.account, await endOf(row), row), { id: row.account, attributes: {} }]
        : [null, null]
    },
    async getUserSessions(account) {
      const rows = await db
        .selectFrom('sign_ins')
        .selectAll()
        .where('account', '=', account as AccountId)
        .execute()
      return rows.map((row) => asSession(row.id_hash, row.account, row.expires_at, null))
    },
    async setSession(session) {
      const { way, device, factor, provedAt = now() } = session.attributes.begun ?? NOT_SAID
      const row = {
        id_hash: sha256Hex(session.id),
        account: session.userId as AccountId,
        expires_at: session.expiresAt.getTime(),
        created_at: now(),
        seen_at: now(),
        way,
        device,
        factor_at: factor ? now() : null,
        proved_at: provedAt,
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
