import { effectOf } from '../../shared/amendments/model.ts'
import type { AmendmentId, RecommendationId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { statesOf } from '../../shared/translations/states.ts'
import { wordingHash, wordingOf } from '../../shared/translations/wording.ts'
import type { Act } from '../act.ts'
import { type KeptAmendment, loadAmendment } from '../amendments/queries.ts'
import { holdTexts } from '../live/appending.ts'
import { textAt } from '../live/forking.ts'
import { type Kept, loadRecommendation } from '../recommendations/queries.ts'
import { addSaying } from './commands.ts'
import { noteStates } from './noting.ts'
import { loadSayings } from './queries.ts'

/** A text, and how its translations stand. */
type Now = { readonly kept: Kept; readonly parts: Parts; readonly states: Kept['languages'] }

async function textNow(act: Act, id: RecommendationId | null): Promise<Now | null> {
  const kept = id && (await loadRecommendation(act.tx, id))
  if (!kept) return null
  const parts = readParts((await textAt(act.tx, kept.textId)).doc)
  return { kept, parts, states: statesOf(parts, kept.sourceLanguage, await loadSayings(act.tx, kept)) }
}

/** A text before an amendment to it: held, so that no word comes between what is read here and what is adopted. */
async function textBefore(act: Act, { text, recommendation }: KeptAmendment): Promise<Now | null> {
  const kept = recommendation && (await loadRecommendation(act.tx, recommendation))
  await holdTexts(act.tx, text, kept?.textId)
  return textNow(act, recommendation)
}

/**
 * Runs an act that may adopt an amendment, or undo one, and keeps what it means for the translations. An editorial amendment of the source
 * leaves them valid; what was worded anew together with the source, or taken back with it, follows it; every other one waits from now on.
 * Source: RULES.md LA17.
 */
export async function amending<T extends { readonly ok: boolean }>(
  act: Act,
  amendment: AmendmentId | null,
  run: () => Promise<T>,
): Promise<T> {
  const was = amendment && (await loadAmendment(act.tx, amendment))
  const before = was && effectOf(was) === 'words' ? await textBefore(act, was) : null
  const done = await run()
  if (!done.ok || !was || !before) return done
  const after = await textNow(act, was.recommendation)
  if (after) await follow(act, was, before, after)
  return done
}

async function follow(act: Act, { kind }: KeptAmendment, before: Now, after: Now): Promise<void> {
  const { kept, parts } = after
  const { sourceLanguage: source } = kept
  const isChanged = (language: Language) =>
    wordingHash(wordingOf(before.parts, language)) !== wordingHash(wordingOf(parts, language))
  if (isChanged(source))
    for (const language of LANGUAGES) {
      const [was, is] = [before.states[language], after.states[language]]
      if (is !== 'stale' || was === 'stale') continue
      if (isChanged(language)) await addSaying(act, kept, language, 'translated', parts)
      else if (kind === 'editorial') await addSaying(act, kept, language, 'editorial', parts)
    }
  await noteStates(act, kept, parts)
}
