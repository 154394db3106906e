import type { AmendmentId } from '../ids.ts'
import type { Language } from '../language.ts'
import type { Block, Mark, Run } from '../text/canonical.ts'
import { differenceOf, type ParagraphDifference, type Segment, sameBlocks } from '../text/difference.ts'
import type { TrackedParagraph, TrackedRun } from './model.ts'

/** A text as one amendment would have it. */
export type Amended = { readonly id: AmendmentId; readonly blocks: readonly Block[] }

/**
 * A text with what several amendments change in it, in the order in which they are handed in; null where nobody changes it. Where two
 * change the same words, or one joins or splits paragraphs beside others, the later one is left out: its own changes stand elsewhere.
 * Source: RULES.md EX7.
 */
export function trackedText(
  present: readonly Block[],
  amendments: readonly Amended[],
  language: Language,
): readonly TrackedParagraph[] | null {
  const changing = amendments.filter(({ blocks }) => !sameBlocks(present, blocks))
  const [only, ...others] = changing
  if (!only) return null
  const drawn = ({ blocks }: Amended) => differenceOf(present, blocks, language).paragraphs
  if (others.length === 0) return drawn(only).map((paragraph) => paragraphOf(paragraph, only.id))
  const places = placesOf(present)
  for (const one of changing) {
    const changes = changesOf(present, drawn(one), one.id)
    if (changes?.every((change) => fits(places, change))) for (const change of changes) put(places, change)
  }
  return written(present, places)
}

/** A paragraph of a difference as one amendment's; one that moved is taken out where it stood and put in where it stands. */
export function paragraphOf({ kind, level, segments }: ParagraphDifference, by: AmendmentId): TrackedParagraph {
  if (kind === 'moved-to') return newParagraph(level, segments, by)
  const runs = segments.map((segment): TrackedRun => {
    const isSame = segment.kind === 'same' || segment.kind === 'formatted'
    return { kind: isSame ? 'same' : segment.kind, by: isSame ? null : by, text: segment.text, marks: segment.marks }
  })
  if (kind === 'same') return { level, whole: null, border: null, runs }
  const mark = { kind: kind === 'added' ? 'added' : 'deleted', by } as const
  const isWhole = runs.every((run) => run.kind === mark.kind)
  return { level, whole: isWhole ? mark : null, border: isWhole ? null : mark, runs }
}

const newParagraph = (level: number, segments: readonly Segment[], by: AmendmentId): TrackedParagraph => ({
  level,
  whole: { kind: 'added', by },
  border: null,
  runs: segments
    .filter(({ kind }) => kind !== 'deleted')
    .map(({ text, marks }) => ({ kind: 'added', by, text, marks })),
})

/** Signs of a paragraph that go, and the words that come in their place. */
type Edit = { readonly from: number; readonly to: number; readonly added: readonly Run[]; readonly by: AmendmentId }
type Change =
  | { readonly kind: 'edit'; readonly at: number; readonly edit: Edit }
  | { readonly kind: 'delete'; readonly at: number; readonly by: AmendmentId }
  /** New paragraphs before the one at `at`. */
  | { readonly kind: 'insert'; readonly at: number; readonly paragraphs: readonly TrackedParagraph[] }
type Place = { edits: Edit[]; deletedBy: AmendmentId | null; before: readonly TrackedParagraph[] }

const placesOf = (present: readonly Block[]): Place[] =>
  [...present, null].map(() => ({ edits: [], deletedBy: null, before: [] }))

const wordsOf = ({ content }: Block): string => content.map(({ text }) => text).join('')

