import type { Changes } from './data.ts'

type Segment = Changes[number]['paragraphs'][number]['segments'][number]

/** Words that stay on each side of a change. */
const AROUND = 12

/** What is changed with the words around it, so that a change at the end of a long paragraph is seen at once. */
export const brief = (changes: Changes): Changes =>
  changes.map((change) => ({
    ...change,
    paragraphs: change.paragraphs.map((paragraph) => ({
      ...paragraph,
      segments: paragraph.segments.map((segment, at, all) =>
        segment.kind === 'same' ? shortened(segment, at > 0, at < all.length - 1) : segment,
      ),
    })),
  }))

function shortened(segment: Segment, afterChange: boolean, beforeChange: boolean): Segment {
  const words = segment.text.split(/(?<=\s)/u)
  const kept = (afterChange ? AROUND : 0) + (beforeChange ? AROUND : 0)
  if (kept === 0 || words.length <= kept + 2) return segment
  const head = afterChange ? words.slice(0, AROUND).join('') : ''
  const tail = beforeChange ? words.slice(-AROUND).join('') : ''
  return { ...segment, text: `${head}… ${tail}` }
}
