import * as Y from 'yjs'
import { Client } from './client.ts'
import type { Dialect } from './dialects.ts'
import type { Headers } from './people.ts'
import { wordsIn } from './updates.ts'

/** What a server gives somebody who has nothing and comes now: what it has itself, whatever others hold. */
export async function wordsForNewcomer(live: string, dialect: Dialect, headers: Headers): Promise<string> {
  const updates: Uint8Array[] = []
  const newcomer = new Client(live, dialect, headers, {
    text: (bytes, start, end) => updates.push(new Uint8Array(bytes.subarray(start, end))),
  })
  await newcomer.joined
  newcomer.leave()
  return wordsOf(updates)
}

/** The words that these updates make. */
export function wordsOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const words = wordsIn(doc)
  doc.destroy()
  return words
}