/** The changes of one amendment paragraph by paragraph; null where paragraphs are joined or split. */
function changesOf(
  present: readonly Block[],
  paragraphs: readonly ParagraphDifference[],
  by: AmendmentId,
): readonly Change[] | null {
  const changes: Change[] = []
  let at = 0
  for (const paragraph of paragraphs) {
    const drawn = paragraphOf(paragraph, by)
    if (drawn.border) return null
    if (drawn.whole?.kind === 'added') {
      const last = changes.at(-1)
      const before = last?.kind === 'insert' && last.at === at ? last.paragraphs : []
      if (before.length > 0) changes.pop()
      changes.push({ kind: 'insert', at, paragraphs: [...before, drawn] })
      continue
    }
    const block = present[at]
    if (!block || wordsOf(block) !== oldWords(paragraph.segments)) return null
    if (drawn.whole) changes.push({ kind: 'delete', at, by })
    else changes.push(...editsOf(paragraph.segments, by).map((edit): Change => ({ kind: 'edit', at, edit })))
    at += 1
  }
  return changes
}

const oldWords = (segments: readonly Segment[]): string =>
  segments.map((segment) => (segment.kind === 'added' ? '' : segment.text)).join('')

function editsOf(segments: readonly Segment[], by: AmendmentId): Edit[] {
  const edits: Edit[] = []
  let at = 0
  let open: { from: number; to: number; added: Run[] } | null = null
  for (const { kind, text, marks } of segments) {
    if (kind === 'same' || kind === 'formatted') {
      if (open) edits.push({ ...open, by })
      open = null
      at += text.length
      continue
    }
    open ??= { from: at, to: at, added: [] }
    if (kind === 'added') open.added.push({ text, marks })
    else {
      at += text.length
      open.to = at
    }
  }
  return open ? [...edits, { ...open, by }] : edits
}

function fits(places: readonly Place[], change: Change): boolean {
  const place = places[change.at]
  if (!place || place.deletedBy !== null) return false
  if (change.kind === 'delete') return place.edits.length === 0
  if (change.kind === 'insert') return place.before.length === 0
  const { from, to } = change.edit
  return place.edits.every((other) => to < other.from || from > other.to)
}

function put(places: readonly Place[], change: Change): void {
  const place = places[change.at]
  if (!place) return
  if (change.kind === 'edit') place.edits.push(change.edit)
  else if (change.kind === 'delete') place.deletedBy = change.by
  else place.before = change.paragraphs
}

function written(present: readonly Block[], places: readonly Place[]): TrackedParagraph[] {
  return places.flatMap(({ before, deletedBy, edits }, index): TrackedParagraph[] => {
    const block = present[index]
    if (!block) return [...before]
    const level = block.level ?? 0
    if (deletedBy === null) return [...before, { level, whole: null, border: null, runs: editedRuns(block, edits) }]
    const gone = { from: 0, to: wordsOf(block).length, added: [], by: deletedBy }
    const whole = { kind: 'deleted', by: deletedBy } as const
    return [...before, { level, whole, border: null, runs: editedRuns(block, [gone]) }]
  })
}

function editedRuns(block: Block, edits: readonly Edit[]): TrackedRun[] {
  const runs: TrackedRun[] = []
  let at = 0
  for (const edit of [...edits].sort((one, other) => one.from - other.from)) {
    runs.push(...slice(block, at, edit.from, null), ...slice(block, edit.from, edit.to, edit.by))
    runs.push(
      ...edit.added.map(
        ({ text, marks = [] as readonly Mark[] }): TrackedRun => ({ kind: 'added', by: edit.by, text, marks }),
      ),
    )
    at = edit.to
  }
  return [...runs, ...slice(block, at, Number.MAX_SAFE_INTEGER, null)]
}

/** The words between two signs of a paragraph, kept or taken out. */
function slice({ content }: Block, from: number, to: number, by: AmendmentId | null): TrackedRun[] {
  let start = 0
  return content.flatMap(({ text, marks = [] }): TrackedRun[] => {
    const part = text.slice(Math.max(0, from - start), Math.max(0, to - start))
    start += text.length
    return part === '' ? [] : [{ kind: by === null ? 'same' : 'deleted', by, text: part, marks }]
  })
}
