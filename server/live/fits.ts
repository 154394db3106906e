import * as Y from 'yjs'
import { isAllowedLink, MAX_LEVEL } from '../../shared/text/schema.ts'

const LONGEST_ATTRIBUTE = 200

/**
 * Whether everything a transaction touched still fits the schema: fragments hold paragraphs, paragraphs hold words and a level,
 * words carry only our marks. Looks only at touched paragraphs, so a keystroke costs its paragraph and not the text.
 * Source: RULES.md LT20, LT30.
 */
export function fits(transaction: Y.Transaction): boolean {
  for (const [type, keys] of transaction.changed) {
    if (type._item?.deleted) continue
    if (!fitsWhenTouched(type, keys, transaction.beforeState)) return false
  }
  return true
}

function fitsWhenTouched(
  type: unknown,
  keys: ReadonlySet<string | null>,
  before: ReadonlyMap<number, number>,
): boolean {
  if (type instanceof Y.XmlText) return onlyOrder(keys) && type.parent instanceof Y.XmlElement && fitsWords(type)
  if (type instanceof Y.XmlElement) return fitsParagraph(type)
  return type instanceof Y.XmlFragment && onlyOrder(keys) && fitsFragment(type, before)
}

const onlyOrder = (keys: ReadonlySet<string | null>): boolean => [...keys].every((key) => key === null)

/** The paragraphs that are new in this transaction are read whole; the others were read when they were touched. */
function fitsFragment(fragment: Y.XmlFragment, before: ReadonlyMap<number, number>): boolean {
  return eachItem(fragment, (item) => {
    if (!(item.content instanceof Y.ContentType)) return false
    const child = item.content.type
    if (!(child instanceof Y.XmlElement)) return false
    return item.id.clock < (before.get(item.id.client) ?? 0) || fitsParagraph(child)
  })
}

function fitsParagraph(paragraph: Y.XmlElement): boolean {
  const parent = paragraph.parent
  if (paragraph.nodeName !== 'paragraph' || parent === null || parent._item !== null) return false
  for (const [name, item] of paragraph._map) {
    if (item.deleted) continue
    const value: unknown = item.content.getContent().at(-1)
    if (name !== 'level' || !isLevel(value)) return false
  }
  return eachItem(paragraph, (item) => {
    const child = item.content instanceof Y.ContentType ? item.content.type : undefined
    return child instanceof Y.XmlText && child._map.size === 0 && fitsWords(child)
  })
}

const isLevel = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_LEVEL)

const fitsWords = (words: Y.XmlText): boolean =>
  eachItem(words, ({ content }) =>
    content instanceof Y.ContentFormat ? fitsMark(content.key, content.value) : content instanceof Y.ContentString,
  )

function fitsMark(name: string, value: unknown): boolean {
  if (value === null) return true
  if (name === 'bold' || name === 'italic') return value === true || (isPlain(value) && Object.keys(value).length === 0)
  if (name !== 'link' || !isPlain(value) || !isAllowedLink(value.href)) return false
  return Object.entries(value).every(([key, other]) => key === 'href' || isShort(other))
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isShort = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.length <= LONGEST_ATTRIBUTE)

function eachItem(type: Y.XmlFragment | Y.XmlText, holds: (item: Y.Item) => boolean): boolean {
  for (let item = type._start; item !== null; item = item.right) {
    if (!item.deleted && !holds(item)) return false
  }
  return true
}
