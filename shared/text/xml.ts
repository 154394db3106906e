/** A tag as it opens; a tag without content opens and closes at once. */
export type Tag = { readonly name: string; readonly attributes: ReadonlyMap<string, string> }
export type Hear = {
  readonly opens: (tag: Tag) => void
  readonly closes: (name: string) => void
  readonly words: (text: string) => void
}

/** XML that is broken, or says more than an office file needs to. */
export class BadXml extends Error {}

const DEEPEST = 200
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Reads XML once from start to end and says what comes. Nothing is looked up and nothing grows: a document type, and any entity but the
 * five that XML itself has, is refused. Source: RULES.md CO20, RE22.
 */
export function readXml(xml: string, hear: Hear): void {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw new BadXml('document type')
  const open: string[] = []
  let at = 0
  while (at < xml.length) {
    const next = xml.indexOf('<', at)
    const words = xml.slice(at, next < 0 ? xml.length : next)
    if (words !== '' && open.length > 0) hear.words(unescaped(words))
    if (next < 0) break
    at = readMarkup(xml, next, open, hear)
  }
  if (open.length > 0) throw new BadXml('not closed')
}

/** Reads what begins with `<`; the answer is where it ends. */
function readMarkup(xml: string, at: number, open: string[], hear: Hear): number {
  if (xml.startsWith('<!--', at)) return after(xml, '-->', at)
  if (xml.startsWith('<?', at)) return after(xml, '?>', at)
  if (xml.startsWith('<![CDATA[', at)) {
    const end = after(xml, ']]>', at)
    hear.words(xml.slice(at + 9, end - 3))
    return end
  }
  const end = endOfTag(xml, at)
  const inside = xml.slice(at + 1, end - 1)
  if (inside.startsWith('/')) {
    const name = inside.slice(1).trim()
    if (open.pop() !== name) throw new BadXml(`</${name}>`)
    hear.closes(name)
    return end
  }
  const isEmpty = inside.endsWith('/')
  const tag = tagOf(isEmpty ? inside.slice(0, -1) : inside)
  hear.opens(tag)
  if (isEmpty) hear.closes(tag.name)
  else if (open.push(tag.name) > DEEPEST) throw new BadXml('too deep')
  return end
}

function after(xml: string, sign: string, at: number): number {
  const found = xml.indexOf(sign, at)
  if (found < 0) throw new BadXml(`no ${sign}`)
  return found + sign.length
}

/** Where a tag ends; a `>` in quotes is none. */
function endOfTag(xml: string, at: number): number {
  let quote = ''
  for (let index = at; index < xml.length; index += 1) {
    const sign = xml[index] ?? ''
    if (quote) quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return index + 1
  }
  throw new BadXml('tag without end')
}

function tagOf(inside: string): Tag {
  const name = /^[^\s/>]+/.exec(inside)?.[0]
  if (!name || inside.includes('<')) throw new BadXml('tag without name')
  const attributes = new Map<string, string>()
  // Each stands behind a space: one that is never ended is looked at once and not from each of its letters.
  for (const found of inside.slice(name.length).matchAll(/\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    attributes.set(found[1] ?? '', unescaped(found[2] ?? found[3] ?? ''))
  return { name, attributes }
}

const unescaped = (words: string): string =>
  words.includes('&')
    ? words.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,10})?;?/gi, (whole, name: string | undefined) =>
        signOf(whole, name),
      )
    : words

function signOf(whole: string, name: string | undefined): string {
  if (!name || !whole.endsWith(';')) throw new BadXml('lone &')
  const known = ENTITIES[name]
  if (known !== undefined) return known
  if (!name.startsWith('#')) throw new BadXml(`entity ${name}`)
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  if (!(code > 0 && code <= 0x10ffff)) throw new BadXml('sign')
  return String.fromCodePoint(code)
}
