import { useEffect, useMemo, useState } from 'react'
import type * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import type { Wording } from '../../shared/translations/model.ts'
import type { Met } from '../../shared/translations/rules.ts'
import { confirmed, stateOf } from '../../shared/translations/states.ts'
import { isEmpty, unevenParts, untranslated, wordingHash, wordingOf } from '../../shared/translations/wording.ts'
import type { RecommendationSummary } from '../recommendations/data.ts'
import type { Translations } from './data.ts'

/** One language of the text in sight, as it stands in the words on the page. */
export type Stood = Translations['languages'][number] & {
  readonly state: Met['state']
  readonly met: Met
  readonly wording: Wording
  /** The hashes that something is said of. */
  readonly hashes: { readonly source: string; readonly own: string }
  /** Who confirmed exactly these words. */
  readonly confirmed: Translations['languages'][number]['sayings'][number] | null
  readonly uneven: ReturnType<typeof unevenParts>
}

/** The languages of a text as they stand in the words on the page. */
export type Standings = {
  readonly parts: Parts
  readonly source: Language
  readonly words: Wording
  readonly of: (language: Language) => Stood | undefined
  readonly states: RecommendationSummary['languages']
}

/** What is typed is looked at when it rests for a moment: reading and hashing a long text takes some milliseconds. */
const REST_MS = 300

/** What a live text says, a moment after it was written; a fixed one's words stand still. */
function useParts(doc: Y.Doc | null, fixed: Parts | null): Parts | null {
  const [read, setRead] = useState<{ doc: Y.Doc; parts: Parts } | null>(null)
  useEffect(() => {
    if (!doc || fixed) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      setRead({ doc, parts: readParts(doc) })
    }
    const later = () => {
      timer ??= setTimeout(look, REST_MS)
    }
    look()
    doc.on('update', later)
    return () => {
      clearTimeout(timer)
      doc.off('update', later)
    }
  }, [doc, fixed])
  return fixed ?? (read && read.doc === doc ? read.parts : null)
}

/** How the languages of the text in sight stand now, by the rule that the server decides by. Source: RULES.md LA2. */
export function useStandings(
  translations: Translations | undefined,
  stage: RecommendationSummary['stage'],
  doc: Y.Doc | null,
  fixed: Parts | null,
): Standings | null {
  const parts = useParts(translations ? doc : null, fixed)
  return useMemo(
    () => (translations && parts ? standingsOf(translations, stage, parts) : null),
    [translations, stage, parts],
  )
}

function standingsOf(translations: Translations, stage: RecommendationSummary['stage'], parts: Parts): Standings {
  const { source } = translations
  const words = wordingOf(parts, source)
  const hash = wordingHash(words)
  const all = translations.languages.map((one): Stood => {
    const wording = wordingOf(parts, one.language)
    const own = wordingHash(wording)
    const sayings = one.sayings.map((saying) => ({ ...saying, by: saying.by?.account ?? null }))
    const found = confirmed({ sayings, source: hash, own })
    const isSource = one.language === source
    const state = isSource ? 'source' : stateOf({ sayings, source: hash, own, empty: isEmpty(wording) })
    return {
      ...one,
      state,
      wording,
      hashes: { source: hash, own },
      confirmed: (found && one.sayings[(sayings as readonly object[]).indexOf(found)]) ?? null,
      uneven: isSource ? [] : unevenParts(words, wording),
      met: {
        works: one.works,
        stage,
        isSource,
        state,
        untranslated: isSource ? [] : untranslated(words, wording),
        checkedBy: found?.by ?? null,
      },
    }
  })
  const of = (language: Language) => all.find((one) => one.language === language)
  const state = (language: Language) => of(language)?.state ?? 'missing'
  return { parts, source, words, of, states: { kk: state('kk'), ru: state('ru'), en: state('en') } }
}
