import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import {
  type AccountId,
  type AmendmentId,
  newId,
  type RecommendationId,
  type ScreenId,
  type SessionId,
} from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Screen, Shown } from '../../shared/screens/model.ts'
import { admitScreen, keepScreens, revokeScreen, showOnScreens } from '../../shared/screens/rules.ts'
import { wordOf } from '../../shared/sessions/rules.ts'
import { MINUTE_MS } from '../../shared/time.ts'
import type { Act } from '../act.ts'
import { loadAmendment } from '../amendments/queries.ts'
import type { House } from '../house.ts'
import { loadRecommendation } from '../recommendations/queries.ts'
import { sessionFor } from '../sessions/queries.ts'
import { cookieName, loadScreen, loadScreenBySecret } from './queries.ts'

type NewLink = { readonly session: SessionId; readonly name: string; readonly languages: readonly Language[] }

/** 160 random bits in letters that can be typed on a television. */
const newSecret = (house: House): string => newId(house.random) + newId(house.random)

/** A screen's cookie outlives the days of a session; revoking its link ends it. */
const COOKIE_LIFETIME_S = 30 * 24 * 60 * 60

/**
 * Makes a link. Its secret is in the answer and nowhere else, also not in the stored answer of the request: whoever asks again
 * because the answer got lost is given a new secret for the same link. Source: RULES.md SE50.
 */
export async function createLink(
  house: House,
  by: AccountId,
  { requestId, ...link }: NewLink & { readonly requestId?: string | undefined },
): Promise<Decision<{ id: ScreenId; path: string }>> {
  const secret = newSecret(house)
  const request = { by, endpoint: 'screens/create-link', requestId, input: link }
  const made = await house.acts.run(request, (act) => createLinkAct(act, link, sha256Hex(secret)))
  if (!made.ok) return made
  const { id } = made.facts
  const renewed = (await loadScreenBySecret(house.db, secret)) ? allow() : await renew(house, by, id, sha256Hex(secret))
  return renewed.ok ? allow({ id, path: `/screen/${link.session}#${secret}` }) : renewed
}

/** Gives a link that its maker asked for again a new secret, if it is still theirs to make. Refuses: not-found, no-right. */
async function renew(house: House, by: AccountId, id: ScreenId, secretHash: string): Promise<Decision> {
  const screen = await loadScreen(house.db, id)
  if (!screen) return refuse('not-found', 'SE50')
  const found = await sessionFor(house.db, screen.session, by, house.clock.now())
  if (!found.ok) return found
  const may = keepScreens(found.facts.capacity)
  if (!may.ok) return may
  await house.acts.writeSignIn((writer) =>
    writer.updateTable('screens').set({ secret_hash: secretHash }).where('id', '=', id).execute(),
  )
  return allow()
}

async function createLinkAct(act: Act, link: NewLink, secretHash: string): Promise<Decision<{ id: ScreenId }>> {
  const found = await sessionFor(act.tx, link.session, act.by, act.at)
  if (!found.ok) return found
  const may = keepScreens(found.facts.capacity)
  if (!may.ok) return may
  const id = act.newId() as ScreenId
  await act.tx
    .insertInto('screens')
    .values({
      id,
      session: link.session,
      name: link.name,
      languages: JSON.stringify(link.languages),
      secret_hash: secretHash,
      created_at: act.at,
      created_by: act.by,
      revoked_at: null,
      last_seen: null,
    })
    .execute()
  await act.record({
    act: 'screen-link-made',
    subject: id,
    facts: { session: link.session, languages: [...link.languages] },
  })
  act.tell(link.session, 'screens')
  return allow({ id })
}

/** Ends a link: every later question of its screen is refused, and its line ends with the news of this. */
export async function revokeLinkAct(act: Act, input: { screen: ScreenId }): Promise<Decision<Nothing>> {
  const screen = await loadScreen(act.tx, input.screen)
  if (!screen) return refuse('not-found', 'SE50')
  const found = await sessionFor(act.tx, screen.session, act.by, act.at)
  if (!found.ok) return refuse('not-found', 'SE50')
  const may = revokeScreen(screen, found.facts.capacity)
  if (!may.ok) return may
  await act.tx.updateTable('screens').set({ revoked_at: act.at }).where('id', '=', screen.id).execute()
  await act.record({ act: 'screen-link-revoked', subject: screen.id, facts: { session: screen.session } })
  act.tell(screen.session, 'screens')
  return allow({})
}

/** Puts a text or a tabled amendment on the screens, or the way to check in, or what follows from the point. */
export async function showAct(
  act: Act,
  input: { session: SessionId; shown: Shown; recommendation: RecommendationId | null; amendment: AmendmentId | null },
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const recommendation = input.shown === 'text' ? input.recommendation : null
  const amendment = input.shown === 'amendment' ? input.amendment : null
  const may = showOnScreens(
    session,
    capacity,
    input.shown,
    recommendation && (await loadRecommendation(act.tx, recommendation)),
    amendment && (await loadAmendment(act.tx, amendment)),
  )
  if (!may.ok) return may
  const row = { shown: input.shown, recommendation, amendment, point: session.currentPoint, at: act.at }
  await act.tx
    .insertInto('shown')
    .values({ session: session.id, ...row })
    .onConflict((conflict) => conflict.column('session').doUpdateSet(row))
    .execute()
  await act.record({
    act: 'shown-on-screens',
    subject: session.id,
    facts: { shown: input.shown, recommendation, ...(amendment ? { amendment } : {}) },
    onWordOf: wordOf(capacity),
  })
  act.tell(session.id, 'screens')
  return allow({})
}

/** A screen opens its link: the answer sets a cookie that only its own questions carry. Refuses: no-screen. */
export async function enterScreen(
  house: House,
  input: { session: SessionId; secret: string },
  setCookie: (header: string) => void,
): Promise<Decision<{ screen: ScreenId; languages: Language[] }>> {
  const admitted = admitScreen(await loadScreenBySecret(house.db, input.secret), input.session)
  if (!admitted.ok) return admitted
  const { id, languages } = admitted.facts
  const secure = house.settings.https ? '; Secure' : ''
  setCookie(
    `${cookieName(id)}=${input.secret}; Path=/api; HttpOnly; SameSite=Lax; Max-Age=${COOKIE_LIFETIME_S}${secure}`,
  )
  await noteSeen(house, admitted.facts)
  return allow({ screen: id, languages: [...languages] })
}

/** Notes that a screen is there, at most once a minute. */
export async function noteSeen(house: House, screen: Screen): Promise<void> {
  const now = house.clock.now()
  await house.acts.writeSignIn((writer) =>
    writer
      .updateTable('screens')
      .set({ last_seen: now })
      .where('id', '=', screen.id)
      .where((eb) => eb.or([eb('last_seen', 'is', null), eb('last_seen', '<=', now - MINUTE_MS)]))
      .execute(),
  )
}
