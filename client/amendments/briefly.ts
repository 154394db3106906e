import type { ParagraphDifference } from '../../shared/text/difference.ts'
import type { Changes } from './data.ts'

type Paragraph = ParagraphDifference | Changes[number]['paragraphs'][number]

/** So many letters of what stays are shown before a change, and behind it. */
const BEFORE = 70
const BEHIND = 40

/** A paragraph with what is far from its changes left out. */
export function briefly<Shown extends Paragraph>(paragraph: Shown): Shown {
  const { segments } = paragraph
  const last = segments.length - 1
  return {
    ...paragraph,
    segments: segments.map((segment, at) =>
      segment.kind === 'same' ? { ...segment, text: shortened(segment.text, at > 0, at < last) } : segment,
    ),
  }
}

/** `follows`, `leads`: a change stands before, or behind. */
function shortened(text: string, follows: boolean, leads: boolean): string {
  if (!follows && !leads) return text
  const most = (follows ? BEHIND : 0) + (leads ? BEFORE : 0)
  // A few letters saved are not worth the gap.
  if (text.length <= most + 20) return text
  const head = follows ? text.slice(0, text.indexOf(' ', BEHIND - 12)) : ''
  const tail = leads ? text.slice(text.lastIndexOf(' ', text.length - BEFORE + 12) + 1) : ''
  return `${head}${follows ? ' ' : ''}…${leads && follows ? ' ' : ''}${tail}`
}
