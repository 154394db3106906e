import type { AmendmentId } from '../ids.ts'
import type { Language } from '../language.ts'
import type { Block, Mark, Run } from '../text/canonical.ts'
import { differenceOf, type ParagraphDifference, type Segment } from '../text/difference.ts'
import { changedStretch } from '../text/stretch.ts'

/** What one amendment makes of a part of a text. */
export type Moved = { readonly amendment: AmendmentId; readonly blocks: readonly Block[] }

/** Words of a paragraph; `by`: the amendment that puts them in, or takes them out. */
export type MarkedSegment = Segment & { readonly by?: AmendmentId | undefined }
/** A paragraph of the present text, or a new one in its place, with what amendments change in it. */
export type MarkedParagraph = Omit<ParagraphDifference, 'segments'> & {
  readonly segments: readonly MarkedSegment[]
  /** Those that change it, as they are named in the margin. */
  readonly by: readonly AmendmentId[]
}
/** Paragraphs in their place; `apart`: what those make of them that cannot be drawn in one. */
export type Passage = {
  readonly paragraphs: readonly MarkedParagraph[]
  readonly apart: readonly { readonly amendment: AmendmentId; readonly paragraphs: readonly ParagraphDifference[] }[]
}

/** What an amendment changes in the paragraphs `from`–`to` of the present text; none: new ones before `from`. */
type Hunk = {
  readonly amendment: AmendmentId
  readonly from: number
  readonly to: number
  readonly paragraphs: readonly ParagraphDifference[]
}

/**
 * A text with all that is moved to it in its place: each amendment marked where it changes words, and where several change the same
 * words one after another under the paragraph. Source: RULES.md AM40.
 */
export function consolidated(present: readonly Block[], all: readonly Moved[], language: Language): readonly Passage[] {
  const groups = meeting(all.flatMap((one) => hunksOf(present, one, language)))
  const passages: Passage[] = []
  let at = 0
  for (const hunks of groups) {
    const from = Math.min(...hunks.map((hunk) => hunk.from))
    const to = Math.max(...hunks.map((hunk) => hunk.to))
    passages.push(...unchanged(present.slice(at, from)))
    passages.push(passageOf(present.slice(from, to), hunks))
    at = to
  }
  return [...passages, ...unchanged(present.slice(at))]
}

const unchanged = (blocks: readonly Block[]): Passage[] =>
  blocks.map((block) => ({ paragraphs: [plain(block)], apart: [] }))

const segmentOf = ({ text, marks = [] }: Run): Segment => ({ kind: 'same', text, marks })
const plain = ({ level = 0, content }: Block): MarkedParagraph => ({
  kind: 'same',
  level,
  segments: content.map(segmentOf),
  by: [],
})

/** The changed paragraphs of an amendment, those that follow each other together. */
function hunksOf(present: readonly Block[], { amendment, blocks }: Moved, language: Language): Hunk[] {
  const stretch = changedStretch(present, blocks)
  if (!stretch) return []
  const { from, to, newTo } = stretch
  const hunks: { amendment: AmendmentId; from: number; to: number; paragraphs: ParagraphDifference[] }[] = []
  let at = from
  let isOpen = false
  for (const paragraphs of wholes(
    differenceOf(present.slice(from, to), blocks.slice(from, newTo), language).paragraphs,
  )) {
    const end = at + paragraphs.filter(({ kind }) => kind !== 'added' && kind !== 'moved-to').length
    const isToShow = paragraphs.some(isChanged)
    const last = isOpen && isToShow ? hunks.at(-1) : undefined
    if (last) {
      last.paragraphs.push(...paragraphs)
      last.to = end
    } else if (isToShow) hunks.push({ amendment, from: at, to: end, paragraphs: [...paragraphs] })
    // Two paragraphs whose words are changed are two places; what begins or ends one belongs to its neighbour.
    isOpen = isToShow && !paragraphs.every(isOfWords)
    at = end
  }
  return hunks
}

/** Paragraphs, and with them those whose words stand, or stood, in the one before. */
function wholes(paragraphs: readonly ParagraphDifference[]): ParagraphDifference[][] {
  const all: ParagraphDifference[][] = []
  for (const paragraph of paragraphs) {
    const { kind, segments } = paragraph
    const goesOn = (kind === 'added' || kind === 'deleted') && segments.some((segment) => segment.kind !== kind)
    if (goesOn && all.length > 0) all.at(-1)?.push(paragraph)
    else all.push([paragraph])
  }
  return all
}

