import { toBase64 } from 'lib0/buffer'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { findPassage, fold, type Place } from '../../shared/comments/anchor.ts'
import { withoutRedacted } from '../../shared/comments/hidden.ts'
import { nearIn, plainIn, positionsOf, quoteOf } from '../../shared/comments/positions.ts'
import type { Passage } from '../../shared/comments/threads.ts'
import { LiveText } from './amendment-world.ts'

const OPENING = 'Every place of detention is visited.'
const FIRST = 'Each examination is recorded within three days. The record is kept for ten years.'
const SECOND = 'The person examined gets a copy. A copy within three days is free.'

const written = (...paragraphs: string[]) => LiveText.seeded(paragraphs, 'en')
const plain = (text: LiveText) => plainIn(text.fragment)

/** What somebody comments on. */
function passageIn(text: LiveText, quote: string): Passage {
  const from = plain(text).indexOf(quote)
  const chosen = quoteOf(plain(text), { from, to: from + quote.length })
  if (from < 0 || !chosen) throw new Error(`${quote} is not there`)
  const { quote: words, before, after } = chosen
  return { part: 'text', language: 'en', quote: words, before, after, ...positionsOf(text.fragment, chosen) }
}

const placeIn = (text: LiveText, passage: Passage): Place =>
  findPassage(fold(plain(text)), passage, nearIn(text.fragment, passage))

/** What its letters alone say. */
function byLetters(text: LiveText, passage: Passage): string | null {
  const near = nearIn(text.fragment, passage)
  return near && plain(text).slice(near.from, near.to)
}

const QUOTE = 'kept for ten years'
type Edit = {
  readonly name: string
  readonly letters: boolean
  readonly found: string | null
  readonly edit: (text: LiveText) => unknown
}

/** The passage stands at the end of the second of three paragraphs. `letters`: its letters alone would do. */
const EVERYDAY: readonly Edit[] = [
  {
    name: 'words are put before it',
    letters: true,
    found: QUOTE,
    edit: (text) => text.addAfter('The record', ' of it'),
  },
  { name: 'words are put after it', letters: true, found: QUOTE, edit: (text) => text.addAfter(QUOTE, ' and longer') },
  {
    name: 'words are put into it',
    letters: true,
    found: 'kept for at least ten years',
    edit: (text) => text.addAfter('kept for', ' at least'),
  },
  {
    name: 'a word of it is replaced',
    letters: true,
    found: 'kept for twelve years',
    edit: (text) => text.replace('ten years', 'twelve years'),
  },
  { name: 'its words become bold', letters: true, found: QUOTE, edit: (text) => text.mark(QUOTE, 'bold') },
  {
    name: 'its paragraph is split before it',
    letters: false,
    found: QUOTE,
    edit: (text) => text.splitAfter('three days.'),
  },
  {
    name: 'its paragraph is split in it',
    letters: false,
    found: 'kept for\n ten years',
    edit: (text) => text.splitAfter('kept for'),
  },
  {
    name: 'its paragraph is joined to the one before it',
    letters: false,
    found: QUOTE,
    edit: (text) => text.joinNext(0),
  },
  { name: 'its paragraph is moved', letters: false, found: QUOTE, edit: (text) => text.move(1, 2) },
  {
    name: 'all is selected and pasted anew',
    letters: false,
    found: QUOTE,
    edit: (text) => text.pasteAll(['']).pasteAll([OPENING, FIRST, SECOND]),
  },
  { name: 'it is deleted', letters: true, found: null, edit: (text) => text.remove(QUOTE) },
]

