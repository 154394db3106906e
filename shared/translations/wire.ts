import { z } from 'zod'
import { LANGUAGE_STATES } from '../councils/model.ts'
import type { AccountId, RecommendationId, SessionId, TermId, TextId, VersionId } from '../ids.ts'
import { blocks } from '../recommendations/wire.ts'
import { command, hash, id, instant, language, localised, query, requestId } from '../wire.ts'
import { MOST_TERM_LETTERS, MOST_TRANSLATORS, SAYING_KINDS } from './model.ts'

const recommendation = id<RecommendationId>()
const session = id<SessionId>()
const person = z.object({ account: id<AccountId>(), name: localised })
const state = z.enum(LANGUAGE_STATES)
const wording = z.object({ title: blocks, text: blocks, rationale: blocks, indicator: blocks })
const term = z.object({ id: id<TermId>(), words: localised })
const termWords = z.string().trim().max(MOST_TERM_LETTERS)

/** What somebody was shown when they spoke: it is said of these words and of no others. */
const spoken = z.object({
  recommendation,
  language,
  /** The hash of what the source says, and of what the translation says. */
  source: hash,
  own: hash,
  requestId,
})

export const translationsWire = {
  text: query(
    'How the translations of a text stand: what was said of each and of which words of the source, who answers for it; for its members alone. Refuses: not-found, no-right.',
    z.object({ recommendation }),
    z.object({
      source: language,
      languages: z.array(
        z.object({
          language,
          state,
          /** Whether the reader answers for this language. */
          works: z.boolean(),
          translators: z.array(person),
          /** Since when it waits for a translator; null: it does not. */
          since: instant.nullable(),
          /** Oldest first. */
          sayings: z.array(
            z.object({
              kind: z.enum(SAYING_KINDS),
              source: hash,
              own: hash,
              by: person.nullable(),
              at: instant.nullable(),
            }),
          ),
          /** What the source said when the newest of them was said; null before the first. */
          basis: wording.nullable(),
        }),
      ),
      glossary: z.array(term),
      /** What the standing orders ask of a language of record before an adoption; null: it may follow. */
      asked: z.array(z.object({ language, least: state.nullable() })),
    }),
  ),
  behind: query(
    'The languages of a version that are behind its source, with what the source said when each was brought up to it and what it says in the version; for members of the session alone. Refuses: not-found, no-right.',
    z.object({ version: id<VersionId>() }),
    z.object({
      source: language,
      /** What the source says. */
      now: wording,
      /** Null: the earlier words are not kept any more. */
      behind: z.array(z.object({ language, before: wording.nullable() })),
    }),
  ),
  queue: query(
    'The translations of a session that wait, longest first, with what was changed in their sources; for its members alone. Refuses: not-found, no-right.',
    z.object({ session }),
    z.object({
      waiting: z.array(
        z.object({
          recommendation,
          number: z.number().int().nullable(),
          title: localised,
          textId: id<TextId>(),
          source: language,
          language,
          since: instant,
          /** Sentences of the source that were changed. */
          sentences: z.number().int(),
          before: wording,
          now: wording,
        }),
      ),
      languages: z.array(z.object({ language, works: z.boolean(), translators: z.array(person) })),
      mayName: z.boolean(),
      /** Who may be named; empty for who may not name. */
      candidates: z.array(person),
    }),
  ),
  glossary: query(
    'The agreed terms of a session, in the order of their Russian words; for its members alone. Refuses: not-found, no-right.',
    z.object({ session }),
    z.object({ terms: z.array(term), mayKeep: z.boolean() }),
  ),
  'note-translated': command(
    'Says that a translation follows the source as it stands, unchecked. Refuses: not-found, no-right, adopted-stays, text-is-out, is-the-source, part-untranslated, already-so, changed-meanwhile.',
    spoken,
    z.object({ state }),
  ),
  check: command(
    'Says that a translation was checked: it says what the source says. Refuses: not-found, no-right, adopted-stays, text-is-out, is-the-source, part-untranslated, already-so, changed-meanwhile.',
    spoken,
    z.object({ state }),
  ),
  certify: command(
    'Certifies a translation that somebody else checked. Refuses: not-found, no-right, adopted-stays, text-is-out, is-the-source, part-untranslated, not-checked, own-check, already-so, changed-meanwhile.',
    spoken,
    z.object({ state }),
  ),
  'declare-editorial': command(
    'Says that what was changed in the source does not concern a translation. Refuses: not-found, no-right, adopted-stays, text-is-out, is-the-source, not-stale, changed-meanwhile.',
    spoken,
    z.object({ state }),
  ),
  'name-translators': command(
    'Names who translates into a language in a session, instead of those named before. Refuses: not-found, no-right, session-closed, not-on-the-session, already-so.',
    z.object({ session, language, accounts: z.array(id<AccountId>()).max(MOST_TRANSLATORS), requestId }),
    z.object({}),
  ),
  'set-term': command(
    'Puts a term into the glossary, or with an id changes it. Refuses: not-found, no-right, session-closed, malformed, glossary-full, already-so.',
    z.object({
      session,
      term: id<TermId>().optional(),
      words: z.object({ kk: termWords, ru: termWords, en: termWords }),
      requestId,
    }),
    z.object({ term: id<TermId>() }),
  ),
  'remove-term': command(
    'Takes a term out of the glossary. Refuses: not-found, no-right, session-closed.',
    z.object({ session, term: id<TermId>(), requestId }),
    z.object({}),
  ),
} as const
