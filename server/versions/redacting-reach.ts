import { sql } from 'kysely'
import { ALSO_KINDS, type AlsoKind } from '../../shared/accounts/erasing.ts'
import type { TextId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { PARTS, type Part } from '../../shared/text/canonical.ts'
import { passagesOf, wholeWords } from '../../shared/text/passages.ts'
import { copyOf } from '../../shared/text/ydoc.ts'
import { type PassagePlace, soloWords } from '../../shared/versions/redacting.ts'
import type { Reader } from '../db/database.ts'
import { loadRows, redactionsOf } from '../live/hiding.ts'
import { type LetterRun, Letters } from '../live/letters.ts'
import type { LogRow } from '../live/log-rows.ts'
import { addShownLetters, PassageSearch, readParagraphs } from '../live/searching.ts'
import type { VersionsTables } from './tables.ts'

/** A passage as it was found: where, what it says, and by which letters. */
export type FoundPassage = {
  readonly place: PassagePlace
  readonly words: string
  readonly letters: readonly LetterRun[]
}

/** Finds the whole words of a passage in a state of a text; null where its paragraph does not say `said` there. Source: RULES.md VE51. */
export function findPassage(state: Uint8Array, place: PassagePlace, said: string | null): FoundPassage | null {
  const { part, language, paragraph, start, length } = place
  const doc = copyOf(state)
  try {
    const read = readParagraphs(doc, part, language)[paragraph]
    if (!read) return null
    const passage = passageAt(read.words, { start, end: start + length }, said)
    const whole = passage && wholeWords(read.words, passage)
    if (!whole) return null
    return {
      place: { part, language, paragraph, start: whole.start, length: whole.end - whole.start },
      words: read.words.slice(whole.start, whole.end),
      letters: read.letters(whole.start, whole.end),
    }
  } finally {
    doc.destroy()
  }
}

/** The passage where the page saw it; letters that the page composed, or words before it that somebody typed, may have moved it. */
function passageAt(words: string, passage: { start: number; end: number }, said: string | null) {
  if (said === null || words.slice(passage.start, passage.end) === said) return passage
  const [only, ...others] = passagesOf(words, said)
  return others.length === 0 ? (only ?? null) : null
}

type Stored = Pick<VersionsTables['versions'], 'id' | 'number' | 'content' | 'hash' | 'state'>

/** The versions of a text with their states, oldest first. */
export const loadStates = (db: Reader, text: string): Promise<Stored[]> =>
  db
    .selectFrom('versions')
    .select(['id', 'number', 'content', 'hash', 'state'])
    .where('text', '=', text as VersionsTables['versions']['text'])
    .orderBy('number')
    .execute()

/** The letters that any of these versions shows. */
function shownIn(versions: readonly Stored[]): Letters {
  const shown = new Letters()
  for (const { state } of versions) {
    const doc = copyOf(state)
    addShownLetters(doc, shown)
    doc.destroy()
  }
  return shown
}

/** A text's rows, and how often passages of it had been redacted when they were read. */
type ReadLog = { readonly rows: readonly LogRow[]; readonly redactions: number }

/** The log of a text as it stands. Rows that come with another redaction between are newer than the number says, and are read again. */
export async function readLog(db: Reader, text: TextId): Promise<ReadLog> {
  const redactions = await redactionsOf(db, text)
  return { redactions, rows: await loadRows(db, text) }
}

/** A passage as it is looked for in its text and in those that began with its letters; what was looked through is not looked through again. */
export class Reach {
  readonly words: string
  readonly #letters: readonly LetterRun[]
  readonly #searches = new Map<TextId, { readonly search: PassageSearch; readonly redactions: number }>()

  constructor(letters: readonly LetterRun[], words: string) {
    this.#letters = letters
    this.words = words
  }

  /** Looks through what is new in a log. */
  follow(text: TextId, { rows, redactions }: ReadLog): void {
    const known = this.#searches.get(text)
    if (known && known.redactions !== redactions) known.search.end()
    const search =
      known?.redactions === redactions
        ? known.search
        : new PassageSearch(this.#letters, this.words, soloWords(this.words))
    this.#searches.set(text, { search, redactions })
    search.follow(rows)
  }

  /** The letters that go, in whatever text. */
  hidden(versions: readonly Stored[]): Letters {
    const shown = shownIn(versions)
    const hidden = new Letters()
    for (const { search } of this.#searches.values()) search.addShown(shown)
    for (const { search } of this.#searches.values()) hidden.include(search.found(shown))
    return hidden
  }

  end(): void {
    for (const { search } of this.#searches.values()) search.end()
    this.#searches.clear()
  }
}

/** A place where the present text says what is to go, with some words around it. */
export type ReachedPlace = {
  readonly part: Part
  readonly language: Language
  readonly before: string
  readonly words: string
  readonly after: string
}

const AROUND = 40

/** Where a state of a text shows letters that are to be hidden, in the order in which it is read. */
export function reachedPlaces(state: Uint8Array, hidden: Letters): ReachedPlace[] {
  const doc = copyOf(state)
  const places = PARTS.flatMap((part) =>
    LANGUAGES.flatMap((language) =>
      readParagraphs(doc, part, language).flatMap(({ words, letters }) =>
        hiddenStretches(letters(0, words.length), hidden).map(([start, end]) => ({
          part,
          language,
          before: words.slice(Math.max(0, start - AROUND), start).toWellFormed(),
          words: words.slice(start, end).toWellFormed(),
          after: words.slice(end, end + AROUND).toWellFormed(),
        })),
      ),
    ),
  )
  doc.destroy()
  return places
}

function hiddenStretches(runs: readonly LetterRun[], hidden: Letters): [start: number, end: number][] {
  const found: [number, number][] = []
  let at = 0
  for (const [client, clock, length] of runs)
    for (let unit = 0; unit < length; unit += 1, at += 1) {
      if (!hidden.has(client, clock + unit)) continue
      const last = found.at(-1)
      if (last?.[1] === at) last[1] = at + 1
      else found.push([at, at + 1])
    }
  return found
}

/** What else of the store may say the words; none of it is changed. */
export type Also = { readonly kind: AlsoKind; readonly count: number }

/** Who people and bodies are, and what a text's own log and versions hold, is not asked; nor what threads quote of it, which goes with it. */
const NOT_ASKED = new Set([
  ...['accounts', 'sign_ins', 'sign_in_log', 'councils', 'seats', 'addressees', 'settings', 'news', 'servers'],
  ...['heads', 'text_log', 'client_ids', 'snapshots', 'redactions', 'threads', 'translation_bases'],
])

const KINDS: readonly (readonly [RegExp, AlsoKind])[] = [
  [/comment|thread|remark/, 'comments'],
  [/^version_notes$/, 'names'],
  [/^minute/, 'minutes'],
  [/^record$/, 'record'],
  [/^amendment/, 'amendments'],
  [/^versions$/, 'texts'],
  [/vote|ballot|opinion|voiding|objection|correction|motion|question|put_/, 'votes'],
]

/** How many rows say any of the words, by what they are; `besides`: a text's own versions, or a table. What is kept in letters of Yjs, such as other texts, is not found here. Source: RULES.md VE59. */
export async function alsoSaid(
  db: Reader,
  words: readonly string[],
  besides: { readonly text?: string; readonly table?: string },
): Promise<Also[]> {
  const counts = new Map<AlsoKind, number>()
  for (const { name, columns } of await db.introspection.getTables()) {
    const texts = columns.filter(({ dataType }) => /text|char/i.test(dataType))
    if (NOT_ASKED.has(name) || name === besides.table || texts.length === 0) continue
    const says = sql.join(
      [...new Set(words.flatMap((one) => [one, JSON.stringify(one).slice(1, -1)]))].flatMap((one) =>
        texts.map((column) => sql`${sql.ref(column.name)} like ${`%${one.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`),
      ),
      sql` or `,
    )
    const own = name === 'versions' && besides.text ? sql`text <> ${besides.text} and ` : sql``
    const found = await sql<{
      count: number
    }>`select count(*) as count from ${sql.table(name)} where ${own}(${says})`.execute(db)
    const count = Number(found.rows[0]?.count ?? 0)
    const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
    if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count)
  }
  return ALSO_KINDS.flatMap((kind) => {
    const count = counts.get(kind)
    return count ? [{ kind, count }] : []
  })
}
