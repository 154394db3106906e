import { allow, refuse } from '../../shared/decision.ts'
import type { Repeat, Status } from '../../shared/follow-up/model.ts'
import { keepRepeats } from '../../shared/follow-up/repeats.ts'
import type { AccountId, AddresseeId, RecommendationId, SessionId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES, type Localised } from '../../shared/language.ts'
import { sayInEach } from '../../shared/messages/translate.ts'
import { hasAll, plainWords } from '../../shared/text/plain-letters.ts'
import type { Instant } from '../../shared/time.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { loadAddressees, loadRecommendation, recommendationFor } from '../recommendations/queries.ts'
import { sessionFor } from '../sessions/queries.ts'
import { loadAdopted, loadAssessments, newest, pairKey } from './queries.ts'
import { type Candidate, loadCandidates, loadLater, loadRepeats } from './repeats.ts'

/** So many are shown of what is found: who sees more types another word. */
const MOST_FOUND = 20

/** Who reads; null: whoever runs the command on the store, who sees all of it. */
type ReaderOf = { readonly account: AccountId | null; readonly at: Instant }

/** The earlier recommendations of one, what became of them, and the later ones that go on from it. Refuses: not-found. Source: RULES.md FO21. */
export async function viewRepeats(house: House, account: AccountId, input: { recommendation: RecommendationId }) {
  const { db } = house
  const at = house.clock.now()
  const one = await recommendationFor(db, input.recommendation, account, at)
  if (!one.ok) return one
  const { recommendation, session, capacity } = one.facts
  const became = tellsBecame(db, { account, at })
  const links = []
  for (const link of await loadRepeats(db, [recommendation.id])) {
    const { number, way, of, said } = link
    links.push({ number, way, of, said, ...(await became(link)) })
  }
  const later = []
  for (const link of await loadLater(db, recommendation.id)) {
    const found = await recommendationFor(db, link.recommendation, account, at)
    if (!found.ok) continue
    const { id, number, stage } = found.facts.recommendation
    const { id: of, title } = found.facts.session
    const isAdopted = stage === 'adopted'
    later.push({ recommendation: id, session: of, sessionTitle: title, number, way: link.way, isAdopted })
  }
  return allow({ links, later, mayLink: keepRepeats(recommendation, session, capacity).ok })
}

type Became = {
  readonly listedAs: string
  readonly found: {
    readonly session: SessionId
    readonly addressees: { id: AddresseeId; abbr: Localised; status: Status | null }[]
  } | null
}
const NOTHING: Became = { listedAs: '', found: null }

/**
 * Tells what became of earlier ones: as their list says, or as the councils found where the reader takes part in their session.
 * Each session is read once. Source: RULES.md FO21.
 */
function tellsBecame(db: Reader, reader: ReaderOf): (link: Repeat) => Promise<Became> {
  const sessions = new Map<SessionId, Promise<ReadonlyMap<RecommendationId, Became>>>()
  return async ({ of }) => {
    if (of.kind === 'listed') {
      const row = db.selectFrom('earlier_recommendations').select('became').where('id', '=', of.id)
      return { listedAs: (await row.executeTakeFirst())?.became ?? '', found: null }
    }
    const kept = await loadRecommendation(db, of.id)
    if (!kept) return NOTHING
    const known = sessions.get(kept.session) ?? foundIn(db, kept.session, reader)
    sessions.set(kept.session, known)
    return (await known).get(of.id) ?? NOTHING
  }
}

