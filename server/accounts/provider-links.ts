import { linkProvider, showedAnew } from '../../shared/accounts/provider-rules.ts'
import { signIn } from '../../shared/accounts/rules.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import type { Asker, Reply } from '../http/handlers.ts'
import type { Provider, Vouched } from './provider.ts'
import { loadHolder, loadKept } from './queries.ts'

/** How long the person has at the provider. */
const TRIP_MS = 10 * MINUTE_MS
const SECRET_BYTES = 32

const linkOf = (db: Reader, account: AccountId, issuer: string) =>
  db
    .selectFrom('provider_links')
    .selectAll()
    .where('account', '=', account)
    .where('issuer', '=', issuer)
    .executeTakeFirst()

const personOf = (db: Reader, issuer: string, subject: string) =>
  db
    .selectFrom('provider_links')
    .select('account')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()

/** The provider people sign in by, and one's own link to it. Source: RULES.md AC100, AC102. */
export async function viewProvider({ db, provider }: House, asker: Asker | null) {
  const row = provider && asker && !asker.waits ? await linkOf(db, asker.account, provider.issuer) : undefined
  return allow({
    name: provider?.name ?? null,
    link: row ? { addedAt: row.added_at, usedAt: row.used_at } : null,
  })
}

const cookieName = (house: House): string => (house.settings.https ? '__Host-kenes-trip' : 'kenes-trip')

/** The Set-Cookie header that keeps a trip in the browser; null forgets it. Lax: the way back begins at another site. */
const keepTrip = (house: House, secret: string | null): string =>
  `${cookieName(house)}=${secret ?? ''}; HttpOnly; Max-Age=${secret === null ? 0 : TRIP_MS / SECOND_MS}; Path=/; SameSite=Lax${house.settings.https ? '; Secure' : ''}`

const tripIn = (house: House, cookie: string | undefined): string | null =>
  (cookie ?? '')
    .split(';')
    .map((one) => one.trim().split('='))
    .find(([name]) => name === cookieName(house))?.[1] || null

type Begun = { readonly back: string; readonly language: Language | undefined } & (
  | { readonly asker: null }
  | { readonly asker: Asker; readonly does: 'links' | 'proves' }
)

/** Sends a browser to the provider; what comes back is good with its cookie, once, within ten minutes. Refuses: no-provider, provider-silent, provider-linked, not-found. Source: RULES.md AC101. */
export async function beginTrip(
  house: House,
  begun: Begun,
  reply: Pick<Reply, 'setCookie'>,
): Promise<Decision<{ address: string }>> {
  const { provider, db } = house
  if (!provider) return refuse('no-provider', 'AC100')
  const { asker } = begun
  if (asker) {
    const isLinked = (await linkOf(db, asker.account, provider.issuer)) !== undefined
    if (begun.does === 'proves' && !isLinked) return refuse('not-found', 'AC108')
    const may = begun.does === 'links' ? linkProvider({ isLinked }, { isLinked: false }) : allow()
    if (!may.ok) return may
  }
  const secret = Buffer.from(house.random(SECRET_BYTES)).toString('base64url')
  const anew = asker !== null && begun.does === 'proves'
  const leads = await provider.begin(secret, begun.language, anew)
  if (!leads.ok) return leads
  const now = house.clock.now()
  await house.acts.writeSignIn(async (writer) => {
    await writer.deleteFrom('provider_trips').where('expires_at', '<=', now).execute()
    await writer
      .insertInto('provider_trips')
      .values({
        hash: sha256Hex(secret),
        account: anew ? null : (asker?.account ?? null),
        sign_in: asker?.signInHash ?? null,
        back: begun.back,
        expires_at: now + TRIP_MS,
      })
      .execute()
  })
  reply.setCookie(keepTrip(house, secret))
  return allow({ address: leads.facts })
}

/** Uses up the trip that this browser began and this answer is to; null: none of ours, used already, or over. */
async function spendTrip(house: House, provider: Provider, answer: URLSearchParams, cookie: string | undefined) {
  const secret = tripIn(house, cookie)
  // Before the store is asked: an answer that somebody else sends the browser to uses nothing up.
  if (secret === null || !provider.isOf(secret, answer)) return null
  const row = await house.acts.writeSignIn((writer) =>
    writer.deleteFrom('provider_trips').where('hash', '=', sha256Hex(secret)).returningAll().executeTakeFirst(),
  )
  return row && row.expires_at > house.clock.now() ? { ...row, secret } : null
}

/** Who came back from the provider, or what came of a link or a proof. */
export type Arrival =
  | { readonly kind: 'linked'; readonly back: string }
  | { readonly kind: 'proved'; readonly back: string; readonly account: AccountId }
  | {
      readonly kind: 'known'
      readonly back: string
      readonly account: AccountId
      readonly factor: boolean
      readonly shownAt: Instant
    }

