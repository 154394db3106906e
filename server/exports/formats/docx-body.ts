import type { TrackedParagraph, TrackedRun } from '../../../shared/exports/model.ts'
import type { AmendmentId } from '../../../shared/ids.ts'
import type { Language } from '../../../shared/language.ts'
import type { Block, Mark } from '../../../shared/text/canonical.ts'
import type { Instant } from '../../../shared/time.ts'
import { escaped } from '../../office/xml.ts'
import { endsXml, openRanges, type Range, startsXml } from './docx-comments.ts'

/** Under whose name, and when, a change is tracked. */
export type Author = { readonly name: string; readonly at: Instant }

export const TAGS: Readonly<Record<Language, string>> = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' }

type Words = { readonly text: string; readonly marks?: readonly Mark[] }
type Ranges = ReturnType<typeof openRanges>
type Drawn = Words & { readonly kind: TrackedRun['kind'] }

export type DocxBody = {
  readonly xml: string
  /** Web addresses in the order in which relations name them. */
  readonly links: readonly string[]
  /** PNGs in the order in which relations name them. */
  readonly pictures: readonly Uint8Array[]
  /** The number that each numbered list begins at; the lists count on inside. */
  readonly starts: readonly number[]
}

/** The list of sub-points, and of steps; lists of numbered headings come after it. */
const DASHES = 1
const FIRST_NUMBERED = 2

/** Width of the sheet between its margins, in twentieths of a point. */
const SHEET_WIDTH = 9_070

/** Builds the body of a Word file paragraph by paragraph. */
export function openBody(language: Language) {
  const xml: string[] = []
  const links: string[] = []
  const pictures: Uint8Array[] = []
  const starts: number[] = []
  let lastNumber: number | null = null
  let changes = 0

  const linkId = (href: string): string => {
    const known = links.indexOf(href)
    if (known < 0) links.push(href)
    return `link${(known < 0 ? links.length - 1 : known) + 1}`
  }
  const change = (tag: 'ins' | 'del', { name, at }: Author): string => {
    changes += 1
    const hour = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
    return `<w:${tag} w:id="${changes}" w:author="${escaped(name)}" w:date="${hour}"`
  }
  const linked = (href: string | null, inside: string): string =>
    href === null ? inside : `<w:hyperlink r:id="${linkId(href)}" w:history="1">${inside}</w:hyperlink>`

  const run = ({ text, marks = [] }: Words, tag: 't' | 'delText' = 't', more: RunLook = {}): string => {
    const properties = runProperties(marks, more)
    const lines = text.split('\n').map((line) => `<w:${tag} xml:space="preserve">${escaped(line)}</w:${tag}>`)
    return `<w:r>${properties}${lines.join('<w:br/>')}</w:r>`
  }
  const trackedRun = (one: TrackedRun, authorOf: (by: AmendmentId) => Author): string => {
    const href = hrefOf(one.marks)
    if (one.by === null || one.kind === 'same') return linked(href, run(one))
    const author = authorOf(one.by)
    return one.kind === 'added'
      ? `${change('ins', author)}>${run(one)}</w:ins>`
      : `${change('del', author)}>${run(one, 'delText')}</w:del>`
  }
  /** A run in the pieces into which comments cut it. */
  const cut = <Run extends Words>(one: Run, ranges: Ranges, draw: (piece: Run) => string): string =>
    ranges
      .cut(one.text)
      .map((piece) => ('mark' in piece ? piece.mark : draw({ ...one, text: piece.text })))
      .join('')
  /** A paragraph as a whole under comments. */
  const commented = (numbers: readonly number[] = [], inside: string): string =>
    startsXml(numbers) + inside + endsXml(numbers)

  const push = (properties: string, inside: string) => void xml.push(`<w:p><w:pPr>${properties}</w:pPr>${inside}</w:p>`)
  const cell = (width: number, inside: string, isHead: boolean) =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>${run({ text: inside, marks: isHead ? [{ type: 'bold' }] : [] })}</w:p></w:tc>`

  return {
    paragraph(
      style: string,
      words: string,
      options: { language?: Language; newPage?: boolean; comments?: readonly number[] } = {},
    ) {
      const page = options.newPage ? '<w:pageBreakBefore/>' : ''
      const inside = run({ text: words }, 't', look(options.language, language))
      push(`<w:pStyle w:val="${style}"/>${page}`, commented(options.comments, inside))
    },
    /** A heading with its number; where numbers do not follow each other a new list begins at this one. */
    numbered(style: string, words: string, number: number, comments: readonly number[] = []) {
      if (lastNumber === null || number !== lastNumber + 1) starts.push(number)
      lastNumber = number
      const list = FIRST_NUMBERED + starts.length - 1
      push(
        `<w:pStyle w:val="${style}"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`,
        commented(comments, run({ text: words })),
      )
    },
    /** The paragraphs of a text, with comments where they stand. */
    text(blocks: readonly Block[], ranges: readonly Range[] = []) {
      const under = openRanges(ranges)
      blocks.forEach(({ level = 0, content }, index) => {
        if (index > 0) under.border()
        const drawn = content.map((one) => cut(one, under, (piece) => linked(hrefOf(one.marks ?? []), run(piece))))
        push(textProperties(level), drawn.join(''))
      })
    },
    /** A difference as words that are only drawn as new and gone. */
    drawn(level: number, runs: readonly Drawn[], of: Language) {
      const inside = runs.map((one) => run(one, 't', { ...look(of, language), drawn: one.kind }))
      push(textProperties(level), inside.join(''))
    },
    /** A text with its tracked changes. */
    tracked(
      paragraphs: readonly TrackedParagraph[],
      authorOf: (by: AmendmentId) => Author,
      ranges: readonly Range[] = [],
    ) {
      const under = openRanges(ranges)
      let isFirst = true
      paragraphs.forEach(({ level, whole, border, runs }, index) => {
        // What an amendment puts in stands in nobody's letters.
        if (whole?.kind !== 'added') {
          if (!isFirst && border?.kind !== 'added') under.border()
          isFirst = false
        }
        const draw = (one: TrackedRun) => trackedRun(one, authorOf)
        // Word keeps a border at the end of the paragraph before it.
        const mark = whole ?? paragraphs[index + 1]?.border ?? null
        const tag = mark && (mark.kind === 'added' ? 'ins' : 'del')
        const marked = mark && tag ? `<w:rPr>${change(tag, authorOf(mark.by))}/></w:rPr>` : ''
        const drawn = runs.map((one) => (one.kind === 'added' ? draw(one) : cut(one, under, draw)))
        push(textProperties(level) + marked, drawn.join(''))
      })
    },
    labelled(name: string, value: string, of?: Language) {
      push(
        '<w:pStyle w:val="Field"/>',
        `${run({ text: `${name}: `, marks: [{ type: 'italic' }] })}${run({ text: value }, 't', look(of, language))}`,
      )
    },
    /** A square picture with words beside it; `says`: what it says to who does not see it. */
    pictured(style: string, words: string, { png, says }: { readonly png: Uint8Array; readonly says: string }) {
      pictures.push(png)
      push(`<w:pStyle w:val="${style}"/>`, `${drawingXml(pictures.length, says)}${run({ text: `  ${words}` })}`)
    },
    point(words: string) {
      push(
        `<w:pStyle w:val="Field"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${DASHES}"/></w:numPr>`,
        run({ text: words }),
      )
    },
    table(head: readonly string[], rows: readonly (readonly string[])[], shares: readonly number[]) {
      if (rows.length === 0) return
      const widths = shares.map((share) => Math.round((SHEET_WIDTH * share) / 100))
      const row = (cells: readonly string[], isHead: boolean) =>
        `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${cells.map((one, index) => cell(widths[index] ?? 0, one, isHead)).join('')}</w:tr>`
      xml.push(
        `<w:tbl><w:tblPr><w:tblStyle w:val="Rows"/><w:tblW w:w="${SHEET_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${row(head, true)}${rows.map((one) => row(one, false)).join('')}</w:tbl>`,
      )
      push('<w:pStyle w:val="Cell"/>', '')
    },
    /** Lines side by side, the last ones to the right. */
    columns(sides: readonly { readonly language: Language; readonly lines: readonly string[] }[]) {
      const width = Math.round(SHEET_WIDTH / sides.length)
      const side = ({ language: of, lines }: (typeof sides)[number], index: number) =>
        `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${lines.map((line) => `<w:p><w:pPr><w:pStyle w:val="Letterhead"/>${index > 0 ? '<w:jc w:val="right"/>' : ''}</w:pPr>${run({ text: line }, 't', look(of, language))}</w:p>`).join('') || '<w:p/>'}</w:tc>`
      xml.push(
        `<w:tbl><w:tblPr><w:tblW w:w="${SHEET_WIDTH}" w:type="dxa"/><w:tblBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="0B5B69"/></w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${sides.map(() => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid><w:tr>${sides.map(side).join('')}</w:tr></w:tbl>`,
      )
      push('<w:pStyle w:val="Cell"/>', '')
    },
    close: (): DocxBody => ({ xml: xml.join('\n'), links, pictures, starts }),
  }
}

