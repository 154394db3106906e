import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, SessionId, TextId } from '../../shared/ids.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import { isObserver } from '../../shared/sessions/rules.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { loadLiveToObservers, type SessionFor, sessionSeen } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { loadSet, recommendationFor } from './queries.ts'

/** Whose the Yjs client ids of a text are, so that a page can say whose each word is. Source: RULES.md VE40. */
export async function viewAuthors(house: House, account: AccountId, input: { id: RecommendationId }) {
  const found = await recommendationFor(house.db, input.id, account, house.clock.now())
  if (!found.ok) return found
  if (isObserver(found.facts.capacity)) return refuse('no-right', 'VE40')
  const clients = await loadClients(house.db, found.facts.recommendation.textId)
  const named = await namer(house.db, found.facts)
  return allow({ authors: [...clients].map(([one, ids]) => ({ ...named(one), clients: ids })) })
}

/** How much of the present texts of a session, or of one of them, is whose. Source: RULES.md VE41. */
export async function viewContributions(
  house: House,
  account: AccountId,
  input: { session: SessionId; recommendation?: RecommendationId | undefined },
) {
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  if (isObserver(capacity)) return refuse('no-right', 'VE41')
  const liveToObservers = await loadLiveToObservers(house.db, session.id)
  const set = (await loadSet(house.db, session.id)).filter(
    (one) => textAccess(one, session, capacity, liveToObservers).visible,
  )
  const asked = input.recommendation === undefined ? set : set.filter(({ id }) => id === input.recommendation)
  if (input.recommendation !== undefined && asked.length === 0) return refuse('not-found', 'RE5')
  const texts = []
  for (const { id, textId } of asked) {
    const credits = await house.live.credits(textId)
    texts.push({ recommendation: id, people: credits.map(([one, characters]) => ({ account: one, characters })) })
  }
  const named = await namer(house.db, found.facts)
  const people = [...new Set(texts.flatMap((text) => text.people.map((one) => one.account)))].sort()
  return allow({ texts, people: people.map(named) })
}

async function loadClients(db: Reader, text: TextId): Promise<ReadonlyMap<AccountId, number[]>> {
  const rows = await db.selectFrom('client_ids').select(['client_id', 'account']).where('text', '=', text).execute()
  const clients = new Map<AccountId, number[]>()
  for (const { client_id, account } of rows) {
    const known = clients.get(account as AccountId) ?? []
    clients.set(account as AccountId, [...known, client_id])
  }
  return clients
}

/** A person with the councils of the session they sit in. */
async function namer(db: Reader, { seats }: Pick<SessionFor, 'seats'>) {
  const names = await loadNames(db)
  return (account: AccountId) => ({
    account,
    name: nameIn(names, account),
    councils: [...new Set(seats.filter(({ holder }) => holder === account).map(({ council }) => council))],
  })
}
