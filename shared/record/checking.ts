import { faultsOf, GENESIS, type Link, type LinkFault } from './chain.ts'
import { countsOf, type Said, saidIn } from './content.ts'

/** What does not hold in a record book that was taken out; `unreadable` names a line, the others an entry. */
export type BookFault = {
  readonly number: number
  readonly kind: LinkFault | 'unreadable' | 'numbered' | 'other-text' | 'not-carried' | 'not-cut' | 'counts'
}

export type CheckedBook = {
  readonly entries: number
  readonly head: { readonly number: number; readonly hash: string }
  readonly faults: readonly BookFault[]
  /** Announced outcomes whose numbers were counted anew from ballots that the book names. */
  readonly recounted: number
  /** Adopted texts whose hash is that of a version, and of the vote that carried it. */
  readonly adopted: number
  /** The entry that first names each hash of a text. */
  readonly texts: ReadonlyMap<string, number>
  /** The hash of each entry by number. */
  readonly hashes: ReadonlyMap<number, string>
}

type Vote = { readonly hash: string; readonly said: Said[]; carried: boolean }

/**
 * Checks a record book as it was taken out, line by line: the chain from its first entry, and what its entries say of each other.
 * Source: RULES.md RB1, RB32.
 */
export function openBook() {
  const faults: BookFault[] = []
  const hashes = new Map<number, string>()
  const texts = new Map<string, number>()
  const cut = new Map<string, string>()
  const votes = new Map<string, Vote>()
  let head = { number: 0, hash: GENESIS }
  let lines = 0
  let recounted = 0
  let adopted = 0

  /** What an entry says beside those before it. */
  function weigh(number: number, said: Said): void {
    const find = (kind: BookFault['kind']) => faults.push({ number, kind })
    const { act, subject, facts } = said
    if (facts.hash !== null && !texts.has(facts.hash)) texts.set(facts.hash, number)
    if (act === 'version-cut' && facts.version && facts.hash) cut.set(facts.version, facts.hash)
    if (act === 'vote-opened' && facts.hash) votes.set(subject, { hash: facts.hash, said: [said], carried: false })
    if (act === 'text-adopted') {
      const vote = votes.get(facts.vote ?? '')
      const isAlone = vote?.said[0]?.facts.question === 'adopt-recommendation'
      if (!vote?.carried || (isAlone && vote.hash !== facts.hash)) find('not-carried')
      else if (cut.get(facts.version ?? '') !== facts.hash) find('not-cut')
      else adopted += 1
    }
    const vote = votes.get(subject)
    if (!vote || act === 'vote-opened') return
    vote.said.push(said)
    if (act !== 'vote-announced') return
    vote.carried = facts.result === 'carried'
    if (facts.hash !== vote.hash) find('other-text')
    const counts = countsOf(vote.said)
    if (counts === 'differ') find('counts')
    if (counts === 'agree') recounted += 1
  }

  return {
    /** One line of the file; an empty one is none. */
    line(words: string): void {
      lines += 1
      if (words.trim() === '') return
      const link = linkIn(words)
      if (!link) {
        faults.push({ number: lines, kind: 'unreadable' })
        return
      }
      const { number } = link
      for (const kind of faultsOf(head, link)) faults.push({ number, kind })
      head = { number, hash: link.hash }
      hashes.set(number, link.hash)
      const said = saidIn(link.content)
      if (said?.number !== number) faults.push({ number, kind: 'numbered' })
      else weigh(number, said)
    },
    ends: (): CheckedBook => ({ entries: hashes.size, head, faults, recounted, adopted, texts, hashes }),
  }
}

function linkIn(words: string): Link | null {
  try {
    const link: unknown = JSON.parse(words)
    if (typeof link !== 'object' || link === null) return null
    const { number, previous, hash, content } = link as Partial<Record<keyof Link, unknown>>
    return typeof number === 'number' &&
      Number.isSafeInteger(number) &&
      typeof previous === 'string' &&
      typeof hash === 'string' &&
      typeof content === 'string'
      ? { number, previous, hash, content }
      : null
  } catch {
    return null
  }
}

/** What a head that is known comes to: in the book, behind its end, or another one than the book has there. Source: RULES.md RB5. */
export function findHead(
  book: CheckedBook,
  wanted: { readonly number: number; readonly hash: string },
): 'found' | 'behind-the-end' | 'other' {
  const hash = book.hashes.get(wanted.number)
  if (hash?.startsWith(wanted.hash)) return 'found'
  return wanted.number > book.head.number ? 'behind-the-end' : 'other'
}
