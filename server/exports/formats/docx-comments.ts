import type { OutlineComment } from '../../../shared/exports/model.ts'
import { escaped } from '../../office/xml.ts'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const WORD_2010 = 'http://schemas.microsoft.com/office/word/2010/wordml'
const WORD_2012 = 'http://schemas.microsoft.com/office/word/2012/wordml'

/** A thread whose remarks have the numbers from `first` on. */
type Placed = OutlineComment & { readonly first: number }

/** Numbers the comments of a file and writes their two parts. Source: RULES.md EX14. */
export function openComments() {
  const placed: Placed[] = []
  let next = 1
  return {
    /** Takes a thread in; the answer is the numbers of its remarks. */
    take(comment: OutlineComment): readonly number[] {
      const first = next
      next += comment.remarks.length
      placed.push({ ...comment, first })
      return comment.remarks.map((_, index) => first + index)
    },
    close: () => (placed.length === 0 ? null : { comments: commentsXml(placed), threads: threadsXml(placed) }),
  }
}

function commentsXml(placed: readonly Placed[]): string {
  const paragraph = (words: string, id: string, isQuote: boolean) =>
    `<w:p w14:paraId="${id}"><w:r>${isQuote ? '<w:rPr><w:i/></w:rPr>' : ''}<w:t xml:space="preserve">${escaped(words)}</w:t></w:r></w:p>`
  const all = placed.flatMap(({ first, about, remarks }) =>
    remarks.map(({ author, at, words }, index) => {
      const number = first + index
      const lines = words.split('\n')
      const quoted = index === 0 && about !== null ? [paragraph(about, paragraphId(number, 1), true)] : []
      // What belongs together is known by the last paragraph of each.
      const said = lines.map((line, at) =>
        paragraph(line, at === lines.length - 1 ? paragraphId(number, 0) : paragraphId(number, at + 2), false),
      )
      const hour = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
      return `<w:comment w:id="${number}" w:author="${escaped(author)}" w:date="${hour}" w:initials="${escaped(initials(author))}">${[...quoted, ...said].join('')}</w:comment>`
    }),
  )
  return `<w:comments xmlns:w="${WORD}" xmlns:w14="${WORD_2010}">${all.join('')}</w:comments>`
}

/** Answers under what they answer, and whether it is done with. */
function threadsXml(placed: readonly Placed[]): string {
  const all = placed.flatMap(({ first, isResolved, remarks }) =>
    remarks.map((_, index) => {
      const parent = index === 0 ? '' : ` w15:paraIdParent="${paragraphId(first, 0)}"`
      return `<w15:commentEx w15:paraId="${paragraphId(first + index, 0)}"${parent} w15:done="${isResolved ? 1 : 0}"/>`
    }),
  )
  return `<w15:commentsEx xmlns:w15="${WORD_2012}">${all.join('')}</w15:commentsEx>`
}

/** Eight hexadecimal digits below 80000000, of a paragraph in a comment. */
const paragraphId = (comment: number, paragraph: number): string =>
  (comment * 0x1000 + Math.min(paragraph, 0xfff)).toString(16).toUpperCase().padStart(8, '0')

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => /\p{L}/u.exec(word)?.[0] ?? '')
    .join('')
    .slice(0, 3)

/** Where a comment's remarks stand in the plain words of a part. */
export type Range = { readonly numbers: readonly number[]; readonly from: number; readonly to: number }

/** What stands between two pieces of a run: where comments begin or end. */
export const startsXml = (numbers: readonly number[]): string =>
  numbers.map((number) => `<w:commentRangeStart w:id="${number}"/>`).join('')
export const endsXml = (numbers: readonly number[]): string =>
  numbers
    .map(
      (number) =>
        `<w:commentRangeEnd w:id="${number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="${number}"/></w:r>`,
    )
    .join('')

type Cut = { readonly text: string } | { readonly mark: string }

/** Cuts the runs of a part, met in the order of its letters, where comments begin and end. */
export function openRanges(ranges: readonly Range[]) {
  const starts = [...ranges].sort((one, other) => one.from - other.from)
  const ends = [...ranges].sort((one, other) => one.to - other.to)
  let at = 0
  const begun = new Set<Range>()
  const opened = (): Cut[] => {
    const cuts: Cut[] = []
    while (starts[0] && starts[0].from <= at) {
      const one = starts.shift()
      if (one) {
        begun.add(one)
        cuts.push({ mark: startsXml(one.numbers) })
      }
    }
    return cuts
  }
  const closed = (): Cut[] => {
    const cuts: Cut[] = []
    while (ends[0] && ends[0].to <= at && begun.has(ends[0])) {
      const one = ends.shift()
      if (one) cuts.push({ mark: endsXml(one.numbers) })
    }
    return cuts
  }
  return {
    /** From one paragraph to the next. */
    border() {
      at += 1
    },
    /** Words of the text itself: those that an amendment puts in count nothing. */
    cut(text: string): Cut[] {
      const cuts: Cut[] = []
      let rest = text
      while (rest !== '') {
        cuts.push(...opened())
        const border = Math.min(starts[0]?.from ?? Infinity, ends[0]?.to ?? Infinity, at + rest.length)
        const length = Math.max(1, border - at)
        cuts.push({ text: rest.slice(0, length) })
        at += Math.min(length, rest.length)
        rest = rest.slice(length)
        cuts.push(...closed())
      }
      return cuts
    },
  }
}
