import * as Y from 'yjs'
import type { AccountId } from '../../shared/ids.ts'
import { writtenIn } from '../../shared/text/written.ts'
import { FRAGMENT_NAMES } from '../../shared/text/ydoc.ts'
import type { Credits } from './live-texts.ts'
import type { Owner } from './log-messages.ts'

/** How many characters of a text, in all its parts and languages, are each account's, most first. Source: RULES.md VE41. */
export function creditsOf(doc: Y.Doc, owners: ReadonlyMap<number, Owner>): Credits {
  const sums = new Map<AccountId, number>()
  for (const name of FRAGMENT_NAMES)
    for (const words of doc.getXmlFragment(name).createTreeWalker((type) => type instanceof Y.XmlText))
      for (const { client, length } of writtenIn(words as Y.XmlText)) {
        const account = owners.get(client)?.account
        if (account !== undefined) sums.set(account, (sums.get(account) ?? 0) + length)
      }
  return [...sums].sort(([, a], [, b]) => b - a)
}
