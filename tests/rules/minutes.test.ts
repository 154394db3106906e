import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AccountId, AgendaPointId, CouncilId, SessionId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES } from '../../shared/language.ts'
import { differing, minutedOf } from '../../shared/minutes/closing.ts'
import { entriesOf } from '../../shared/minutes/entries.ts'
import type { Entry, MinutesFacts, Piece, Wording } from '../../shared/minutes/model.ts'
import { basisOf, checkWording, factsIn, LONGEST_WORDING, noteOf, shownIn } from '../../shared/minutes/wording.ts'
import { MINUTE_MS } from '../../shared/time.ts'
import { inEach, voteOf } from '../exports/facts.ts'

const NINE = Date.UTC(2025, 3, 24, 4)
const at = (minutes: number) => NINE + minutes * MINUTE_MS
const cc = 'cc' as CouncilId
const account = (id: string) => id as AccountId
const came = (number: number, who: string, minute: number, sitting = 1) => ({
  number,
  sitting,
  account: account(who),
  name: inEach(who),
  event: 'came' as const,
  at: at(minute),
})
const left = (number: number, who: string, minute: number) => ({ ...came(number, who, minute), event: 'left' as const })
const spoke = (id: string, minute: number, point = 'a1') => ({
  id,
  name: inEach(`Speaker ${id}`),
  point: point as AgendaPointId,
  at: at(minute),
})

function minuted(number: number, minute: number): MinutesFacts['votes'][number] {
  const { id, question, manner, outcome, councils } = voteOf(number)
  return {
    id,
    number,
    question,
    point: null,
    manner,
    openedAt: at(minute),
    closedAt: at(minute + 1),
    outcome,
    councils,
    recused: [],
    void: null,
    corrections: [],
    intended: [],
    objections: [],
  }
}

const facts = (changes: Partial<MinutesFacts> = {}): MinutesFacts => ({
  session: {
    id: '2025-04' as SessionId,
    title: inEach('Session'),
    date: '2025-04-24',
    place: inEach('Astana'),
    timezone: 'Asia/Almaty',
    stage: 'closed',
  },
  councils: [{ id: cc, name: inEach('Council'), seats: 3 }],
  seats: ['a', 'b', 'c'].map((one) => ({ council: cc, account: account(one), name: inEach(one) })),
  sittings: [{ number: 1, openedAt: at(0), presiding: inEach('Chair'), ended: null }],
  attendance: [],
  quorum: [],
  points: [],
  chairs: [],
  spoken: [],
  pointsOfOrder: [],
  motions: [],
  interests: [],
  amendments: [],
  votes: [],
  adopted: [],
  opinions: [],
  ...changes,
})
const idsOf = (of: MinutesFacts) => entriesOf(of).map(({ id }) => id)
const wordsOf = (entry: Entry | undefined, language: 'kk' | 'ru' | 'en' = 'en') =>
  entry
    ? shownIn(entry, language, null)
        .pieces.map(({ words }) => words)
        .join('')
    : ''
const find = (of: MinutesFacts, begin: string) => entriesOf(of).find(({ id }) => id.startsWith(begin))

