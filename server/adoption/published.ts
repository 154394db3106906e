import { type FinalChange, type FinalRound, MOST_PUBLISHED } from '../../shared/adoption/final.ts'
import { shownToAll, withholding } from '../../shared/adoption/withheld.ts'
import { allow, refuse } from '../../shared/decision.ts'
import type { RecommendationId, SessionId, VersionId } from '../../shared/ids.ts'
import { LANGUAGES, type Localised } from '../../shared/language.ts'
import { localDateOf } from '../../shared/messages/format.ts'
import { type Parts, plainParts } from '../../shared/text/canonical.ts'
import { hasAll, plainWords } from '../../shared/text/plain-letters.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { loadRecommendation } from '../recommendations/queries.ts'
import { entryOf } from '../record/entries.ts'
import { loadSeated, loadSession } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { loadVote } from '../votes/queries.ts'
import { changesOf, loadRounds, loadSignatures } from './final-queries.ts'

/** What is found by its words: versions never change, so that each is read once. */
type Shelved = { readonly title: Localised; readonly words: readonly string[]; readonly hash: string }
export type Shelf = Map<VersionId, Shelved>

/** Published texts that have the words, newest first, for everybody. Source: RULES.md AD29, AD30. */
export async function listPublished(
  house: House,
  shelf: Shelf,
  input: { words?: string | undefined; session?: SessionId | undefined },
) {
  const { db } = house
  const asked = plainWords(input.words ?? '')
  const texts = []
  for (const round of await newestRounds(db)) {
    if (texts.length === MOST_PUBLISHED) break
    if (input.session !== undefined && round.session !== input.session) continue
    const session = await house.memo.of(`session of published ${round.session}`, () => loadSession(db, round.session))
    const text = await shelved(db, shelf, round.version)
    if (!session || !text) continue
    const { official } = round
    const words = () => [
      ...plainWords([official.number, ...LANGUAGES.map((language) => session.title[language])].join(' ')),
      ...text.words,
    ]
    if (asked.length > 0 && !hasAll(words(), asked)) continue
    const { recommendation, round: corrigenda } = round
    const { title, hash } = text
    texts.push({ recommendation, session: session.id, sessionTitle: session.title, official, title, corrigenda, hash })
  }
  return allow({ texts })
}

/** The newest published round of each text, the last published first. */
async function newestRounds(db: Reader) {
  const rows = await db
    .selectFrom('final_rounds')
    .select(['recommendation', 'round', 'session', 'version', 'official_number', 'official_date'])
    .where('stage', '=', 'published')
    .orderBy('published_at', 'desc')
    .orderBy('round', 'desc')
    .execute()
  const met = new Set<RecommendationId>()
  return rows.flatMap(({ official_number: number, official_date: date, version, ...row }) => {
    if (met.has(row.recommendation) || version === null || number === null || date === null) return []
    met.add(row.recommendation)
    return [{ ...row, version, official: { number, date } }]
  })
}

async function shelved(db: Reader, shelf: Shelf, id: VersionId): Promise<Shelved | null> {
  const known = shelf.get(id)
  if (known) return known
  const version = await loadVersion(db, id)
  if (!version) return null
  const { title, text } = plainParts(contentOf(version).parts)
  const words = plainWords(LANGUAGES.flatMap((language) => [title[language], text[language]]).join(' '))
  const made = { title, words: [...new Set(words)], hash: version.hash }
  shelf.set(id, made)
  return made
}

/** A published text with everything that is said of it, for everybody. Refuses: not-found. Source: RULES.md AD29. */
export async function viewPublished(house: House, input: { recommendation: RecommendationId }) {
  const { db } = house
  const rounds = await publishedRounds(db, input.recommendation)
  const newest = rounds.at(-1)
  const session = newest && (await loadSession(db, newest.round.session))
  const adopted = newest && (await adoptedHash(db, input.recommendation))
  const vote = adopted && (await loadVote(db, adopted.vote))?.vote
  const head = await entryOf(db, 'final-published', input.recommendation)
  const recommendation = await loadRecommendation(db, input.recommendation)
  if (!newest || !session || !adopted || vote?.stage !== 'announced' || !head || !recommendation)
    return refuse('not-found', 'AD29')
  const names = await loadNames(db)
  const { councils } = await loadSeated(db, session, house.clock.now())
  return allow({
    recommendation: input.recommendation,
    session: session.id,
    sessionTitle: session.title,
    timezone: session.timezone,
    kind: recommendation.kind,
    number: recommendation.number,
    numberBefore: await numberBefore(db, input.recommendation),
    official: newest.official,
    title: plainParts(newest.parts).title,
    parts: newest.parts,
    hash: newest.hash,
    adopted: { hash: adopted.hash, at: adopted.adopted_at, outcome: vote.outcome.headline },
    councils: councils.map(({ id, name }) => ({ id, name })),
    signatures: (await loadSignatures(db, newest.round)).map(({ account, ...signature }) => ({
      ...signature,
      name: nameIn(names, account),
    })),
    corrigenda: shownRounds(rounds, (round) => round > 0),
    head,
  })
}

