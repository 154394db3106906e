import { BadXml, readXml, type Tag } from '../text/xml.ts'

/** A paragraph of a Word file: its words, and the list it stands in by its own mark or its style's. */
export type WordParagraph = {
  readonly words: string
  readonly list: { readonly id: string; readonly level: number } | null
  readonly style: string | null
}

/** What a Word file says, with what a reader would not see in the words alone. */
export type WordText = {
  readonly paragraphs: readonly WordParagraph[]
  /** Tracked changes: insertions that are in the words, deletions that are not. */
  readonly inserted: number
  readonly deleted: number
  readonly footnotes: number
}

const NAMESPACES = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]

/** Gives each tag its name without the prefix of Word's own namespace; tags of others keep theirs and mean nothing here. */
function wordNames() {
  let prefix: string | null = null
  return (tag: { readonly name: string; readonly attributes?: ReadonlyMap<string, string> }): string => {
    for (const [name, value] of tag.attributes ?? [])
      if (NAMESPACES.includes(value) && /^xmlns(:|$)/.test(name)) prefix = name === 'xmlns' ? '' : `${name.slice(6)}:`
    if (prefix === null) return tag.name
    if (prefix === '') return tag.name.includes(':') ? `other ${tag.name}` : tag.name
    return tag.name.startsWith(prefix) ? tag.name.slice(prefix.length) : `other ${tag.name}`
  }
}

/** An attribute by its name without prefix. */
function attributeOf(tag: Tag, wanted: string): string | null {
  for (const [name, value] of tag.attributes) if (name === wanted || name.endsWith(`:${wanted}`)) return value
  return null
}

const levelOf = (words: string | null): number => {
  const level = Number(words)
  return Number.isInteger(level) && level >= 0 && level <= 8 ? level : 0
}

type Open = { words: string; id: string | null; level: number; style: string | null }

/** Reads the body of a Word file. Throws BadXml for what is none. Source: RULES.md RE21. */
export function readWord(xml: string): WordText {
  const nameOf = wordNames()
  const done: WordParagraph[] = []
  const open: Open[] = []
  const inside = new Map<string, number>()
  const counts = { inserted: 0, deleted: 0, footnotes: 0 }
  let isWord = false
  const within = (name: string) => (inside.get(name) ?? 0) > 0
  /** Words that were deleted or moved away, and the second copy that Word keeps for old readers, are not of the text. */
  const isSilent = () => within('del') || within('moveFrom') || within('other mc:Fallback')
  readXml(xml, {
    opens(tag) {
      const name = nameOf(tag)
      if (name === 'document') isWord = true
      inside.set(name, (inside.get(name) ?? 0) + 1)
      const here = open.at(-1)
      if (name === 'p') open.push({ words: '', id: null, level: 0, style: null })
      else if (name === 'ins' || name === 'moveTo') counts.inserted += 1
      else if (name === 'del' || name === 'moveFrom') counts.deleted += 1
      else if (name === 'footnoteReference' || name === 'endnoteReference') counts.footnotes += 1
      else if (here && within('pPr') && !within('pPrChange')) {
        if (name === 'numId' && within('numPr')) here.id = attributeOf(tag, 'val')
        if (name === 'ilvl' && within('numPr')) here.level = levelOf(attributeOf(tag, 'val'))
        if (name === 'pStyle') here.style = attributeOf(tag, 'val')
      } else if (here && !isSilent()) {
        if (name === 'tab') here.words += ' '
        if (name === 'br' || name === 'cr') here.words += '\n'
        if (name === 'noBreakHyphen') here.words += '\u2011'
      }
    },
    words(text) {
      const here = open.at(-1)
      if (here && within('t') && !isSilent()) here.words += text
    },
    closes(name) {
      const known = nameOf({ name })
      inside.set(known, (inside.get(known) ?? 1) - 1)
      if (known !== 'p') return
      const closed = open.pop()
      if (!closed || isSilent()) return
      const { words, id, level, style } = closed
      done.push({ words: words.normalize('NFC'), list: id === null ? null : { id, level }, style })
    },
  })
  if (!isWord) throw new BadXml('no Word text')
  return { paragraphs: done, ...counts }
}

