import type { Part } from '../../shared/text/canonical.ts'
import { withoutUnseen } from '../../shared/text/look-alikes.ts'
import { isAllowedLink, MAX_LEVEL, readLevel } from '../../shared/text/schema.ts'

/** Words as they go into a text: composed (NFC), because one letter in two forms would be a difference nobody sees. Source: RULES.md VE3, LT100. */
export function pastedWords(words: string, part: Part): string {
  const composed = withoutUnseen(words.normalize('NFC'))
  return part === 'title' ? composed.replace(/\s*[\r\n]+\s*/g, ' ') : composed
}

/** What is pasted, and how many pictures were left out of it. */
export type Pasted = { readonly html: string; readonly pictures: number }

/**
 * What a text can hold of pasted HTML: paragraphs with a level, bold, italic, links to web and mail addresses. Cells of a table are paragraphs
 * as they are read, numbers that an office program drew itself are left out, and so is all that is no words. Into a title goes only what it
 * says, as one paragraph. Source: RULES.md LT100, LT20.
 */
export function pastedHtml(html: string, part: Part): Pasted {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  // Copied from an editor of ours, it has its levels and spaces already; the schema reads no more than it knows.
  if (part !== 'title' && body.querySelector('[data-pm-slice]'))
    return { html: withoutUnseen(html.normalize('NFC')), pictures: 0 }
  const reading = new Reading()
  reading.read(body, PLAIN)
  const { paragraphs, pictures } = reading.done()
  if (part !== 'title')
    return { html: paragraphs.map(({ level, html: words }) => drawn(level, words)).join(''), pictures }
  const line = paragraphs.map(({ said }) => said).join(' ')
  return { html: line === '' ? '' : drawn(0, escaped(line)), pictures }
}

const drawn = (level: number, words: string): string => `<p${level > 0 ? ` data-level="${level}"` : ''}>${words}</p>`

/** How the words around an element look, and how deep they stand. */
type Look = {
  readonly bold: boolean
  readonly italic: boolean
  readonly href: string | null
  readonly level: number
  readonly lists: number
  readonly keepsSpaces: boolean
}
const PLAIN: Look = { bold: false, italic: false, href: null, level: 0, lists: 0, keepsSpaces: false }

type Run = Pick<Look, 'bold' | 'italic' | 'href'> & { text: string }
type Paragraph = { readonly level: number; readonly said: string; readonly html: string }

/** Nothing in them is words to be read. */
const SILENT = new Set(
  'script style head title meta link template noscript iframe select textarea button input'.split(' '),
)
const PICTURES = new Set('img picture svg canvas video audio object embed v:imagedata v:shape'.split(' '))
/** Each begins a paragraph and ends it. */
const BLOCKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table caption thead tbody tfoot tr td th blockquote pre address article aside section header footer main nav figure figcaption form fieldset hr center'.split(
    ' ',
  ),
)

/** Reads elements into paragraphs, in the order they are read. */
class Reading {
  readonly #paragraphs: Paragraph[] = []
  #runs: Run[] = []
  #level = 0
  #pictures = 0

  done() {
    this.#end()
    return { paragraphs: this.#paragraphs, pictures: this.#pictures }
  }

  read(parent: Node, look: Look): void {
    for (const node of parent.childNodes) {
      if (node instanceof Text) this.#write(node.data, look)
      else if (node instanceof Element) this.#readElement(node, look)
    }
  }

  #readElement(element: Element, around: Look): void {
    const name = element.localName
    if (PICTURES.has(name)) {
      this.#pictures += 1
      return
    }
    const style = element.getAttribute('style')?.toLowerCase() ?? ''
    if (SILENT.has(name) || /mso-list:\s*ignore|display:\s*none|mso-hide:\s*all/.test(style)) return
    if (name === 'br') {
      this.#end()
      return
    }
    const look = lookOf(element, name, style, around)
    const isBlock = BLOCKS.has(name)
    if (isBlock) this.#begin(look.level)
    this.read(element, look)
    if (isBlock) this.#begin(around.level)
  }

  /** Ends the paragraph; what comes next stands on a level. */
  #begin(level: number): void {
    this.#end()
    this.#level = level
  }

  #write(data: string, { bold, italic, href, keepsSpaces }: Look): void {
    const lines = keepsSpaces ? data.split(/\r?\n/) : [data]
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.#end()
      // A single space that does not break stays, as in "24 hours"; several were only put there to fill room.
      const text = withoutUnseen(line)
        .replace(/[ \t\r\n\f]+/g, ' ')
        .replace(/[ \u00a0]{2,}/g, ' ')
      if (text !== '') this.#runs.push({ text, bold, italic, href })
    }
  }

  /** Ends the paragraph; one without words is none. */
  #end(): void {
    const runs = composed(this.#runs)
    this.#runs = []
    const said = runs.map(({ text }) => text).join('')
    if (said.trim() === '') return
    this.#paragraphs.push({ level: this.#level, said, html: runs.map(marked).join('') })
  }
}

function lookOf(element: Element, name: string, style: string, around: Look): Look {
  const lists = name === 'ul' || name === 'ol' ? around.lists + 1 : around.lists
  const weight = /font-weight:\s*(\w+)/.exec(style)?.[1]
  const slant = /font-style:\s*(\w+)/.exec(style)?.[1]
  const isBold = name === 'b' || name === 'strong'
  const isItalic = name === 'i' || name === 'em'
  return {
    bold: weight ? /^(bold|bolder|[6-9]00)$/.test(weight) : isBold || around.bold,
    italic: slant ? slant === 'italic' || slant === 'oblique' : isItalic || around.italic,
    href: name === 'a' ? linkOf(element) : around.href,
    level: levelOf(element, name, style, { ...around, lists }),
    lists,
    keepsSpaces: around.keepsSpaces || name === 'pre' || /white-space:\s*(pre|break-spaces)/.test(style),
  }
}

const linkOf = (element: Element): string | null => {
  const href = element.getAttribute('href')?.trim()
  return isAllowedLink(href) ? href : null
}

/** Word says the level of a list in a style, others by lists in lists; our own paragraphs say it themselves. */
function levelOf(element: Element, name: string, style: string, { level, lists }: Look): number {
  const own = readLevel(element.getAttribute('data-level'))
  if (own > 0) return own
  const inWord = /mso-list:[^;]*\blevel(\d)/.exec(style)?.[1]
  if (inWord) return Math.min(Number(inWord), MAX_LEVEL)
  return name === 'li' ? Math.min(Math.max(lists, 1), MAX_LEVEL) : level
}

/** Runs of one paragraph without spaces at its ends or doubled ones inside, composed as a whole. */
function composed(runs: readonly Run[]): Run[] {
  const kept: Run[] = []
  for (const run of runs) {
    const before = kept.at(-1)?.text ?? ' '
    const text = /[ \u00a0]$/.test(before) ? run.text.replace(/^[ \u00a0]+/, '') : run.text
    if (text !== '') kept.push({ ...run, text: text.normalize('NFC') })
  }
  const last = kept.at(-1)
  if (last) last.text = last.text.replace(/[ \u00a0]+$/, '')
  return kept
}

function marked({ text, bold, italic, href }: Run): string {
  let words = escaped(text)
  if (italic) words = `<em>${words}</em>`
  if (bold) words = `<strong>${words}</strong>`
  return href === null ? words : `<a href="${escaped(href)}">${words}</a>`
}

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