/**
 * Who a browser is that comes back from the provider. An account is known by issuer and subject alone; a verified e-mail finds it once,
 * where the operator says so. Nobody is made. Who shows anew who they are stays in the sign-in that began it. Refuses: no-provider, wrong-provider-answer, provider-silent, provider-stranger,
 * provider-linked, account-off, devices-off. Source: RULES.md AC101, AC102, AC108.
 */
export async function arrive(
  house: House,
  asker: Asker | null,
  words: string,
  reply: Pick<Reply, 'setCookie' | 'cookie'>,
): Promise<Decision<Arrival>> {
  const { provider, db } = house
  if (!provider) return refuse('no-provider', 'AC100')
  const answer = new URLSearchParams(words)
  const trip = await spendTrip(house, provider, answer, reply.cookie)
  if (!trip) return refuse('wrong-provider-answer', 'AC101')
  reply.setCookie(keepTrip(house, null))
  const { back } = trip
  // Whoever links or shows anew who they are is who began it, in the same sign-in. Source: RULES.md AC102, AC108.
  if (trip.sign_in !== null && (asker?.waits !== false || asker.signInHash !== trip.sign_in))
    return refuse('wrong-provider-answer', 'AC101')
  const read = await provider.read(trip.secret, answer)
  if (!read.ok) return read
  const vouched = read.facts
  if (trip.account !== null) {
    const linked = await link(house, provider, trip.account, vouched)
    return linked.ok ? allow({ kind: 'linked', back }) : linked
  }
  const found = await personOf(db, provider.issuer, vouched.subject)
  if (asker && trip.sign_in !== null) {
    const isAnew = showedAnew(vouched.shownAt, trip.expires_at - TRIP_MS)
    if (found?.account !== asker.account || !isAnew) return refuse('wrong-provider-answer', 'AC108')
    await house.signIns.proved(trip.sign_in)
    return allow({ kind: 'proved', back, account: asker.account })
  }
  const account = found ? allow(found.account) : await findByEmail(house, provider, vouched)
  if (!account.ok) return account
  const { factor, shownAt } = vouched
  return allow({ kind: 'known', back, account: account.facts, factor, shownAt })
}

/** The account of a verified e-mail, linked from now on. Refuses: provider-stranger, provider-linked, account-off, devices-off. */
async function findByEmail(house: House, provider: Provider, vouched: Vouched): Promise<Decision<AccountId>> {
  if (!provider.linksByEmail) return refuse('provider-stranger', 'AC102')
  const email = await vouched.email()
  if (!email.ok) return email
  const account = email.facts === null ? null : await loadHolder(house.db, email.facts)
  const kept = account === null ? undefined : await loadKept(house.db, account)
  if (!kept) return refuse('provider-stranger', 'AC102')
  const may = signIn(kept)
  if (!may.ok) return may
  const linked = await link(house, provider, kept.id, vouched)
  return linked.ok ? allow(kept.id) : linked
}

/** Links an account and a person of the provider. Refuses: provider-linked. Source: RULES.md AC102. */
const link = (
  house: House,
  { issuer }: Provider,
  account: AccountId,
  { subject }: Vouched,
): Promise<Decision<Nothing>> =>
  house.acts.run<Nothing>({ by: account, endpoint: 'accounts/finish-provider', input: {} }, async (act) => {
    const may = linkProvider(
      { isLinked: (await linkOf(act.tx, account, issuer)) !== undefined },
      { isLinked: (await personOf(act.tx, issuer, subject)) !== undefined },
    )
    if (!may.ok) return may
    await act.tx
      .insertInto('provider_links')
      .values({ issuer, subject, account, added_at: act.at, used_at: null })
      .execute()
    await act.record({ act: 'provider-linked', subject: account })
    return allow({})
  })

/** Notes that a link was signed in by. */
export const noteUse = ({ acts, provider, clock }: House, account: AccountId): Promise<unknown> =>
  acts.writeSignIn((writer) =>
    writer
      .updateTable('provider_links')
      .set({ used_at: clock.now() })
      .where('account', '=', account)
      .where('issuer', '=', provider?.issuer ?? '')
      .execute(),
  )

/** Takes one's own link away; it signs nobody in any more. Refuses: not-found. Source: RULES.md AC102. */
export const unlinkProvider = (house: House, { account }: Asker): Promise<Decision<Nothing>> =>
  house.acts.run<Nothing>({ by: account, endpoint: 'accounts/unlink-provider', input: {} }, async (act) => {
    const removed = await act.tx
      .deleteFrom('provider_links')
      .where('account', '=', account)
      .where('issuer', '=', house.provider?.issuer ?? '')
      .executeTakeFirst()
    if (removed.numDeletedRows !== 1n) return refuse('not-found', 'AC102')
    await act.record({ act: 'provider-unlinked', subject: account })
    return allow({})
  })
