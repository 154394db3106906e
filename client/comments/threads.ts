import type { Range } from '../../shared/comments/anchor.ts'
import { findPassage, fold, type Place } from '../../shared/comments/anchor.ts'
import { nearIn, plainIn, positionsOf, quoteOf } from '../../shared/comments/positions.ts'
import type { Passage } from '../../shared/comments/threads.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { PARTS } from '../../shared/text/canonical.ts'
import { type Answer, useAsk } from '../api.ts'
import type { PassageMark, PassageSource, Passages, Selected } from '../editor/passages.ts'

export type Discussed = Answer<'comments', 'threads'>
export type ThreadEntry = Discussed['threads'][number]
export type RemarkEntry = ThreadEntry['remarks'][number]
export type ThreadPassage = NonNullable<ThreadEntry['passage']>

/** The discussion of a text as the reader sees it. */
export const useThreads = (recommendation: RecommendationId) => useAsk('comments', 'threads', { recommendation })

/** The newest remarks of a session that mention the reader. */
export const useMentions = (session: SessionId) => useAsk('comments', 'mentions', { session })

/** Where a passage stands in the words on the page now; the server's own word is where to look first in a fixed version. */
export function placeIn(source: PassageSource, passage: ThreadPassage): Place {
  if ('fragment' in source) {
    const { fragment } = source
    return findPassage(fold(plainIn(fragment)), passage, nearIn(fragment, passage))
  }
  const { place } = passage
  return findPassage(fold(source.plain), passage, place.state === 'gone' ? null : place)
}

/** What is marked in the text: open threads, and the one that is shown. */
export const marksOf =
  (threads: readonly ThreadEntry[], shown: string | null): NonNullable<Passages['marksIn']> =>
  (source) =>
    threads.flatMap(({ id, passage, resolved }): PassageMark[] => {
      if (!passage || passage.part !== source.part || passage.language !== source.language) return []
      if (resolved && id !== shown) return []
      const place = placeIn(source, passage)
      if (place.state === 'gone') return []
      return [{ id, from: place.from, to: place.to, changed: place.state === 'changed', active: id === shown }]
    })

/** A passage as it is sent: its words, and its letters where the live text has them as the page shows them. Null: no words, or too many. */
export function passageOf(selected: Selected, fragment: Parameters<typeof plainIn>[0] | null): Passage | null {
  const { part, language, plain } = selected
  const chosen = quoteOf(plain, selected)
  if (!chosen) return null
  const { quote, before, after } = chosen
  const letters = fragment && plainIn(fragment) === plain ? positionsOf(fragment, chosen) : { start: null, end: null }
  return { part, language, quote, before, after, ...letters }
}

/** Threads as one reads the text: by part, then by place; those about all of it first. */
export const inReadingOrder = (threads: readonly (ThreadEntry & { readonly place: Place | null })[]) =>
  [...threads].sort((a, b) => orderOf(a) - orderOf(b) || fromOf(a.place) - fromOf(b.place) || a.at - b.at)

const orderOf = ({ passage }: ThreadEntry): number => (passage ? PARTS.indexOf(passage.part) + 1 : 0)
const fromOf = (place: (Partial<Range> & { readonly state: string }) | null): number => place?.from ?? 0
