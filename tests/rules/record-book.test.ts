import { describe, expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { chainHash, GENESIS } from '../../shared/record/chain.ts'
import { findHead, openBook } from '../../shared/record/checking.ts'

type Said = { act: string; subject: string; facts?: Record<string, Json> }

/** A book in which somebody hashed everything anew, as lines of its file. */
function lines(...entries: readonly Said[]): string[] {
  let previous = GENESIS
  return entries.map(({ act, subject, facts = {} }, index) => {
    const number = index + 1
    const content = canonicalJson({ number, at: 1, act, by: 'm01', subject, facts, attests: [] })
    const hash = chainHash(previous, content)
    const line = JSON.stringify({ number, previous, hash, content })
    previous = hash
    return line
  })
}

function check(book: readonly string[]) {
  const checked = openBook()
  for (const line of book) checked.line(line)
  return checked.ends()
}
const kindsOf = (book: readonly string[]) => check(book).faults.map(({ number, kind }) => `${number} ${kind}`)

const CUT: Said = { act: 'version-cut', subject: 'r01', facts: { version: 'v1', hash: 'aa' } }
const OPENED: Said = {
  act: 'vote-opened',
  subject: 'x',
  facts: { question: 'adopt-recommendation', hash: 'aa', manner: 'open' },
}
const ballot = (place: string, choice?: string): Said => ({
  act: 'ballot-cast',
  subject: 'x',
  facts: { place, source: 'device', ...(choice && { choice }) },
})
const announced = (tallies: Json, hash = 'aa', result = 'carried'): Said => ({
  act: 'vote-announced',
  subject: 'x',
  facts: { hash, result, tallies },
})
const ADOPTED: Said = { act: 'text-adopted', subject: 'r01', facts: { vote: 'x', version: 'v1', hash: 'aa' } }
/** One who sits on both councils is counted once in the pool, and in each council's own numbers. */
const TWO_TO_ONE = [
  { scope: 'pool', for: 2, against: 1, abstain: 0, notVoting: 4 },
  { scope: 'cc', for: 1, against: 1, abstain: 0, notVoting: 2 },
  { scope: 'ec', for: 1, against: 1, abstain: 0, notVoting: 2 },
]
const BALLOTS = [
  ballot('m01', 'for'),
  ballot('m02', 'against'),
  ballot('m03', 'for'),
  ballot('m03', 'against'),
  ballot('m02', 'for'),
]
const GOOD = lines(CUT, OPENED, ...BALLOTS, announced(TWO_TO_ONE), ADOPTED)

describe('the chain of a book that was taken out', () => {
  test('[RB32] a whole book has no fault; the last ballot of a place counts', () => {
    expect(check(GOOD)).toMatchObject({ entries: 9, faults: [], recounted: 1, adopted: 1, head: { number: 9 } })
    expect(check(GOOD).texts.get('aa')).toBe(1)
    expect(check([...GOOD, '', '']).faults).toEqual([])
  })

  test('[RB32] an entry that was changed, taken out, put in twice or cannot be read is named', () => {
    const changed = GOOD.with(3, (GOOD[3] ?? '').replace('against', 'abstain'))
    expect(kindsOf(changed)).toContain('4 changed')
    expect(kindsOf(GOOD.toSpliced(4, 1))).toEqual(expect.arrayContaining(['6 missing', '6 previous']))
    expect(kindsOf(GOOD.slice(1))).toEqual(expect.arrayContaining(['2 missing', '2 previous']))
    expect(kindsOf(GOOD.toSpliced(2, 0, GOOD[2] ?? ''))).toContain('3 missing')
    expect(kindsOf(GOOD.with(5, '{"number":6'))).toContain('6 unreadable')
    expect(kindsOf(['<html>'])).toEqual(['1 unreadable'])
    expect(check([]).entries).toBe(0)
    expect(
      kindsOf([JSON.stringify({ number: 1, previous: GENESIS, hash: chainHash(GENESIS, '{}'), content: '{}' })]),
    ).toEqual(['1 numbered'])
  })

  test('[RB5] [RB32] a book cut off at its end, or hashed anew, is told by a head that is known', () => {
    const { head, hashes } = check(GOOD)
    const cutOff = check(GOOD.slice(0, -1))
    expect(cutOff.faults).toEqual([])
    expect(findHead(cutOff, head)).toBe('behind-the-end')
    expect(findHead(check(GOOD), { number: 9, hash: head.hash.slice(0, 8) })).toBe('found')
    expect(findHead(check(GOOD), { number: 4, hash: hashes.get(4) ?? '' })).toBe('found')
    const anew = check(lines(CUT, OPENED, ...BALLOTS.with(0, ballot('m09', 'for')), announced(TWO_TO_ONE), ADOPTED))
    expect(anew.faults).toEqual([])
    expect(findHead(anew, head)).toBe('other')
  })
})

describe('what entries say of each other', () => {
  test('[RB32] numbers that the ballots do not give are found; under seal how many there are', () => {
    const more = [{ scope: 'pool', for: 3, against: 0, abstain: 0, notVoting: 4 }]
    expect(kindsOf(lines(CUT, OPENED, ...BALLOTS, announced(more)))).toEqual(['8 counts'])
    const apart = [
      { scope: 'cc', for: 1, against: 1, abstain: 0, notVoting: 2 },
      { scope: 'ec', for: 1, against: 0, abstain: 0, notVoting: 2 },
    ]
    expect(check(lines(OPENED, ...BALLOTS, announced(apart)))).toMatchObject({ faults: [], recounted: 1 })
    const sealed = ['m01', 'm02', 'm03'].map((place) => ballot(place))
    expect(check(lines(OPENED, ...sealed, announced(TWO_TO_ONE)))).toMatchObject({ faults: [], recounted: 1 })
    expect(kindsOf(lines(OPENED, ...sealed.slice(1), announced(TWO_TO_ONE)))).toEqual(['4 counts'])
    const corrected = { act: 'ballot-corrected', subject: 'x', facts: { place: 'm02' } }
    expect(check(lines(OPENED, ...BALLOTS, corrected, announced(more)))).toMatchObject({ faults: [], recounted: 0 })
  })

  test('[RB32] a vote announced on another text, and a text adopted that no vote carried or no version has, are found', () => {
    expect(kindsOf(lines(CUT, OPENED, ...BALLOTS, announced(TWO_TO_ONE, 'bb')))).toEqual(['8 other-text'])
    expect(kindsOf(lines(CUT, OPENED, ...BALLOTS, announced(TWO_TO_ONE, 'aa', 'rejected'), ADOPTED))).toEqual([
      '9 not-carried',
    ])
    expect(kindsOf(lines(CUT, ADOPTED))).toEqual(['2 not-carried'])
    const other = { ...CUT, facts: { version: 'v1', hash: 'bb' } }
    expect(kindsOf(lines(other, OPENED, ...BALLOTS, announced(TWO_TO_ONE), ADOPTED))).toEqual(['9 not-cut'])
  })
})
