import type * as Y from 'yjs'
import { type Folded, findPassage, fold, type Place, quotes } from '../../shared/comments/anchor.ts'
import { knowsLetters, nearIn, plainIn } from '../../shared/comments/positions.ts'
import type { Passage } from '../../shared/comments/threads.ts'
import type { TextId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import { copyOf, fragmentOf } from '../../shared/text/ydoc.ts'
import type { House } from '../house.ts'

/** A text as it stood behind one row of its log, for passages to be looked for in it. */
export type Where = {
  readonly seq: number
  readonly doc: Y.Doc
  readonly wordsOf: (part: Part, language: Language) => Folded
}

/** The present text; many who ask at one state of the store and of the text share one reading. */
export async function readWhere(house: Pick<House, 'db' | 'live' | 'memo'>, text: TextId): Promise<Where> {
  const head = await house.db.selectFrom('heads').select('seq').where('text', '=', text).executeTakeFirst()
  return house.memo.of(`passages ${text} ${head?.seq}`, async () => {
    const { seq, state } = await house.live.read(text)
    const doc = copyOf(state)
    const known = new Map<string, Folded>()
    return {
      seq,
      doc,
      wordsOf(part, language) {
        const name = `${part}:${language}`
        const words = known.get(name) ?? fold(plainIn(fragmentOf(doc, part, language)))
        known.set(name, words)
        return words
      },
    }
  })
}

/** Where a passage stands now. Source: RULES.md CM6. */
export function placeIn(where: Where, passage: Passage): Place {
  const { part, language } = passage
  return findPassage(where.wordsOf(part, language), passage, nearIn(fragmentOf(where.doc, part, language), passage))
}

/** Whether a passage is one of this text: its words stand there, or its letters did, deleted as they may be by now. Source: RULES.md CM2. */
export const standsIn = (where: Where, passage: Passage): boolean =>
  quotes(where.wordsOf(passage.part, passage.language), passage.quote) || knowsLetters(where.doc, passage)
