import * as Y from 'yjs'
import type { Reader } from '../../server/db/database.ts'
import type { TextId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import { fragmentName, fragmentOf } from '../../shared/text/ydoc.ts'
import { readTokens } from '../../shared/text/ytokens.ts'
import type { Person as Account, World } from '../world.ts'
import { joins, type Person, until } from './people.ts'
import type { Random } from './random.ts'

/** Words as these tests type them: one letter for who typed it, and a number, so that each is there once in the world. */
export const wordsIn = (said: string): string[] => said.match(/[\p{L}\p{N}]+/gu) ?? []

/** What somebody did in a text, and with which of their updates it was sent; null: it was not sent at once. */
export type Deed = { readonly kind: 'added' | 'removed'; readonly word: string; readonly sent: number | null }

const FRAGMENT = { part: 'text', language: 'ru' } as const satisfies { part: Part; language: Language }

/** Somebody with a stock client in one live text, who knows which of their words are saved and which were refused. */
export class Typist {
  readonly account: Account
  readonly text: string
  readonly letter: string
  readonly #where: { url: string; origin: string }
  readonly #numbers: { next: number }
  #person: Person
  #deeds: Deed[] = []

  constructor(
    where: { url: string; origin: string },
    account: Account,
    text: string,
    words: { readonly letter: string; readonly numbers: { next: number } },
  ) {
    this.account = account
    this.text = text
    this.letter = words.letter
    this.#where = where
    this.#numbers = words.numbers
    this.#person = this.#joins()
  }

  #joins(): Person {
    return joins(this.#where, this.text, this.account.cookie, { ours: true })
  }

  get doc(): Y.Doc {
    return this.#person.doc
  }

  get room() {
    return this.#person.rooms.at(-1)
  }

  get refusals() {
    return this.#person.refused
  }

  get closed() {
    return this.#person.closed()
  }

  words(): string[] {
    return wordsIn(
      this.#runs()
        .map((run) => textOf(run))
        .join('\n'),
    )
  }

  comes(): Promise<void> {
    return until(`${this.account.id} is in ${this.text}`, () => this.#person.provider.synced && this.room !== undefined)
  }

  /** Puts new words somewhere; the answer is which. */
  adds(random: Random, count = 1): string[] {
    const fresh = Array.from({ length: count }, () => `${this.letter}${this.#numbers.next++}`)
    const run = random.pick(this.#runs())
    const said = textOf(run)
    const ends = [...said.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => found.index + found[0].length)
    this.#does(
      fresh.map((word) => ['added', word]),
      () => {
        // The space also where no word stands: of two who begin there at once, the words would be one.
        run.insert(ends.length === 0 ? 0 : random.pick(ends), ` ${fresh.join(' ')}`)
      },
    )
    return fresh
  }

  /** Puts a paragraph of new words behind another one. */
  addsParagraph(random: Random, count: number): void {
    const fresh = Array.from({ length: count }, () => `${this.letter}${this.#numbers.next++}`)
    const root = this.#root()
    const at = root.length === 0 ? 0 : 1 + random.int(root.length)
    this.#does(
      fresh.map((word) => ['added', word]),
      () => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText(`${fresh.join(' ')}.`)])
        root.insert(at, [paragraph])
      },
    )
  }

  /** Takes a word out, with the space before it. */
  removes(random: Random): void {
    const run = random.pick(this.#runs())
    const found = [...textOf(run).matchAll(/ ?[\p{L}\p{N}]+/gu)]
    if (found.length < 2) return
    const one = random.pick(found)
    this.#does([['removed', one[0].trim()]], () => run.delete(one.index, one[0].length))
  }

  /** Makes a word bold. */
  marks(random: Random): void {
    const run = random.pick(this.#runs())
    const found = [...textOf(run).matchAll(/[\p{L}\p{N}]+/gu)]
    if (found.length === 0) return
    const one = random.pick(found)
    this.#does([], () => run.format(one.index, one[0].length, { bold: {} }))
  }

  /** Says nothing but these paragraphs. */
  writesAll(paragraphs: readonly string[]): void {
    const root = this.#root()
    this.doc.transact(() => {
      root.delete(0, root.length)
      root.insert(
        0,
        paragraphs.map((words) => {
          const paragraph = new Y.XmlElement('paragraph')
          paragraph.insert(0, [new Y.XmlText(words)])
          return paragraph
        }),
      )
    })
  }

  /**
   * Waits until everything that was sent is decided; the answer is what was done and saved, what was refused or never sent, and of what nobody
   * knows, since the socket closed before the answer came.
   */
  async settles(): Promise<{ saved: readonly Deed[]; kept: readonly Deed[]; unknown: readonly Deed[] }> {
    const person = this.#person
    await until(
      `${this.account.id} hears what became of ${person.sent()} updates in ${this.text}`,
      () => person.closed() !== null || person.saved() >= person.sent(),
    )
    const refused = new Set(person.refused.map(({ n }) => n))
    const isKept = ({ sent }: Deed) => sent === null || refused.has(sent)
    const isSaved = (deed: Deed) => !isKept(deed) && (deed.sent ?? 0) <= person.saved()
    const deeds = this.#deeds
    this.#deeds = []
    return {
      saved: deeds.filter(isSaved),
      kept: deeds.filter(isKept),
      unknown: deeds.filter((deed) => !isKept(deed) && !isSaved(deed)),
    }
  }

  /** Whether the text begins anew, or something was refused, so that a page would join again with a new Y.Doc. */
  get mustStartAnew(): boolean {
    const { rooms, refused } = this.#person
    return this.closed !== null || refused.length > 0 || new Set(rooms.map(({ epoch }) => epoch)).size > 1
  }

  async startsAnew(): Promise<void> {
    this.#person.leaves()
    this.#person = this.#joins()
    await this.comes()
  }

  leaves(): void {
    this.#person.leaves()
  }

  #does(deeds: readonly (readonly [Deed['kind'], string])[], write: () => void): void {
    const before = this.#person.sent()
    this.doc.transact(write)
    const after = this.#person.sent()
    const sent = after > before ? after : null
    for (const [kind, word] of deeds) this.#deeds.push({ kind, word, sent })
  }

  #root(): Y.XmlFragment {
    return this.doc.getXmlFragment(fragmentName(FRAGMENT.part, FRAGMENT.language))
  }

  #runs(): Y.XmlText[] {
    const runs = this.#root()
      .toArray()
      .flatMap((child) => (child instanceof Y.XmlElement ? child.toArray() : []))
      .filter((child) => child instanceof Y.XmlText)
    if (runs.length > 0) return runs
    throw new Error(`${this.text} has no words to write in`)
  }
}