/** Side of a picture: 18 mm, in English Metric Units of 36,000 a millimetre. */
const SIDE = 18 * 36_000
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'

/** A picture that stands in its line like a letter. */
const drawingXml = (number: number, says: string): string =>
  `<w:r><w:drawing><wp:inline xmlns:wp="${DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${SIDE}" cy="${SIDE}"/><wp:docPr id="${number}" name="QR ${number}" descr="${escaped(says)}"/><a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/picture"><pic:pic xmlns:pic="${DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="${number}" name="QR ${number}" descr="${escaped(says)}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture${number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${SIDE}" cy="${SIDE}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

const hrefOf = (marks: readonly Mark[]): string | null =>
  marks.flatMap((mark) => (mark.type === 'link' ? [mark.href] : []))[0] ?? null

/** How words look beside their marks. */
type RunLook = { readonly language?: Language; readonly drawn?: TrackedRun['kind'] }

/** Only words in another language than the file's say so. */
const look = (of: Language | undefined, language: Language): RunLook =>
  of === undefined || of === language ? {} : { language: of }

/** In the order that the schema of Word files wants: style, bold, italic, strike, colour, underline, language. */
function runProperties(marks: readonly Mark[], { language, drawn }: RunLook): string {
  const has = (type: Mark['type']) => marks.some((mark) => mark.type === type)
  const properties = [
    has('link') ? '<w:rStyle w:val="Hyperlink"/>' : '',
    has('bold') || drawn === 'added' ? '<w:b/>' : '',
    has('italic') ? '<w:i/>' : '',
    drawn === 'deleted' ? '<w:strike/><w:color w:val="8C1D18"/>' : '',
    drawn === 'added' ? '<w:u w:val="single"/>' : '',
    language ? `<w:lang w:val="${TAGS[language]}"/>` : '',
  ].join('')
  return properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`
}

const textProperties = (level: number): string =>
  `<w:pStyle w:val="BodyText"/>${level === 0 ? '' : `<w:numPr><w:ilvl w:val="${level - 1}"/><w:numId w:val="${DASHES}"/></w:numPr>`}`
