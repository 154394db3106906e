import type { AccountId, RecommendationId, SessionId, TextId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import type { Saying, Term, Translator, Wording } from '../../shared/translations/model.ts'
import { statesOf } from '../../shared/translations/states.ts'
import { isEmpty, wordingHash, wordingOf } from '../../shared/translations/wording.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { replayRows } from '../live/log-rows.ts'
import type { Kept } from '../recommendations/queries.ts'

/** Something that was said of a translation, with what the source said then; null where a passage of that was redacted since. */
export type KeptSaying = Saying & { readonly words: Wording | null }
export type Sayings = Readonly<Record<Language, readonly KeptSaying[]>>

/** What was said of each translation of a text, oldest first; it begins with what came with the text. Source: RULES.md LA2. */
export async function loadSayings(db: Reader, kept: Pick<Kept, 'id' | 'textId' | 'sourceLanguage'>): Promise<Sayings> {
  const rows = await db
    .selectFrom('translation_sayings')
    .selectAll()
    .where('recommendation', '=', kept.id)
    .orderBy('number')
    .execute()
  const bases = await db
    .selectFrom('translation_bases')
    .select(['hash', 'words'])
    .where('recommendation', '=', kept.id)
    .execute()
  const words = new Map(bases.map((one) => [one.hash, fromJson<Wording>(one.words)]))
  const made = await madeWith(db, kept)
  return eachLanguage((language) => [
    ...made[language],
    ...rows
      .filter((row) => row.language === language)
      .map((row) => ({
        kind: row.kind,
        source: row.source_hash,
        own: row.own_hash,
        by: row.said_by,
        at: row.at,
        words: words.get(row.source_hash) ?? null,
      })),
  ])
}

/** Translations that came with a text are translations of the source that came with it. */
async function madeWith(
  db: Reader,
  { textId, sourceLanguage }: Pick<Kept, 'textId' | 'sourceLanguage'>,
): Promise<Sayings> {
  const parts = await firstParts(db, textId)
  const words = parts && wordingOf(parts, sourceLanguage)
  return eachLanguage((language) => {
    if (!parts || !words || language === sourceLanguage) return []
    const own = wordingOf(parts, language)
    if (isEmpty(own) || isEmpty(words)) return []
    return [{ kind: 'made', source: wordingHash(words), own: wordingHash(own), by: null, at: null, words }]
  })
}

async function firstParts(db: Reader, text: TextId): Promise<Parts | null> {
  const row = await db
    .selectFrom('text_log')
    .selectAll()
    .where('text', '=', text)
    .where('seq', '=', 1)
    .executeTakeFirst()
  if (!row) return null
  const doc = replayRows([{ ...row, seq: Number(row.seq), at: Number(row.at) }])
  const parts = readParts(doc)
  doc.destroy()
  return parts
}

/** The states of a text's languages, read off its words. Source: RULES.md LA2, LA10. */
export const loadStates = async (db: Reader, kept: Kept, parts: Parts): Promise<Kept['languages']> =>
  statesOf(parts, kept.sourceLanguage, await loadSayings(db, kept))

/** Who translates in a session, language by language. */
export async function loadTranslators(db: Reader, session: SessionId): Promise<Translator[]> {
  const rows = await db
    .selectFrom('translators')
    .select(['language', 'account'])
    .where('session', '=', session)
    .orderBy('account')
    .execute()
  return LANGUAGES.flatMap((language) => rows.filter((row) => row.language === language))
}

export const accountsFor = (translators: readonly Translator[], language: Language): AccountId[] =>
  translators.filter((one) => one.language === language).map(({ account }) => account)

/** Since when the translations of a text wait for a translator. */
export async function loadWaits(db: Reader, recommendation: RecommendationId): Promise<ReadonlyMap<Language, number>> {
  const rows = await db
    .selectFrom('translation_waits')
    .select(['language', 'since'])
    .where('recommendation', '=', recommendation)
    .execute()
  return new Map(rows.map(({ language, since }) => [language, since]))
}

/** The translations of a session that wait, longest first. */
export const loadQueue = (db: Reader, session: SessionId) =>
  db
    .selectFrom('translation_waits')
    .select(['recommendation', 'language', 'since'])
    .where('session', '=', session)
    .orderBy('since')
    .orderBy('recommendation')
    .orderBy('language')
    .execute()

/** The glossary of a session in the order of its Russian words. */
export async function loadGlossary(db: Reader, session: SessionId): Promise<Term[]> {
  const rows = await db.selectFrom('glossary_terms').selectAll().where('session', '=', session).execute()
  const order = new Intl.Collator('ru')
  return rows
    .map(({ id, kk, ru, en }) => ({ id, words: { kk, ru, en } }))
    .sort((one, other) => order.compare(one.words.ru, other.words.ru) || (one.id < other.id ? -1 : 1))
}
