import { sha256Hex } from '../../shared/hash.ts'
import type { Say } from '../../shared/messages/sentences.ts'
import { parseHead } from '../../shared/record/chain.ts'
import { type CheckedBook, findHead, openBook } from '../../shared/record/checking.ts'
import type { Asked, Page } from './page.ts'

/** Lines between two looks at the page, so that it says how far it is. */
const AT_ONCE = 2_000
/** Faults that are named; the others are counted. */
const MOST_NAMED = 20

type Head = { readonly number: number; readonly hash: string }

/** Checks what was chosen and says what it came to. Source: RULES.md RB32. */
export async function verifyFiles(page: Page, say: Say, { book: file, head: typed, texts }: Asked): Promise<void> {
  if (!file) return page.waits(say('verifier.noBook'))
  const head = typed.trim() === '' ? null : parseHead(typed)
  if (typed.trim() !== '' && !head) return page.waits(say('verifier.wrongHead'))
  // What was said of another book goes at once.
  page.waits(say('verifier.checking', { number: 0 }))
  const book = await readBook(file, (number) => page.waits(say('verifier.checking', { number })))
  const rows: [string, string][] = [
    [say('verifier.entries'), String(book.entries)],
    [say('verifier.last'), `${book.head.number}:${book.head.hash}`],
    [say('verifier.recounted'), String(book.recounted)],
    [say('verifier.adopted'), String(book.adopted)],
  ]
  const named = await Promise.all(texts.map((text) => placeOf(text, book, say)))
  if (book.entries === 0) return page.shows({ isGood: false, sentence: say('verifier.empty'), notes: [], rows: [] })
  const [first, ...others] = faultsOf(book, head, say)
  const notes = others.slice(0, MOST_NAMED).map((what) => say('verifier.bad', { what }))
  if (others.length > MOST_NAMED) notes.push(say('verifier.more', { count: others.length - MOST_NAMED }))
  if (first)
    return page.shows({
      isGood: false,
      sentence: say('verifier.bad', { what: first }),
      notes: [...notes, ...named],
      rows,
    })
  const sentence = head
    ? say('verifier.goodHead', { count: book.entries, head: said(head) })
    : say('verifier.good', { count: book.entries })
  page.shows({ isGood: true, sentence, notes: [...(head ? [] : [say('verifier.withoutHead')]), ...named], rows })
}

const said = ({ number, hash }: Head): string => `${number}:${hash}`

async function readBook(file: File, progress: (number: number) => void): Promise<CheckedBook> {
  const lines = (await file.text()).split('\n')
  const book = openBook()
  for (const [index, line] of lines.entries()) {
    if (index % AT_ONCE === 0) {
      progress(index)
      await new Promise((resolve) => setTimeout(resolve))
    }
    book.line(line)
  }
  return book.ends()
}

/** What does not hold, in words, the head that was typed in first. */
function faultsOf(book: CheckedBook, head: Head | null, say: Say): string[] {
  const place = head ? findHead(book, head) : 'found'
  const faults = book.faults.map(({ kind, number }) => say(`verifier.faults.${kind}`, { number }))
  if (!head || place === 'found') return faults
  const values = { number: head.number, last: book.head.number, head: said(head) }
  return [...faults, say(`verifier.faults.${place}`, values)]
}

async function placeOf(text: File, book: CheckedBook, say: Say): Promise<string> {
  const number = book.texts.get(sha256Hex(new Uint8Array(await text.arrayBuffer())))
  return number === undefined
    ? say('verifier.notFound', { name: text.name })
    : say('verifier.found', { name: text.name, number })
}
