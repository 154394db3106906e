import { canonicalJson } from '../../shared/canonical-json.ts'
import { LANGUAGES } from '../../shared/language.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { noteLanguages } from '../recommendations/commands.ts'
import type { Kept } from '../recommendations/queries.ts'
import { loadStates, loadWaits } from './queries.ts'

/** States that have not been noted, and what waits since; null where all is as it is noted. */
async function unnoted(db: Reader, kept: Kept, parts: Parts) {
  const states = await loadStates(db, kept, parts)
  const waits = await loadWaits(db, kept.id)
  const begins = LANGUAGES.filter((language) => states[language] === 'stale' && !waits.has(language))
  const ends = LANGUAGES.filter((language) => states[language] !== 'stale' && waits.has(language))
  const isNoted = canonicalJson(states) === canonicalJson(kept.languages)
  return isNoted && begins.length + ends.length === 0 ? null : { states, begins, ends }
}

/** Whether the notes of a text's languages are behind its words. */
export const areBehind = async (db: Reader, kept: Kept, parts: Parts): Promise<boolean> =>
  (await unnoted(db, kept, parts)) !== null

/**
 * Notes how the languages of a text stand, for lists and for the translators' clocks. Only a note: whatever is decided is decided on the
 * words. Source: RULES.md LA11, LA16.
 */
export async function noteStates(act: Act, kept: Kept, parts: Parts): Promise<Kept['languages']> {
  const news = await unnoted(act.tx, kept, parts)
  if (!news) return kept.languages
  await noteLanguages(act, kept.id, news.states)
  for (const language of news.begins)
    await act.tx
      .insertInto('translation_waits')
      .values({ recommendation: kept.id, language, session: kept.session, since: act.at })
      .execute()
  if (news.ends.length > 0)
    await act.tx
      .deleteFrom('translation_waits')
      .where('recommendation', '=', kept.id)
      .where('language', 'in', news.ends)
      .execute()
  act.tell(kept.session, 'recommendations', `recommendation:${kept.id}`, 'translations')
  return news.states
}
