import { Buffer } from 'node:buffer'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, AgendaPointId, RecommendationId, SessionId, TextId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES, type Language, type Localised } from '../../shared/language.ts'
import { type ListParagraph, matchLists, type ReadList } from '../../shared/recommendations/lists.ts'
import type { RecommendationKind } from '../../shared/recommendations/model.ts'
import {
  addTexts,
  numbersFollow,
  numbersFor,
  orderTexts,
  withdrawText,
} from '../../shared/recommendations/set-rules.ts'
import { wordOf } from '../../shared/sessions/rules.ts'
import { type Block, blocksFromPlain, blocksOf, type Parts } from '../../shared/text/canonical.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'
import { loadAgenda, sessionFor } from '../sessions/queries.ts'
import { createRecommendation, setStage } from './commands.ts'
import { readDocx } from './docx.ts'
import { type Kept, loadSet, recommendationFor } from './queries.ts'

/** Reads Word lists and matches them by number; nothing is written. Refuses what `addTexts` refuses, wrong-file, malformed. */
export async function readLists(
  house: House,
  account: AccountId,
  input: { session: SessionId; lists: readonly { language: Language; base64: string }[] },
) {
  const found = await sessionFor(house.db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const may = addTexts(found.facts.session, found.facts.capacity)
  if (!may.ok) return may
  const read: Partial<Record<Language, ReadList>> = {}
  for (const { language, base64 } of input.lists) {
    if (read[language]) return refuse('malformed', 'RE21')
    const list = readDocx(new Uint8Array(Buffer.from(base64, 'base64')))
    if (!list) return refuse('wrong-file', 'RE22')
    read[language] = list
  }
  const set = await loadSet(house.db, input.session)
  return allow({
    lists: LANGUAGES.flatMap((language) => {
      const list = read[language]
      return list ? [{ ...list, language, texts: list.texts.length }] : []
    }),
    rows: matchLists(read),
    next: numbersFor(['recommendation'], set)?.[0] ?? 1,
    hasPreamble: set.some(({ kind }) => kind === 'preamble'),
  })
}

type NewText = {
  readonly kind: RecommendationKind
  readonly source: Language
  readonly title: Localised
  readonly paragraphs: Readonly<Record<Language, readonly ListParagraph[]>>
}

/** Creates texts with their live words, all of them or none. Refuses what `addTexts` refuses, malformed. Source: RULES.md RE23. */
export async function createSetAct(
  act: Act,
  input: { session: SessionId; point: AgendaPointId | null; texts: readonly NewText[] },
): Promise<Decision<{ recommendations: { id: RecommendationId; number: number | null }[] }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = addTexts(session, capacity)
  if (!may.ok) return may
  if (input.point !== null && !(await loadAgenda(act.tx, session.id)).some(({ id }) => id === input.point))
    return refuse('malformed', 'RE23')
  const set = await loadSet(act.tx, session.id)
  const numbers = numbersFor(
    input.texts.map(({ kind }) => kind),
    set,
  )
  if (!numbers || input.texts.some((text) => !saysSomething(text))) return refuse('malformed', 'RE23')
  const last = await lastPosition(act, session.id)
  const recommendations = []
  for (const [index, text] of input.texts.entries()) {
    const id = act.newId() as RecommendationId
    const number = numbers[index] ?? null
    await createRecommendation(
      act,
      {
        id,
        session: session.id,
        // A preamble stands before all others.
        position: text.kind === 'preamble' ? -1 : last + 1 + index,
        kind: text.kind,
        number,
        stage: 'drafting',
        textId: id as string as TextId,
        point: input.point,
        sourceLanguage: text.source,
        languages: eachLanguage((language) =>
          language === text.source ? 'source' : isThere(text, language) ? 'draft' : 'missing',
        ),
        pen: 'everyone-seated',
        fields: { addressees: [], deadline: null, priority: null, findings: [], standards: [], themes: [] },
        fieldsRev: 1,
        freezesAt: null,
      },
      partsOf(text),
    )
    recommendations.push({ id, number })
  }
  act.tell(session.id, 'recommendations', 'session')
  return allow({ recommendations })
}

const isThere = ({ title, paragraphs }: NewText, language: Language): boolean =>
  title[language].trim() !== '' || paragraphs[language].length > 0

const saysSomething = (text: NewText): boolean => isThere(text, text.source)