const isChanged = ({ kind, wasLevel, segments }: ParagraphDifference): boolean =>
  kind !== 'same' || wasLevel !== undefined || segments.some((segment) => segment.kind !== 'same')

/** Only words inside it are changed. */
const isOfWords = ({ kind, wasLevel }: ParagraphDifference): boolean => kind === 'same' && wasLevel === undefined

/** Hunks by the paragraphs that they have in common, in the order of the text. */
function meeting(hunks: readonly Hunk[]): Hunk[][] {
  const groups: { to: number; hunks: Hunk[] }[] = []
  // New paragraphs stand before the one that they precede.
  const inOrder = hunks.toSorted((one, other) => one.from - other.from || one.to - other.to)
  for (const hunk of inOrder) {
    const last = groups.at(-1)
    const meets = last && hunk.from < last.to
    if (meets) {
      last.hunks.push(hunk)
      last.to = Math.max(last.to, hunk.to)
    } else groups.push({ to: hunk.to, hunks: [hunk] })
  }
  return groups.map((group) => group.hunks)
}

function passageOf(blocks: readonly Block[], hunks: readonly Hunk[]): Passage {
  const [first] = hunks
  if (first && hunks.length === 1) return { paragraphs: first.paragraphs.map((one) => marked(one, first)), apart: [] }
  const [block] = blocks
  const drawn = block && blocks.length === 1 ? inOne(block, hunks) : null
  if (drawn) return { paragraphs: [drawn], apart: [] }
  return {
    paragraphs: blocks.map(plain),
    apart: hunks.map(({ amendment, paragraphs }) => ({ amendment, paragraphs })),
  }
}

const marked = (paragraph: ParagraphDifference, { amendment }: Hunk): MarkedParagraph => ({
  ...paragraph,
  segments: paragraph.segments.map((segment) => (segment.kind === 'same' ? segment : { ...segment, by: amendment })),
  by: [amendment],
})

/** What is put in the place of the characters `from`–`to` of a paragraph. */
type Change = { readonly from: number; readonly to: number; readonly segments: MarkedSegment[] }

/** A paragraph with the words of several amendments, where they leave each other alone; else null. */
function inOne(block: Block, hunks: readonly Hunk[]): MarkedParagraph | null {
  if (hunks.some(({ paragraphs }) => !paragraphs.every(isOfWords))) return null
  const changes = hunks.flatMap(changesOf).sort((one, other) => one.from - other.from || one.to - other.to)
  if (changes.some(({ from }, index) => from <= (changes[index - 1]?.to ?? -1))) return null
  const segments: MarkedSegment[] = []
  let at = 0
  for (const change of changes) {
    segments.push(...cut(block.content, at, change.from), ...change.segments)
    at = change.to
  }
  const rest = cut(block.content, at, Number.MAX_SAFE_INTEGER)
  const by = [...new Set(hunks.map(({ amendment }) => amendment))]
  return { ...plain(block), segments: [...segments, ...rest], by }
}

function changesOf({ amendment, paragraphs }: Hunk): Change[] {
  const changes: { from: number; to: number; segments: MarkedSegment[] }[] = []
  let at = 0
  let last: (typeof changes)[number] | null = null
  for (const segment of paragraphs.flatMap((paragraph) => paragraph.segments)) {
    const end = at + (segment.kind === 'added' ? 0 : segment.text.length)
    if (segment.kind === 'same') last = null
    else {
      if (!last) {
        last = { from: at, to: at, segments: [] }
        changes.push(last)
      }
      last.segments.push({ ...segment, by: amendment })
      last.to = end
    }
    at = end
  }
  return changes
}

/** The characters `from`–`to` of a paragraph as they stand. */
function cut(content: readonly Run[], from: number, to: number): Segment[] {
  let start = 0
  return content.flatMap(({ text, marks }: { text: string; marks?: readonly Mark[] }) => {
    const words = text.slice(Math.max(0, from - start), Math.max(0, to - start))
    start += text.length
    return words === '' ? [] : [segmentOf({ text: words, ...(marks ? { marks } : {}) })]
  })
}
