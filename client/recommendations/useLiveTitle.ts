import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { fragmentOf, readParts } from '../../shared/text/ydoc.ts'

/** How often the outline and the page's name follow a title that is being written. */
const FOLLOW_EVERY_MS = 500

/** The title as it is being written; null while there is no live text or no title. */
export function useLiveTitle(doc: Y.Doc | null, language: Language): string | null {
  const [title, setTitle] = useState<string | null>(null)
  useEffect(() => {
    if (!doc) return setTitle(null)
    const fragment = fragmentOf(doc, 'title', language)
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      try {
        setTitle(plainText(readParts(doc).title[language]).trim() || null)
      } catch {
        // A title that does not fit the schema is the server's to refuse; the last good one stays.
      }
    }
    const follow = () => {
      timer ??= setTimeout(look, FOLLOW_EVERY_MS)
    }
    look()
    fragment.observeDeep(follow)
    return () => {
      clearTimeout(timer)
      fragment.unobserveDeep(follow)
    }
  }, [doc, language])
  return title
}
