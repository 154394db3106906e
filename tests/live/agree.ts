import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import { textSchema } from '../../shared/text/schema.ts'
import { FRAGMENT_NAMES, readParts } from '../../shared/text/ydoc.ts'
import type { ServerProcess } from '../server-process.ts'

const said = (parts: Parts): string => canonicalJson(parts as unknown as Json)

/** Whether two Y.Docs have the same words and have forgotten the same ones, though not necessarily in the same bytes. */
export const areEqual = (one: Y.Doc, other: Y.Doc): boolean => Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other))

/** Each fragment as an editor opens it: fails where a node, mark or attribute does not fit the schema. */
export function fitsSchema(doc: Y.Doc): void {
  for (const name of FRAGMENT_NAMES) {
    const fragment = doc.getXmlFragment(name)
    // An editor shows a fragment without paragraphs as one empty paragraph.
    if (fragment.length > 0) yXmlFragmentToProseMirrorRootNode(fragment, textSchema).check()
  }
}

/** These Y.Docs, the server's reading and the replay of the log are one text, and it fits the schema. */
export async function agree(server: ServerProcess, text: string, docs: readonly Y.Doc[]): Promise<Y.Doc> {
  const replayed = await server.replay(text)
  fitsSchema(replayed)
  const words = said(readParts(replayed))
  for (const doc of docs) {
    expect(said(readParts(doc))).toBe(words)
    expect(areEqual(doc, replayed), 'a client knows and has deleted what the log does').toBe(true)
  }
  const reading = await server.sees<{ parts: Parts }>(`/api/recommendations/text?id=${text}`, 'm01')
  expect(said(reading.parts)).toBe(words)
  return replayed
}