function partsOf(text: NewText): Parts {
  const none: readonly Block[] = []
  return {
    title: eachLanguage((language) =>
      text.title[language].trim() ? blocksFromPlain(text.title[language].trim().replace(/\s+/g, ' ')) : none,
    ),
    text: eachLanguage((language) =>
      blocksOf(text.paragraphs[language].map(({ level, words }) => ({ level, runs: [{ text: words, marks: {} }] }))),
    ),
    rationale: { kk: none, ru: none, en: none },
    indicator: { kk: none, ru: none, en: none },
  }
}

/** The place of the last text of a set. */
export async function lastPosition(act: Act, session: SessionId): Promise<number> {
  const row = await act.tx
    .selectFrom('recommendations')
    .select((q) => q.fn.max('position').as('position'))
    .where('session', '=', session)
    .executeTakeFirst()
  return Number(row?.position ?? 0)
}

/** Withdraws a text; it keeps its number. Refuses what `withdrawText` refuses. */
export async function withdrawAct(act: Act, input: { id: RecommendationId }): Promise<Decision<Nothing>> {
  const found = await recommendationFor(act.tx, input.id, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const may = withdrawText(recommendation, session, capacity)
  if (!may.ok) return may
  await setStage(act, input.id, 'withdrawn')
  await act.record({
    act: 'text-withdrawn',
    subject: input.id,
    facts: { number: recommendation.number },
    onWordOf: wordOf(capacity),
  })
  act.touchText(recommendation.textId)
  act.tell(session.id, 'recommendations', `recommendation:${input.id}`)
  return allow({})
}

/**
 * Takes the texts in another order; as long as nothing was circulated (known to the versions' domain) the numbers follow it.
 * Refuses what `orderTexts` refuses.
 */
export async function orderTextsAct(
  act: Act,
  input: { session: SessionId; shown: readonly RecommendationId[]; order: readonly RecommendationId[] },
  circulated: boolean,
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const set = await loadSet(act.tx, session.id)
  const may = orderTexts(session, capacity, { shown: input.shown, now: set.map(({ id }) => id) }, input.order)
  if (!may.ok) return may
  const kindOf = new Map(set.map(({ id, kind }) => [id, kind]))
  const order = [...input.order].sort(
    (a, b) => Number(kindOf.get(b) === 'preamble') - Number(kindOf.get(a) === 'preamble'),
  )
  for (const [position, id] of order.entries())
    await act.tx.updateTable('recommendations').set({ position }).where('id', '=', id).execute()
  const renumbered = numbersFollow(session, circulated)
  if (renumbered)
    await renumber(
      act,
      order.filter((id) => kindOf.get(id) !== 'preamble'),
    )
  await act.record({ act: 'texts-ordered', subject: session.id, facts: { order, renumbered } })
  act.tell(session.id, 'recommendations')
  return allow({})
}

/** Moves a text behind another one, or with null before all but the preamble; the answer is behind which it stood. Source: RULES.md AM39. */
export async function placeAfter(
  act: Act,
  { id, session }: Kept,
  after: RecommendationId | null,
): Promise<RecommendationId | null> {
  const set = await loadSet(act.tx, session)
  const rest = set.filter((one) => one.id !== id)
  const first = rest.filter(({ kind }) => kind === 'preamble').length
  const at = after === null ? first : rest.findIndex((one) => one.id === after) + 1
  const order = rest.map((one) => one.id).toSpliced(Math.max(at, first), 0, id)
  for (const [position, one] of order.entries())
    await act.tx.updateTable('recommendations').set({ position }).where('id', '=', one).execute()
  await act.record({ act: 'texts-ordered', subject: session, facts: { order, renumbered: false } })
  act.tell(session, 'recommendations')
  return standsBehind(set, id)
}

/** Behind which text one stands in its set; null: before all but the preamble. */
export function standsBehind(set: readonly Kept[], id: RecommendationId): RecommendationId | null {
  const before = set[set.findIndex((one) => one.id === id) - 1]
  return before && before.kind !== 'preamble' ? before.id : null
}

/** In two steps: for a moment two texts may not have one number. */
async function renumber(act: Act, order: readonly RecommendationId[]): Promise<void> {
  for (const sign of [-1, 1])
    for (const [index, id] of order.entries())
      await act.tx
        .updateTable('recommendations')
        .set({ number: sign * (index + 1) })
        .where('id', '=', id)
        .execute()
}