/** How the lists of a Word file count: per list its levels, with the format and the first number. */
export type Numbering = {
  /** What counts on together: lists of one kind, but for those that begin anew. */
  readonly counterOf: (list: string) => string
  readonly levelOf: (list: string, level: number) => { readonly format: string; readonly start: number }
  readonly listOfStyle: (style: string) => { readonly id: string; readonly level: number } | null
}

type Level = { format: string; start: number }

/** Reads `numbering.xml` and `styles.xml`; either may be missing. */
export function readNumbering(numberingXml: string | null, stylesXml: string | null): Numbering {
  const kinds = new Map<string, Map<number, Level>>()
  const lists = new Map<string, { kind: string; starts: Map<number, number> }>()
  if (numberingXml !== null) readLists(numberingXml, kinds, lists)
  const styles = stylesXml === null ? new Map<string, Style>() : readStyles(stylesXml)
  return {
    counterOf: (id) => {
      const list = lists.get(id)
      return list && !list.starts.has(0) ? `kind ${list.kind}` : `list ${id}`
    },
    levelOf: (id, level) => {
      const list = lists.get(id)
      const known = kinds.get(list?.kind ?? '')?.get(level) ?? { format: 'decimal', start: 1 }
      return { format: known.format, start: list?.starts.get(level) ?? known.start }
    },
    listOfStyle: (style) => {
      const seen = new Set<string>()
      for (let name: string | null = style; name !== null && !seen.has(name); ) {
        seen.add(name)
        const known: Style | undefined = styles.get(name)
        if (known?.id) return { id: known.id, level: known.level }
        name = known?.basedOn ?? null
      }
      return null
    },
  }
}

function readLists(
  xml: string,
  kinds: Map<string, Map<number, Level>>,
  lists: Map<string, { kind: string; starts: Map<number, number> }>,
): void {
  const nameOf = wordNames()
  let kind: Map<number, Level> | null = null
  let list: { kind: string; starts: Map<number, number> } | null = null
  let level = 0
  readXml(xml, {
    opens(tag) {
      const name = nameOf(tag)
      const value = attributeOf(tag, 'val')
      if (name === 'abstractNum') {
        kind = new Map()
        kinds.set(attributeOf(tag, 'abstractNumId') ?? '', kind)
      } else if (name === 'num') {
        list = { kind: '', starts: new Map() }
        lists.set(attributeOf(tag, 'numId') ?? '', list)
      } else if (name === 'abstractNumId' && list) list.kind = value ?? ''
      else if (name === 'lvl' || name === 'lvlOverride') {
        level = levelOf(attributeOf(tag, 'ilvl'))
        if (name === 'lvl' && !list) kind?.set(level, { format: 'decimal', start: 1 })
      } else if (name === 'startOverride' && list) list.starts.set(level, Number(value) || 1)
      else if (name === 'numFmt' && !list) setLevel(kind, level, { format: value ?? 'decimal' })
      else if (name === 'start' && !list) setLevel(kind, level, { start: value === '0' ? 0 : Number(value) || 1 })
    },
    words: () => undefined,
    closes(name) {
      const known = nameOf({ name })
      if (known === 'abstractNum') kind = null
      if (known === 'num') list = null
    },
  })
}

function setLevel(kind: Map<number, Level> | null, level: number, change: Partial<Level>): void {
  const known = kind?.get(level)
  if (known) Object.assign(known, change)
}

type Style = { id: string | null; level: number; basedOn: string | null }

function readStyles(xml: string): Map<string, Style> {
  const nameOf = wordNames()
  const styles = new Map<string, Style>()
  let style: Style | null = null
  readXml(xml, {
    opens(tag) {
      const name = nameOf(tag)
      if (name === 'style') {
        style = { id: null, level: 0, basedOn: null }
        styles.set(attributeOf(tag, 'styleId') ?? '', style)
      } else if (!style) return
      else if (name === 'numId') style.id = attributeOf(tag, 'val')
      else if (name === 'ilvl') style.level = levelOf(attributeOf(tag, 'val'))
      else if (name === 'basedOn') style.basedOn = attributeOf(tag, 'val')
    },
    words: () => undefined,
    closes(name) {
      if (nameOf({ name }) === 'style') style = null
    },
  })
  return styles
}
