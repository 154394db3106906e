import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { LiveRoom } from '../../client/live/room.ts'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { fragmentOf, readParts } from '../../shared/text/ydoc.ts'

/** A member's page in a text: the product's own room, without a browser around it. */
export class Page {
  readonly room: LiveRoom
  readonly #typed: string[] = []
  readonly #name: string

  constructor(
    where: { url: string; origin: string },
    text: string,
    who: { readonly id: string; readonly cookie: string },
  ) {
    this.#name = who.id
    class Socket extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers: { cookie: who.cookie, origin: where.origin } })
      }
    }
    this.room = new LiveRoom({
      account: who.id as AccountId,
      text: text as TextId,
      page: 'page-1',
      address: where.url,
      now: () => Date.now(),
      chance: () => 0.1,
      askWho: async () => {
        const answer = await fetch(`${where.origin}/api/accounts/me`, { headers: { cookie: who.cookie } }).catch(
          () => null,
        )
        if (!answer) return 'unreachable'
        return answer.ok ? 'signed-in' : 'signed-out'
      },
      storage: null,
      socket: Socket as unknown as typeof globalThis.WebSocket,
    })
  }

  get isReady(): boolean {
    return this.room.read().editable && this.room.read().doc !== null
  }

  /** Every change of this page is decided. */
  get isSaved(): boolean {
    return this.room.read().line.kind === 'saved' && this.room.unsent() === 0
  }

  /** The words this page typed, each once in the world. */
  get typed(): readonly string[] {
    return this.#typed
  }

  /** Words that had to be put into the tray. */
  get kept(): string {
    return this.room
      .read()
      .notAccepted.map(({ words }) => words)
      .join(' ')
  }

  words(): string {
    const { doc } = this.room.read()
    return doc ? plainText(readParts(doc).text.ru) : ''
  }

  types(): void {
    const { doc, editable } = this.room.read()
    const paragraph = doc ? fragmentOf(doc, 'text', 'ru').get(0) : null
    const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!editable || !(run instanceof Y.XmlText)) return
    const word = `⟨${this.#name}-${this.#typed.length}⟩`
    this.#typed.push(word)
    run.insert(run.length, word)
  }
}

/** How often a text has each word that was typed. */
export function countsOf(words: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of words.matchAll(/⟨[\w-]+⟩/g)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
