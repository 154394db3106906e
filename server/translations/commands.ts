import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import type { SayingKind } from '../../shared/translations/model.ts'
import {
  beTranslator,
  certify,
  check,
  declareEditorial,
  type Met,
  nameTranslators,
  noteTranslated,
  worksOn,
} from '../../shared/translations/rules.ts'
import { confirmed, stateOf } from '../../shared/translations/states.ts'
import { isEmpty, untranslated, wordingHash, wordingOf } from '../../shared/translations/wording.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { redactionsOf } from '../live/hiding.ts'
import { type Kept, recommendationFor } from '../recommendations/queries.ts'
import { loadCapacity, sessionFor } from '../sessions/queries.ts'
import { noteStates } from './noting.ts'
import { accountsFor, loadSayings, loadTranslators } from './queries.ts'

export type Said = Exclude<SayingKind, 'made'>
type Spoken = {
  readonly recommendation: RecommendationId
  readonly language: Language
  readonly source: string
  readonly own: string
  readonly requestId?: string | undefined
}

const RULE: Readonly<Record<Said, (met: Met, by: AccountId) => Decision>> = {
  translated: noteTranslated,
  checked: check,
  certified: certify,
  editorial: declareEditorial,
}
const ENDPOINT = {
  translated: 'translations/note-translated',
  checked: 'translations/check',
  certified: 'translations/certify',
  editorial: 'translations/declare-editorial',
} as const

/**
 * Says something of a translation: of the words that were shown, which must be the present ones. They are read outside the transaction:
 * whatever is typed meanwhile, it was said of these words and holds for no others. Refuses what the rule of its kind refuses, and
 * changed-meanwhile. Source: RULES.md LA4, LA6, LA7, LA8.
 */
export const says =
  (kind: Said) =>
  async (house: House, by: AccountId, input: Spoken): Promise<Decision<{ state: Kept['languages'][Language] }>> => {
    const { requestId, ...plain } = input
    const may = await recommendationFor(house.db, input.recommendation, by, house.clock.now())
    if (!may.ok) return may
    const { textId } = may.facts.recommendation
    const redactions = await redactionsOf(house.db, textId)
    const { parts } = await house.live.read(textId)
    return house.acts.run({ by, endpoint: ENDPOINT[kind], requestId, input: plain }, async (act) =>
      // What was read before a redaction is not kept after it.
      (await redactionsOf(act.tx, textId)) === redactions
        ? sayAct(act, kind, plain, parts)
        : refuse('changed-meanwhile', 'LA20'),
    )
  }

async function sayAct(act: Act, kind: Said, input: Spoken, parts: Parts) {
  const found = await recommendationFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { recommendation: kept, session, capacity } = found.facts
  const translators = await loadTranslators(act.tx, session.id)
  const { met, source, own } = await meet(act.tx, kept, input.language, parts, {
    works: worksOn(capacity, translators, input.language),
  })
  const rule = RULE[kind](met, act.by)
  if (!rule.ok) return rule
  if (source !== input.source || own !== input.own) return refuse('changed-meanwhile', 'LA6')
  await addSaying(act, kept, input.language, kind, parts)
  const states = await noteStates(act, kept, parts)
  return allow({ state: states[input.language] })
}

/** A translation as somebody meets it in the words that stand there. */
async function meet(db: Reader, kept: Kept, language: Language, parts: Parts, { works }: Pick<Met, 'works'>) {
  const sourceWords = wordingOf(parts, kept.sourceLanguage)
  const ownWords = wordingOf(parts, language)
  const standing = {
    sayings: (await loadSayings(db, kept))[language],
    source: wordingHash(sourceWords),
    own: wordingHash(ownWords),
    empty: isEmpty(ownWords),
  }
  const isSource = language === kept.sourceLanguage
  const met: Met = {
    works,
    stage: kept.stage,
    isSource,
    state: isSource ? 'source' : stateOf(standing),
    untranslated: untranslated(sourceWords, ownWords),
    checkedBy: confirmed(standing)?.by ?? null,
  }
  return { met, source: standing.source, own: standing.own }
}

const ACT = {
  translated: 'translation-noted',
  checked: 'translation-checked',
  certified: 'translation-certified',
  editorial: 'edit-declared-editorial',
} as const satisfies Record<Said, string>

/** Keeps what was said, of these words, and says so in the record book. */
export async function addSaying(act: Act, kept: Kept, language: Language, kind: Said, parts: Parts): Promise<void> {
  const words = wordingOf(parts, kept.sourceLanguage)
  const [source, own] = [wordingHash(words), wordingHash(wordingOf(parts, language))]
  const before = await act.tx
    .selectFrom('translation_sayings')
    .select((q) => q.fn.max('number').as('number'))
    .where('recommendation', '=', kept.id)
    .where('language', '=', language)
    .executeTakeFirst()
  const key = { recommendation: kept.id, language, number: Number(before?.number ?? 0) + 1 }
  await act.tx
    .insertInto('translation_sayings')
    .values({
      ...key,
      kind,
      source_hash: source,
      own_hash: own,
      said_by: act.by,
      at: act.at,
    })
    .execute()
  await act.tx
    .insertInto('translation_bases')
    .values({ recommendation: kept.id, hash: source, words: canonicalJson(words as unknown as Json) })
    .onConflict((conflict) => conflict.columns(['recommendation', 'hash']).doNothing())
    .execute()
  await act.record({
    act: ACT[kind],
    subject: kept.id,
    facts: { language, source, own },
    rows: [{ table: 'translation_sayings', key }],
  })
}

/** Names who translates into a language, instead of those named before. Refuses what `nameTranslators` refuses, and already-so. */
export async function nameTranslatorsAct(
  act: Act,
  input: { session: SessionId; language: Language; accounts: readonly AccountId[] },
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = nameTranslators(session, capacity)
  if (!may.ok) return may
  const accounts = [...new Set(input.accounts)].sort()
  for (const account of accounts) {
    const named = beTranslator(await loadCapacity(act.tx, session, account, act.at))
    if (!named.ok) return named
  }
  const { language } = input
  const before = accountsFor(await loadTranslators(act.tx, session.id), language)
  if (before.join() === accounts.join()) return refuse('already-so', 'LA12')
  await act.tx.deleteFrom('translators').where('session', '=', session.id).where('language', '=', language).execute()
  await addTranslators(act, session.id, language, accounts)
  act.tell(session.id, 'translations')
  return allow({})
}

/** Writes who translates into a language where nobody did, and says so in the record book. */
export async function addTranslators(
  act: Act,
  session: SessionId,
  language: Language,
  accounts: readonly AccountId[],
): Promise<void> {
  for (const account of accounts)
    await act.tx
      .insertInto('translators')
      .values({ session, language, account, named_by: act.by, at: act.at })
      .execute()
  await act.record({ act: 'translators-named', subject: session, facts: { language, accounts: [...accounts] } })
}
