import { seeThread } from '../../shared/comments/thread-rules.ts'
import { piecesOf } from '../../shared/comments/threads.ts'
import type { ThreadFacts } from '../../shared/exports/model.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { eachLanguage, type Localised } from '../../shared/language.ts'
import type { Capacity } from '../../shared/sessions/rules.ts'
import type { loadNames } from '../accounts/queries.ts'
import { loadInvitedTexts, loadThreads } from '../comments/thread-queries.ts'
import type { Database } from '../db/database.ts'
import type { Kept } from '../recommendations/queries.ts'
import { nameIn } from '../sessions/views.ts'

type Names = Awaited<ReturnType<typeof loadNames>>

/** What is said beside drafts, as far as the reader sees it. Source: RULES.md CM8. */
export async function threadsOf(
  db: Database,
  session: SessionId,
  set: readonly Kept[],
  capacity: Capacity,
  names: Names,
): Promise<ReadonlyMap<RecommendationId, ThreadFacts[]>> {
  const invited = await loadInvitedTexts(db, session)
  const drafts = set.filter(({ stage }) => stage !== 'adopted')
  return new Map(
    await Promise.all(
      drafts.map(async ({ id }) => {
        const threads = await loadThreads(db, id)
        const seen = threads.filter((one) => seeThread(capacity, one, invited.has(id)))
        return [id, seen.flatMap((one) => threadFacts(one, names))] as const
      }),
    ),
  )
}

function threadFacts(
  { id, passage, resolved, remarks }: Awaited<ReturnType<typeof loadThreads>>[number],
  names: Names,
): ThreadFacts[] {
  const said = remarks
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map(({ author, at, words }) => ({ author: nameIn(names, author), at, words: spokenOf(words, names) }))
  return said.length === 0 ? [] : [{ id, passage, resolved: resolved !== null, remarks: said }]
}

/** A remark with those who are mentioned in it by their names. */
const spokenOf = (words: string, names: Names): Localised =>
  eachLanguage((language) =>
    piecesOf(words)
      .map((piece) => ('account' in piece ? nameIn(names, piece.account)[language] : piece.words))
      .join(''),
  )