describe('what the record says', () => {
  test('[MI1] who was there in a sitting and who was not; who came late, left and came back stands at their hour', () => {
    const of = facts({
      attendance: [came(1, 'a', 1), came(2, 'b', 2), left(3, 'b', 30), came(4, 'b', 40), came(5, 'c', 50)],
      quorum: [{ number: 1, at: at(10), counts: [{ council: cc, present: 2, base: 3, needed: 2, reached: true }] }],
    })
    expect(wordsOf(find(of, 'attendance:1:cc'))).toBe('Council (en): 3 of 3 seats present (a (en), b (en), c (en)).')
    expect(wordsOf(find(of, 'quorum:'))).toContain('Council (en): 2 seats present, quorum 2, reached.')
    expect(idsOf(of).slice(3)).toEqual(['quorum:1', 'moved:3', 'moved:4', 'moved:5'])
    expect(wordsOf(find(of, 'moved:4'))).toContain('came back')
    const one = facts({ attendance: [came(1, 'a', 1)] })
    expect(wordsOf(find(one, 'attendance:'))).toContain('Absent: b (en), c (en).')
  })

  test('[MI1] sittings follow each other, what came after the session stands behind it', () => {
    const ended = (minute: number, how: 'suspended' | 'closed') => ({ at: at(minute), how, head: null })
    const of = facts({
      sittings: [
        { number: 1, openedAt: at(0), presiding: inEach('Chair'), ended: ended(60, 'suspended') },
        { number: 2, openedAt: at(120), presiding: inEach('Other chair'), ended: ended(180, 'closed') },
      ],
      votes: [minuted(1, 30), minuted(2, 130)],
      opinions: [
        {
          id: 'o1',
          kind: 'dissent',
          name: inEach('Member'),
          councils: [inEach('Council')],
          vote: 1,
          on: inEach('Recommendation 1'),
          words: eachLanguage((language) => (language === 'ru' ? 'Против.' : '')),
          point: null,
          at: at(200),
        },
      ],
    })
    expect(idsOf(of)).toEqual([
      'sitting:1',
      'opened:1',
      'vote:v1',
      'ended:1',
      'sitting:2',
      'opened:2',
      'vote:v2',
      'ended:2',
      'afterwards',
      'opinion:o1',
    ])
    expect(wordsOf(find(of, 'opened:2'))).toContain('resumed')
    for (const language of LANGUAGES) expect(wordsOf(find(of, 'opinion:'), language)).toContain('Против.')
  })

  test('[MI1] speakers between two other things are one paragraph, under their point', () => {
    const of = facts({
      spoken: [spoke('s1', 1), spoke('s2', 2), spoke('s3', 10), spoke('s4', 11, 'a2')],
      votes: [minuted(1, 5)],
    })
    expect(idsOf(of).filter((id) => id.startsWith('floor:'))).toEqual(['floor:s1', 'floor:s3', 'floor:s4'])
    expect(wordsOf(find(of, 'floor:s1'))).toBe('The floor was taken by: Speaker s1 (en), Speaker s2 (en).')
  })

  test('[MI1] every sentence of every entry is whole in each language: no place of a fact is left open', () => {
    const of = facts({
      attendance: [came(1, 'a', 1), left(2, 'a', 20)],
      chairs: [{ entry: 7, at: at(3), name: inEach('Deputy') }],
      points: [{ entry: 8, point: 'a1' as AgendaPointId, number: '1', title: inEach('Opening'), at: at(4) }],
      spoken: [spoke('s1', 5)],
      pointsOfOrder: [
        {
          id: 'p1',
          name: inEach('Member'),
          point: null,
          at: at(6),
          ruling: { ruling: 'sustained', words: 'So it is.' },
          appeal: { name: inEach('Other'), overturned: true },
        },
      ],
      motions: (['no-objection', 'counts', 'out-of-order', 'vote'] as const).map((how, index) => ({
        id: `m${index}`,
        name: inEach('Mover'),
        kind: 'suspend' as const,
        words: index === 0 ? '' : 'for an hour',
        point: null,
        at: at(7 + index),
        carried: how === 'out-of-order' ? null : true,
        result: { how, for: 5, against: 2, abstain: 1, vote: 'v1' } as never,
        vote: how === 'vote' ? 1 : null,
      })),
      interests: [{ id: 'r1:a', name: inEach('a'), on: inEach('Recommendation 1'), point: null, at: at(2) }],
      amendments: (['accepted', 'withdrawn', 'fallen'] as const).map((what, index) => ({
        id: what,
        number: index + 1,
        what,
        mover: inEach('Mover'),
        text: inEach('Recommendation 1'),
        point: null,
        at: at(12),
      })),
      votes: [
        {
          ...minuted(1, 13),
          recused: [inEach('Recused')],
          void: { ground: 'wrong-text', words: 'Another one was shown.', at: at(40) },
          corrections: [{ id: 'c', words: 'Keyed twice.', first: inEach('s1'), second: inEach('s2'), at: at(15) }],
          intended: [{ id: 'i', name: inEach('a'), cast: 'for', meant: 'against', words: 'Slip.', at: at(16) }],
          objections: [
            {
              id: 'o',
              name: inEach('a'),
              ground: 'wrong-count',
              words: 'Count anew.',
              at: at(17),
              upheld: true,
              ruling: 'Yes.',
            },
          ],
        },
      ],
      adopted: [
        {
          id: 'r1',
          text: inEach('Recommendation 1'),
          title: inEach('Title'),
          hash: 'h' as never,
          point: null,
          at: at(18),
        },
      ],
    })
    for (const entry of entriesOf(of))
      for (const language of LANGUAGES) {
        const words = wordsOf(entry, language)
        expect(words, entry.id).toMatch(/\S/)
        expect(words, entry.id).not.toMatch(/\{\{|undefined|minuted\./)
        expect(words, entry.id).not.toContain('\u0001')
      }
  })
})

describe('words between facts', () => {
  const entry = find(facts({ votes: [minuted(1, 5)] }), 'vote:') as Entry
  const own = entry.sentence.en
  const wording = (pieces: readonly Piece[] | null, basis = basisOf(entry, 'en', pieces ?? [])): Wording => ({
    entry: entry.id,
    language: 'en',
    pieces,
    basis,
    by: account('s01'),
    at: 0,
  })

  test('[MI2] whatever is typed between and in whatever order the facts stand, they are the record’s, and no figure is beside them', () => {
    const typed = fc.array(fc.string({ maxLength: 12, unit: 'grapheme' }), { minLength: 0, maxLength: 6 })
    const facts = [...factsIn(own)].map((fact) => ({ fact }))
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), typed, (order, between) => {
        const pieces = order.flatMap((fact, index): Piece[] => [{ words: between[index] ?? ' ' }, fact])
        const hasFigure = /\p{N}/u.test(between.slice(0, order.length).join(''))
        expect(checkWording(entry, 'en', pieces).ok).toBe(!hasFigure)
        for (const { words, fact } of shownIn(entry, 'en', wording(pieces)).pieces)
          if (fact !== null) expect(words).toBe(entry.facts[fact]?.en)
      }),
    )
    for (const missing of facts) {
      const rest = facts.filter((one) => one !== missing)
      expect(checkWording(entry, 'en', rest)).toMatchObject({ ok: false, refusal: { code: 'fact-missing' } })
    }
    const long = [...own, { words: 'x'.repeat(LONGEST_WORDING + 1) }]
    expect(checkWording(entry, 'en', long)).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
  })

  test('[MI3] corrected facts are in the words and shown as changed; words that lack a new fact give way to the record', () => {
    const pieces = [{ words: 'We voted. ' }, ...own]
    const before = wording(pieces)
    expect(shownIn(entry, 'en', before).state).toBe('worded')
    const corrected: Entry = { ...entry, facts: { ...entry.facts, headline: inEach('Carried: 12 for, 5 against.') } }
    const shown = shownIn(corrected, 'en', before)
    expect(shown.state).toBe('stale')
    expect(shown.was).toEqual([{ fact: 'headline', words: 'Carried: 11 for, 5 against. (en)' }])
    expect(shown.pieces.map(({ words }) => words).join('')).toContain('12 for, 5 against')
    const grown: Entry = {
      ...entry,
      facts: { ...entry.facts, recused: inEach('Somebody') },
      sentence: { ...entry.sentence, en: [...own, { fact: 'recused' }] },
    }
    expect(shownIn(grown, 'en', before).state).toBe('unfit')
    expect(shownIn(grown, 'en', before).pieces[0]?.words).toBe(own[0] && 'words' in own[0] ? own[0].words : '')
  })

  test('[MI4] [MI8] what stands below an entry is part of the minutes; what differs since the closing is named', () => {
    const noted = minutedOf([entry], (id, language) =>
      id === noteOf(entry.id) && language === 'en' ? { ...wording([{ words: 'Article 12.' }]), entry: id } : null,
    )
    expect(noted.map(({ id, kind }) => [id, kind])).toEqual([
      [entry.id, 'paragraph'],
      [noteOf(entry.id), 'note'],
    ])
    expect(noted[1]?.said.kk).toEqual([])
    const plain = minutedOf([entry], () => null)
    expect(differing(noted, noted)).toEqual([])
    expect(differing(noted, plain)).toEqual([noteOf(entry.id)])
    const later: Entry = { ...entry, facts: { ...entry.facts, closed: eachLanguage(() => '23:59') } }
    expect(
      differing(
        plain,
        minutedOf([later], () => null),
      ),
    ).toEqual([entry.id])
  })
})