for (const { name, found, edit, letters } of EVERYDAY)
  test(`[CM6] a passage is known again when ${name}`, () => {
    const text = written(OPENING, FIRST, SECOND)
    const passage = passageIn(text, QUOTE)
    edit(text)
    const place = placeIn(text, passage)
    if (found === null) expect(place).toEqual({ state: 'gone' })
    else if (place.state === 'gone') throw new Error('it is gone')
    else {
      expect(plain(text).slice(place.from, place.to)).toBe(found)
      expect(place.state).toBe(found.replace(/\s+/g, ' ') === QUOTE ? 'here' : 'changed')
    }
    // What positions alone would have said, so that this table stays true.
    expect(byLetters(text, passage) === (found ?? '')).toBe(letters)
  })

test('[CM6] of equal words those are the passage whose surroundings are its own', () => {
  const text = written(FIRST, SECOND)
  const first = { ...passageIn(text, 'within three days'), start: null, end: null }
  const second = { ...passageIn(text, 'within three days is'), quote: 'within three days', after: ' is free.' }
  expect(placeIn(text, first)).toMatchObject({ state: 'here', from: FIRST.indexOf('within') })
  expect(placeIn(text, { ...second, start: null, end: null })).toMatchObject({
    from: FIRST.length + 1 + SECOND.indexOf('within'),
  })
  // A short quote is not taken for one that stands in quite another place.
  text.removeParagraph(0)
  expect(placeIn(text, first)).toEqual({ state: 'gone' })
})

test('[CM6] letters count as one however they were typed, and gaps as one whatever they are', () => {
  const words = fold('Қайта қараиды және\u00a0жаи\u0306 ғана')
  const passage = { quote: 'жай ғана', before: 'Қайта қараиды және ', after: '' }
  const place = findPassage(words, passage, null)
  expect(place).toEqual({ state: 'here', from: 19, to: 28 })
  expect(findPassage(fold('𝒜 b'), { quote: 'b', before: '𝒜 ', after: '' }, null)).toEqual({
    state: 'here',
    from: 3,
    to: 4,
  })
  expect(findPassage(fold(''), passage, null)).toEqual({ state: 'gone' })
})

test('[CM6] positions that are none of the text point nowhere', () => {
  const [text, other] = [written(FIRST), written(FIRST)]
  const root = toBase64(
    Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(other.doc.getText('elsewhere'), 0)),
  )
  for (const start of ['', 'AAAA', '////', root, null]) expect(nearIn(text.fragment, { start, end: start })).toBeNull()
  expect([...text.doc.share.keys()]).not.toContain('elsewhere')
})

test('[CM9] a passage has an end, no gaps around it, and its surroundings are short', () => {
  const words = 'w'.repeat(3_000)
  expect(quoteOf(words, { from: 0, to: 2_001 })).toBeNull()
  expect(quoteOf('   ', { from: 0, to: 3 })).toBeNull()
  const chosen = quoteOf(`${words}  one \n ${words}`, { from: 3_000, to: 3_008 })
  expect(chosen).toMatchObject({ from: 3_002, to: 3_005, quote: 'one' })
  expect(chosen?.before).toHaveLength(40)
  expect(chosen?.after).toHaveLength(40)
})

test('[CM11] a quote loses redacted words, whole ones and pieces at the ends of what is kept around it, and no others', () => {
  const name = 'Zubaira Qoshtanova'
  const kept = (before: string, quote: string, after: string) => withoutRedacted({ before, quote, after }, name)
  expect(kept('Said ', 'Zubaira', ' Qoshtanova here')).toEqual({
    before: 'Said ',
    quote: '███████',
    after: '███████████ here',
  })
  expect(kept('Said ', 'nobody', ' here')).toBeNull()
  const long = 'x'.repeat(40)
  expect(kept(`Qoshtanova${long}`.slice(0, 40), 'came', '')?.before).toBe(`${'█'.repeat(10)}${long}`.slice(0, 40))
  expect(kept('', 'came', `${long}Zubaira Qo`.slice(-40))?.after).toBe(`${long}${'█'.repeat(10)}`.slice(-40))
  // A short piece where nothing was cut is another word.
  expect(kept('nova', 'came', '')).toBeNull()
})
