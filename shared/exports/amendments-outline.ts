import { changesBetween } from '../amendments/changes.ts'
import { eachLanguage, LANGUAGES, type Language } from '../language.ts'
import { formatDateTime } from '../messages/format.ts'
import { say } from '../messages/translate.ts'
import type { Part, Parts } from '../text/canonical.ts'
import type { AmendmentFacts, OutlineAmendment } from './model.ts'
import { printable } from './words.ts'

/** What a new text is held against. */
const nothing = () => eachLanguage(() => [])
const NOTHING: Parts = { title: nothing(), text: nothing(), rationale: nothing(), indicator: nothing() }

/** An amendment in one language: who moved it, why, and the paragraphs that it changes; `present`: the text it is to, null for a new one. */
export function amendmentOutline(
  { id, number, kind, mover, tabledAt, reason, amended }: AmendmentFacts,
  present: Parts | null,
  language: Language,
  timezone: string,
): OutlineAmendment {
  const said = [language, ...LANGUAGES].find((each) => reason[each].trim() !== '')
  const changed = (amended ? changesBetween(present ?? NOTHING, amended) : []).map(({ paragraphs, ...change }) => ({
    ...change,
    paragraphs: paragraphs.filter(({ segments }) => segments.some(({ text }) => text.trim() !== '')),
  }))
  // What is moved in one language only is shown in that one to who reads another.
  const mine = changed.filter((change) => change.language === language)
  const shown = (mine.length > 0 ? mine : changed).filter(({ paragraphs }) => paragraphs.length > 0)
  return {
    id,
    heading: say(language, 'files.amendment', {
      number: number ?? '',
      kind: say(language, `amendments.kinds.${kind}`),
      name: printable(mover[language]),
      when: formatDateTime(language, tabledAt, timezone),
    }),
    mover: printable(mover[language]),
    tabledAt,
    reason: said ? { language: said, words: printable(reason[said]) } : null,
    changes: shown.map((change) => ({
      heading: headingOf(change, language),
      language: change.language,
      paragraphs: change.paragraphs.map((paragraph) => ({
        ...paragraph,
        segments: paragraph.segments.map((segment) => ({ ...segment, text: printable(segment.text) })),
      })),
    })),
  }
}

function headingOf(change: { readonly part: Part; readonly language: Language }, language: Language): string {
  const part = say(language, `files.words.${change.part}`)
  return change.language === language ? part : `${part} (${say(language, `files.language.${change.language}`)})`
}
