import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { bringAlong } from '../../client/live/continuing.ts'

const wordsOf = (doc: Y.Doc) => doc.getText('words').toString()
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** A page in a text whose store is restored to where it is now. */
function page() {
  const before = new Y.Doc()
  before.getText('words').insert(0, 'One.')
  const doc = copyOf(before)
  return { doc, restored: copyOf(before), previous: { doc, epoch: 'abc' } }
}

describe('a device after the store of its text was restored', () => {
  test('[LT104] its own unsent words and deletions go into the restored text', () => {
    const { doc, restored, previous } = page()
    doc.getText('words').delete(3, 1)
    doc.getText('words').insert(3, ' Two.')
    expect(bringAlong(previous, { doc: restored, epoch: 'abc~1', mayHaveWritten: true })).toBe(true)
    expect(wordsOf(restored)).toBe('One Two.')
  })

  test('[LT104] not when the restored text lacks words of others, is another one, or may only be read', () => {
    const { doc, restored, previous } = page()
    const other = copyOf(doc)
    other.getText('words').insert(4, ' Theirs.')
    doc.getText('words').insert(0, 'Mine. ')
    const next = { doc: restored, epoch: 'abc~1', mayHaveWritten: true }
    for (const not of [
      { ...next, epoch: 'abd' },
      { ...next, epoch: 'abc' },
      { ...next, mayHaveWritten: false },
    ])
      expect(bringAlong(previous, not)).toBe(false)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(bringAlong(previous, next)).toBe(false)
    expect(wordsOf(restored)).toBe('One.')
  })
})
