import { getSchema } from '@tiptap/core'
import { expect, test } from 'vitest'
import { schemaExtensions } from '../../client/editor/extensions.ts'
import { pastedWords } from '../../client/editor/paste.ts'
import { textSchema } from '../../shared/text/schema.ts'

const shape = (schema: typeof textSchema | ReturnType<typeof getSchema>) => ({
  top: schema.topNodeType.name,
  nodes: Object.values(schema.nodes).map((type) => ({
    name: type.name,
    content: type.spec.content,
    group: type.spec.group,
    attrs: type.spec.attrs ?? {},
    inline: type.isInline,
    marks: type.markSet?.map((mark) => mark.name) ?? null,
    parse: type.spec.parseDOM,
    draw: type.spec.toDOM,
  })),
  marks: Object.values(schema.marks).map((type) => ({
    name: type.name,
    inclusive: type.spec.inclusive,
    excluded: Object.values(schema.marks)
      .filter((other) => type.excludes(other))
      .map((other) => other.name),
    attrs: type.spec.attrs ?? {},
    parse: type.spec.parseDOM,
    draw: type.spec.toDOM,
  })),
})

test('[LT9] the editor’s schema is the shared one: names, order, content, attributes, reading and drawing', () => {
  expect(shape(getSchema([...schemaExtensions]))).toEqual(shape(textSchema))
})

test('[VE3] pasted words are composed, and a title stays one line', () => {
  expect(pastedWords('и\u0306од', 'text')).toBe('йод')
  expect(pastedWords('Первая\r\n  вторая', 'title')).toBe('Первая вторая')
})
