import type { Kysely } from 'kysely'
import type { AccountId, RecommendationId, SessionId, TermId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Instant } from '../../shared/time.ts'
import type { SayingKind } from '../../shared/translations/model.ts'

export type TranslationsTables = {
  /** Who translates into a language in a session. */
  translators: { session: SessionId; language: Language; account: AccountId; named_by: AccountId; at: Instant }
  glossary_terms: {
    id: TermId
    session: SessionId
    kk: string
    ru: string
    en: string
    changed_by: AccountId
    at: Instant
  }
  /** What was said of a translation, and of which words; no row is changed. What came with a text stands in the first row of its log. */
  translation_sayings: {
    recommendation: RecommendationId
    language: Language
    /** Counts the sayings of its translation, from 1. */
    number: number
    kind: Exclude<SayingKind, 'made'>
    source_hash: string
    own_hash: string
    said_by: AccountId
    at: Instant
  }
  /**
   * What sources said when something was said of their translations, by hash: a difference is shown from it. No proof rests on these
   * words, so a redaction takes them away. `words`: JSON.
   */
  translation_bases: { recommendation: RecommendationId; hash: string; words: string }
  /** Translations whose source was changed since, and since when; a note for lists and clocks, made anew from words and sayings. */
  translation_waits: { recommendation: RecommendationId; language: Language; session: SessionId; since: Instant }
}

export async function createTranslationsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('translators')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('named_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('translators_key', ['session', 'language', 'account'])
    .execute()
  await db.schema
    .createTable('glossary_terms')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('kk', 'text', (c) => c.notNull())
    .addColumn('ru', 'text', (c) => c.notNull())
    .addColumn('en', 'text', (c) => c.notNull())
    .addColumn('changed_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('glossary_terms_of_session').on('glossary_terms').column('session').execute()
  await db.schema
    .createTable('translation_sayings')
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('source_hash', 'text', (c) => c.notNull())
    .addColumn('own_hash', 'text', (c) => c.notNull())
    .addColumn('said_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('translation_sayings_key', ['recommendation', 'language', 'number'])
    .execute()
  await db.schema
    .createTable('translation_bases')
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('translation_bases_key', ['recommendation', 'hash'])
    .execute()
  await db.schema
    .createTable('translation_waits')
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('translation_waits_key', ['recommendation', 'language'])
    .execute()
  await db.schema
    .createIndex('translation_waits_of_session')
    .on('translation_waits')
    .columns(['session', 'since'])
    .execute()
}
