import { useEffect, useMemo, useState } from 'react'
import type * as Y from 'yjs'
import { changesBetween } from '../../shared/amendments/changes.ts'
import { baseText, changedParts, planText } from '../../shared/amendments/text-plan.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import type { AmendmentDetail } from './data.ts'

/** What a draft changes in the present text as it stands on this device now; `clashes` that nobody has decided. */
export type LiveChanges = { readonly changes: ReturnType<typeof changesBetween>; readonly clashes: number }

/** A pause in the writing after which the differences are drawn anew. */
const PAUSE_MS = 300

/** The differences of a draft as one writes, by the merge that the server shows; null where nobody writes. Source: RULES.md AM1. */
export function useLiveChanges(doc: Y.Doc | null, { texts, review }: AmendmentDetail): LiveChanges | null {
  const own = useLiveParts(doc)
  const base = useMemo(() => baseText(texts.base), [texts.base])
  const present = useMemo(() => changedParts(base, texts.present), [base, texts.present])
  return useMemo(() => {
    if (!own) return null
    const decided = new Map(review.flatMap(({ key, choice }) => (choice ? [[key, choice] as const] : [])))
    const { parts, open } = planText(base, present, changedParts(base, own), decided)
    return { changes: changesBetween(texts.present, parts), clashes: open }
  }, [own, base, present, texts.present, review])
}

/** What a live text says, a moment after it was changed. */
function useLiveParts(doc: Y.Doc | null): Parts | null {
  const [parts, setParts] = useState<Parts | null>(null)
  useEffect(() => {
    if (!doc) return setParts(null)
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      try {
        setParts(readParts(doc))
      } catch {
        // Words that do not fit the schema are the server's to refuse; the last good ones stay.
      }
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(look, PAUSE_MS)
    }
    look()
    doc.on('update', later)
    return () => {
      clearTimeout(timer)
      doc.off('update', later)
    }
  }, [doc])
  return parts
}