/** What the code on a print stands for, and what stands now; words only of what was published. Refuses: not-found. Source: RULES.md AD31. */
export async function checkCode(house: House, { code }: { code: string }) {
  const { db } = house
  const version = await db
    .selectFrom('versions')
    .select(['hash', 'recommendation', 'created_at'])
    // Digits and a to f: everything that begins with the code, by the index.
    .where('hash', '>=', code)
    .where('hash', '<', `${code}g`)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const recommendation = version && (await loadRecommendation(db, version.recommendation))
  const session = recommendation && (await loadSession(db, recommendation.session))
  if (!version || !recommendation || !session) return refuse('not-found', 'AD31')
  const rounds = await publishedRounds(db, recommendation.id)
  const newest = rounds.at(-1)
  const adopted = (await adoptedHash(db, recommendation.id))?.hash ?? null
  const printed = rounds.findLast(({ hash }) => hash === version.hash)
  const since = printed ? printed.round.round : version.hash === adopted ? -1 : null
  return allow({
    state: stateOf({ hash: version.hash, adopted, newest: newest?.hash ?? null, wasPublished: printed !== undefined }),
    kind: recommendation.kind,
    number: recommendation.number,
    sessionTitle: session.title,
    date: localDateOf(version.created_at, session.timezone),
    hash: version.hash,
    now: newest
      ? {
          recommendation: recommendation.id,
          title: plainParts(newest.parts).title,
          official: newest.official,
          hash: newest.hash,
        }
      : null,
    difference: since === null ? [] : shownRounds(rounds, (round) => round > since),
  })
}

/** Where a print stands: a draft of the final text is a draft too, as long as nothing was published. */
function stateOf(print: {
  readonly hash: string
  readonly adopted: string | null
  readonly newest: string | null
  readonly wasPublished: boolean
}): 'draft' | 'adopted' | 'final' | 'superseded' {
  const { hash, adopted, newest, wasPublished } = print
  if (hash === newest) return 'final'
  if (hash === adopted) return newest === null ? 'adopted' : 'superseded'
  return wasPublished ? 'superseded' : 'draft'
}

type Published = {
  readonly round: FinalRound
  readonly official: { readonly number: string; readonly date: NonNullable<FinalRound['official']>['date'] }
  readonly hash: string
  readonly parts: Parts
  readonly changes: readonly FinalChange[]
}

/** The final text of a recommendation and its corrigenda as far as they are published, with what each changed. */
async function publishedRounds(db: Reader, recommendation: RecommendationId): Promise<Published[]> {
  const published: Published[] = []
  for (const round of await loadRounds(db, recommendation)) {
    const version = round.stage === 'published' && round.version ? await loadVersion(db, round.version) : null
    if (!version || !round.official) continue
    const { parts } = contentOf(version)
    const changes = await changesOf(db, round, parts)
    published.push({ round, official: round.official, hash: version.hash, parts, changes })
  }
  return published
}

/** What rounds changed, as everybody sees it. Source: RULES.md AD33. */
function shownRounds(rounds: readonly Published[], which: (round: number) => boolean) {
  const newest = rounds.at(-1)
  if (!newest) return []
  const withhold = withholding(
    rounds.flatMap(({ changes }) => changes),
    newest.parts,
  )
  return rounds
    .filter(({ round }) => which(round.round))
    .map(({ round, official, changes }) => ({
      round: round.round,
      official,
      reason: withhold(round.reason),
      changes: changes.map((change) => shownToAll(change, withhold)),
    }))
}

const adoptedHash = (db: Reader, recommendation: RecommendationId) =>
  db
    .selectFrom('adopted_texts')
    .select(['hash', 'vote', 'adopted_at'])
    .where('recommendation', '=', recommendation)
    .executeTakeFirst()

/** The number that a text had while it was drafted and voted on; null when it still has it. Source: RULES.md AD32. */
async function numberBefore(db: Reader, recommendation: RecommendationId): Promise<number | null> {
  const row = await db
    .selectFrom('final_numbers')
    .select(['was', 'is'])
    .where('recommendation', '=', recommendation)
    .executeTakeFirst()
  return row && row.was !== row.is ? row.was : null
}
