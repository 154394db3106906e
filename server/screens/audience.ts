import { hiddenFrom } from '../../shared/floor/rules.ts'
import type { SessionId } from '../../shared/ids.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import { LOOKING_ON } from '../../shared/screens/rules.ts'
import type { Session } from '../../shared/sessions/model.ts'
import type { Question } from '../../shared/votes/model.ts'
import { isUnderHidden } from '../../shared/votes/questions.ts'
import { loadAmendments, sightOf } from '../amendments/queries.ts'
import { loadInvitedTexts } from '../comments/thread-queries.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { type Kept, loadSet } from '../recommendations/queries.ts'
import { loadAgenda, loadLiveToObservers, loadSession } from '../sessions/queries.ts'

/** What the news of something hidden become: those who look on ask their lists again and learn no id. */
const WITHOUT_ID: Readonly<Record<string, string>> = {
  recommendation: 'recommendations',
  vote: 'votes',
  amendment: 'amendments',
}

/**
 * The news of a session as those who look on may hear them: a topic that names what they may not see loses its id,
 * and one of a kind that is not known here is not told at all. Source: RULES.md SE55.
 */
export async function topicsForLookersOn(
  db: Reader,
  id: SessionId,
  topics: readonly string[],
): Promise<readonly string[]> {
  if (!topics.some((topic) => topic.includes(':'))) return topics
  const session = await loadSession(db, id)
  if (!session) return []
  const live = await loadLiveToObservers(db, id)
  const set = await loadSet(db, id)
  const seen = set.filter((one) => textAccess(one, session, LOOKING_ON, live).visible)
  const invited = await loadInvitedTexts(db, id)
  const known = new Set<string>([
    ...seen.flatMap((one) => [`recommendation:${one.id}`, `text:${one.textId}`, `redacted:${one.id}`]),
    ...seen.filter((one) => invited.has(one.id)).map((one) => `open-threads:${one.id}`),
    ...(await amendmentsSeen(db, session, set)),
    ...(await votesSeen(db, id, new Set(seen.map((one) => one.id)))),
  ])
  return [...new Set(topics.flatMap((topic) => (known.has(topic) ? [topic] : withoutId(topic))))]
}

function withoutId(topic: string): readonly string[] {
  const colon = topic.indexOf(':')
  if (colon < 0) return [topic]
  const plain = WITHOUT_ID[topic.slice(0, colon)]
  return plain ? [plain] : []
}

/** What is tabled to what those who look on may see; drafts of others are nobody's news. Source: RULES.md AM21. */
async function amendmentsSeen(db: Reader, session: Session, set: readonly Kept[]): Promise<string[]> {
  const sees = await sightOf(db, { session, capacity: LOOKING_ON })
  const to = new Map(set.map((one) => [one.id, one]))
  return (await loadAmendments(db, { session: session.id }))
    .filter((one) => sees(one, one.recommendation && (to.get(one.recommendation) ?? null)))
    .flatMap(({ id, text }) => [`amendment:${id}`, ...(text === null ? [] : [`text:${text}`])])
}

/** Votes of a session on what those who look on may see. */
async function votesSeen(db: Reader, session: SessionId, seen: ReadonlySet<string>): Promise<string[]> {
  const hidden = hiddenFrom(LOOKING_ON, await loadAgenda(db, session))
  const rows = await db
    .selectFrom('votes')
    .select(['id', 'recommendation', 'question', 'point'])
    .where('session', '=', session)
    .execute()
  return rows
    .filter(({ recommendation, question, point }) =>
      recommendation !== null
        ? seen.has(recommendation)
        : question !== null && !isUnderHidden({ question: fromJson<Question>(question), point }, hidden),
    )
    .map(({ id }) => `vote:${id}`)
}
