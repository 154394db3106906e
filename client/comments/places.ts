import { useEffect, useMemo, useState } from 'react'
import type * as Y from 'yjs'
import type { Place } from '../../shared/comments/anchor.ts'
import { type Parts, plainText } from '../../shared/text/canonical.ts'
import { fragmentOf } from '../../shared/text/ydoc.ts'
import { placeIn, type ThreadEntry, type ThreadPassage } from './threads.ts'

/** The text on the page: a fixed version's parts where one is shown, else the live text; neither is there at first. */
export type TextInSight = { readonly doc: Y.Doc | null; readonly parts: Parts | null }

/** While somebody types, passages are looked for this often. */
const LOOK_EVERY_MS = 250

/** Threads with where their passages stand in the text on the page, as it changes; without it as the server said. */
export function usePlaces(threads: readonly ThreadEntry[], { doc, parts }: TextInSight) {
  const [change, setChange] = useState(0)
  useEffect(() => {
    if (!doc || parts) return
    let due: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      due ??= setTimeout(() => {
        due = undefined
        setChange((count) => count + 1)
      }, LOOK_EVERY_MS)
    }
    doc.on('update', later)
    return () => {
      doc.off('update', later)
      clearTimeout(due)
    }
  }, [doc, parts])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the live text is the same object with other words after each change
  return useMemo(() => {
    const placeOf = (passage: ThreadPassage): Place => {
      const { part, language } = passage
      if (parts) return placeIn({ part, language, plain: plainText(parts[part][language]) }, passage)
      return doc ? placeIn({ part, language, fragment: fragmentOf(doc, part, language) }, passage) : passage.place
    }
    return threads.map((thread) => ({ ...thread, place: thread.passage && placeOf(thread.passage) }))
  }, [threads, doc, parts, change])
}
