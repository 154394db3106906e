import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { LiveRoom } from '../../client/live/room.ts'
import { decodeUpdates } from '../../server/live/log-rows.ts'
import { rewriteUpdate } from '../../server/live/rewriting.ts'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { joins, until, wordsOf } from '../live/people.ts'
import type { Person, World } from '../world.ts'
import { dumpOf } from './store.ts'

/** Somebody comes to a text with the stock client. */
export async function comes(url: string, person: Person, text = 'r01') {
  const page = joins({ url: `${url.replace('http', 'ws')}/live`, origin: url }, text, person.cookie, { ours: true })
  await until('the text is there', () => page.words() !== '')
  return page
}
export type Page = Awaited<ReturnType<typeof comes>>

export const isSaved = (page: Page) => until('it is saved', () => page.sent() > 0 && page.saved() === page.sent())

/** Types letter by letter, each in a row of its own. */
export async function typesSlowly(page: Page, words: string): Promise<void> {
  for (const letter of words) {
    page.types(letter)
    await isSaved(page)
  }
}

/** A place in the first paragraph of the English main text, as a page that marks `said` there asks for it. */
export async function placeOf(person: Person, said: string, recommendation = 'r01') {
  const { plain } = await person.sees('recommendations', 'text', { id: recommendation })
  const start = (plain.text.en.split('\n')[0] ?? '').indexOf(said)
  if (start < 0) throw new Error(`the text does not say ${said}`)
  return { recommendation, part: 'text', language: 'en', paragraph: 0, start, length: said.length }
}

export async function asks(person: Person, said: string, more: Record<string, unknown> = {}) {
  const place = await placeOf(person, said)
  const asked = { ...place, said, reason: 'person-named', words: 'Asked for by the family', ...more }
  return (await person.does('versions', 'ask-redaction', asked)).redaction
}

/** Whether the store's tables hold words anywhere, as text or as bytes. */
export async function holdsWords(w: World, words: string): Promise<boolean> {
  const dump = await dumpOf(w.app.house.db)
  return dump.includes(words) || dump.includes(Buffer.from(words).toString('latin1'))
}

/** All letters in a text's log, each client id's in the order of its clocks: letters typed one by one stand together. */
export async function spelled(w: World, text = 'r01'): Promise<string> {
  const letters = new Map<number, string[]>()
  const rows = await w.app.house.db.selectFrom('text_log').selectAll().where('text', '=', text).orderBy('seq').execute()
  for (const row of rows)
    for (const update of decodeUpdates(row.updates))
      rewriteUpdate(update, {
        words: (client, clock, words) => {
          const known = letters.get(client) ?? []
          letters.set(client, known)
          for (const [at, letter] of [...words].entries()) known[clock + at] = letter
          return words
        },
        link: (_client, _clock, json) => json,
      })
  return [...letters.values()].map((one) => one.join('')).join('\n')
}

/** A member's page in a text, on the real room of this product; the network can be taken away. */
export function device(url: string, person: Person, text = 'r01') {
  const sockets = new Set<WebSocket>()
  let isDown = false
  class Socket extends WebSocket {
    constructor(address: string | URL) {
      // Port 9 of one's own machine answers nobody.
      super(isDown ? 'ws://127.0.0.1:9/' : address, { headers: { cookie: person.cookie, origin: url } })
      sockets.add(this)
    }
  }
  const room = new LiveRoom({
    account: person.id as AccountId,
    text: text as TextId,
    page: 'page-1',
    address: `${url.replace('http', 'ws')}/live`,
    now: () => performance.now(),
    chance: () => 0,
    askWho: async () => 'signed-in',
    storage: null,
    socket: Socket as unknown as typeof globalThis.WebSocket,
  })
  return {
    room,
    words: () => {
      const { doc } = room.read()
      return doc ? wordsOf(doc) : ''
    },
    types: (words: string) => {
      const paragraph = room.read().doc?.getXmlFragment('text:en').get(0)
      const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (!(run instanceof Y.XmlText)) throw new Error('nothing shown yet')
      run.insert(run.length, words)
    },
    loses: () => {
      isDown = true
      for (const socket of sockets) socket.terminate()
    },
    findsAgain: () => {
      isDown = false
    },
  }
}