/** What the councils found of each adopted recommendation of a session; nothing for who takes no part in it. */
async function foundIn(db: Reader, session: SessionId, { account, at }: ReaderOf) {
  if (account !== null && !(await sessionFor(db, session, account, at)).ok) return new Map<RecommendationId, Became>()
  const assessed = newest(await loadAssessments(db, session))
  const offices = new Map((await loadAddressees(db)).map(({ id, abbr }) => [id, abbr]))
  return new Map(
    (await loadAdopted(db, session)).map(({ kept, content }): [RecommendationId, Became] => {
      const addressees = (content?.fields.addressees ?? []).flatMap(({ id }) => {
        const abbr = offices.get(id)
        const status = assessed.get(pairKey({ recommendation: kept.id, addressee: id }))?.status ?? null
        return abbr ? [{ id, abbr, status }] : []
      })
      return [kept.id, content ? { listedAs: '', found: { session, addressees } } : NOTHING]
    }),
  )
}

/** Links with what became of the earlier ones in a sentence, as files print them. Source: RULES.md FO23. */
export async function repeatFacts(db: Reader, recommendations: readonly RecommendationId[], reader: ReaderOf) {
  const tell = tellsBecame(db, reader)
  const facts = []
  for (const link of await loadRepeats(db, recommendations)) {
    const became = sentenceOf(await tell(link))
    facts.push({ recommendation: link.recommendation, way: link.way, ...link.said, became })
  }
  return Map.groupBy(facts, ({ recommendation }) => recommendation)
}

function sentenceOf({ listedAs, found }: Became): Localised {
  if (listedAs !== '') return sayInEach('followUp.repeats.became', { words: listedAs })
  if (!found || found.addressees.length === 0) return eachLanguage(() => '')
  const each = found.addressees.map(({ abbr, status }) => ({
    abbr,
    status: sayInEach(`followUp.statuses.${status ?? 'none'}`),
  }))
  const words = eachLanguage((language) =>
    each.map(({ abbr, status }) => `${abbr[language]}: ${status[language]}`).join('; '),
  )
  return sayInEach('followUp.repeats.became', { words })
}

/** Earlier recommendations that have the words, for who links them. Refuses what `keepRepeats` refuses, and not-found. Source: RULES.md FO20, AD30. */
export async function findEarlier(
  house: House,
  account: AccountId,
  input: { recommendation: RecommendationId; words?: string | undefined },
) {
  const at = house.clock.now()
  const one = await recommendationFor(house.db, input.recommendation, account, at)
  if (!one.ok) return one
  const { recommendation, session, capacity } = one.facts
  const may = keepRepeats(recommendation, session, capacity)
  if (!may.ok) return may
  const asked = plainWords(input.words ?? '')
  const all = await loadCandidates(house.db, one.facts, account, at)
  const found = asked.length === 0 ? all : all.filter((each) => hasAll(wordsOf(each), asked))
  const linked = await loadRepeats(house.db, [recommendation.id])
  return allow({
    found: found.slice(0, MOST_FOUND).map(({ of, said }) => ({
      of,
      said,
      isLinked: linked.some((each) => each.of.kind === of.kind && each.of.id === of.id),
    })),
    more: found.length > MOST_FOUND,
  })
}

const wordsOf = ({ said: { source, number, text } }: Candidate): readonly string[] =>
  plainWords([number, ...LANGUAGES.flatMap((language) => [source[language], text[language]])].join(' '))

/**
 * The earlier recommendations that a published text goes on from, for everybody: those of others, and of the councils' own the published
 * ones. Refuses: not-found. Source: RULES.md FO22.
 */
export async function viewPublishedRepeats(house: House, input: { recommendation: RecommendationId }) {
  const { db } = house
  if (!(await isPublished(db, input.recommendation))) return refuse('not-found', 'FO22')
  const links = []
  for (const { way, of, said } of await loadRepeats(db, [input.recommendation])) {
    if (of.kind === 'listed') links.push({ way, said, published: null })
    else if (await isPublished(db, of.id)) links.push({ way, said, published: of.id })
  }
  return allow({ links })
}

async function isPublished(db: Reader, recommendation: RecommendationId): Promise<boolean> {
  const round = db.selectFrom('final_rounds').select('round').where('recommendation', '=', recommendation)
  return (await round.where('stage', '=', 'published').executeTakeFirst()) !== undefined
}