const textOf = (run: Y.XmlText): string =>
  (run.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')

/** Words whose characters are not all owned by who typed them, by the first letter of the word. */
export async function wronglyOwned(
  w: World,
  text: string,
  accountOf: (word: string) => string | undefined,
): Promise<string[]> {
  const { state } = await w.app.house.live.read(text as TextId)
  const owners = await ownersOf(w.app.house.db, text)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const tokens = readTokens(fragmentOf(doc, FRAGMENT.part, FRAGMENT.language), FRAGMENT.language)
  return tokens.flatMap((token) => {
    const wanted = token.isWord ? accountOf(token.text) : undefined
    const found = token.spans.map(({ by }) => owners.get(by) ?? `nobody (${by})`)
    const isRight =
      wanted === undefined ? found.every((one) => !one.startsWith('nobody')) : found.every((one) => one === wanted)
    return isRight ? [] : [`${token.text} is ${found.join(' and ')}’s`]
  })
}

async function ownersOf(db: Reader, text: string): Promise<ReadonlyMap<number, string>> {
  const rows = await db
    .selectFrom('client_ids')
    .select(['client_id', 'account'])
    .where('text', '=', text as TextId)
    .execute()
  return new Map(rows.map(({ client_id, account }) => [Number(client_id), account]))
}
