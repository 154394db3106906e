import { readParts } from '../../shared/text/ydoc.ts'
import type { Act } from '../act.ts'
import { textAt } from '../live/forking.ts'
import type { Kept } from '../recommendations/queries.ts'
import { noteStates } from './noting.ts'

/**
 * A passage of a text was redacted: what its source said earlier is not kept to show a difference from, for the words stand there too.
 * Source: RULES.md LA20.
 */
export async function forgetWords(act: Act, kept: Kept): Promise<void> {
  await act.tx.deleteFrom('translation_bases').where('recommendation', '=', kept.id).execute()
  await noteStates(act, kept, readParts((await textAt(act.tx, kept.textId)).doc))
}
