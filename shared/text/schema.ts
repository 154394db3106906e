import { type NodeSpec, Schema } from 'prosemirror-model'

/**
 * The number of the text schema: raised with every change, which may only add.
 * A client with a smaller number is closed 4409, because y-prosemirror deletes nodes it does not know. Source: RULES.md LT9.
 */
export const SCHEMA_NUMBER = 1

/** Sub-points are paragraphs with a level: wrapping in nested lists loses words that another person types. */
export const MAX_LEVEL = 3

const LINK = /^(https?:\/\/|mailto:)/i

/** Whether an address may stand in a text. Source: RULES.md LT20. */
export const isAllowedLink = (href: unknown): href is string =>
  typeof href === 'string' && href.length <= 2_000 && LINK.test(href)

const paragraph: NodeSpec = {
  group: 'block',
  content: 'text*',
  attrs: {
    level: {
      default: 0,
      validate: (value) => {
        if (!Number.isInteger(value) || value < 0 || value > MAX_LEVEL) throw new RangeError(`level ${value}`)
      },
    },
  },
  parseDOM: [{ tag: 'p', getAttrs: (dom) => ({ level: readLevel(dom.getAttribute('data-level')) }) }],
  toDOM: (node) => ['p', node.attrs.level ? { 'data-level': node.attrs.level } : {}, 0],
}

/** A level as an attribute of a page says it; anything else is 0. */
export function readLevel(value: unknown): number {
  const level = Number(value)
  return Number.isInteger(level) && level > 0 && level <= MAX_LEVEL ? level : 0
}

/** The only ProseMirror schema: server checks, canonical form and the editor are made from it. */
export const textSchema = new Schema({
  nodes: { doc: { content: 'paragraph+' }, paragraph, text: { group: 'inline' } },
  marks: {
    bold: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
    italic: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
    link: {
      inclusive: false,
      attrs: {
        href: {
          validate: (value) => {
            if (!isAllowedLink(value)) throw new RangeError('link')
          },
        },
      },
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (dom) => (isAllowedLink(dom.getAttribute('href')) ? { href: dom.getAttribute('href') } : false),
        },
      ],
      toDOM: (mark) => ['a', { href: mark.attrs.href, rel: 'noopener noreferrer nofollow', target: '_blank' }, 0],
    },
  },
})
