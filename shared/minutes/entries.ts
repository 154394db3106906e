import { eachLanguage, LANGUAGES, type Localised } from '../language.ts'
import { formatDate, localDateOf } from '../messages/format.ts'
import { sayInEach } from '../messages/translate.ts'
import type { Instant } from '../time.ts'
import { attendanceEntries } from './attendance-entries.ts'
import { floorEntries } from './floor-entries.ts'
import type { Entry, MinutesFacts } from './model.ts'
import { hourOf, paragraph, same } from './sentence.ts'
import { voteEntries } from './vote-entries.ts'

/**
 * The minutes of a session as its record has them: for each sitting who was there, the quorum, the points, who had the floor, what was
 * moved, ruled and decided, in the order of the hours; then what came after the session. Nothing in it is anybody's word but the
 * record's. Source: RULES.md MI1.
 */
export function entriesOf(facts: MinutesFacts): readonly Entry[] {
  const { sittings } = facts
  const happened = [
    ...attendanceEntries(facts),
    ...floorEntries(facts),
    ...voteEntries(facts),
    ...decided(facts),
    ...pointHeadings(facts),
  ].sort((one, other) => one.at - other.at || rankOf(one) - rankOf(other))
  const inSittings = sittings.flatMap((sitting, index): Entry[] => {
    const next = sittings[index + 1]
    const until = sitting.ended?.at ?? next?.openedAt ?? Number.POSITIVE_INFINITY
    const from = index === 0 ? Number.NEGATIVE_INFINITY : (sittings[index - 1]?.ended?.at ?? sitting.openedAt)
    const own = happened.filter(({ at }) => at <= until && at > from)
    return [...beginning(facts, sitting), ...own, ...ending(facts, sitting)]
  })
  const last = sittings.at(-1)?.ended
  const after = last ? happened.filter(({ at }) => at > last.at) : []
  return [...inSittings, ...(last && after.length > 0 ? [afterwards(last.at), ...after] : [])]
}

/** Of two things in one moment a heading is first, and what was decided before what follows from it. */
const rankOf = ({ kind, id }: Entry): number => (kind === 'point' ? 0 : id.startsWith('adopted') ? 2 : 1)

type Sitting = MinutesFacts['sittings'][number]

function beginning(facts: MinutesFacts, { number, openedAt, presiding }: Sitting): Entry[] {
  const date = eachLanguage((language) => formatDate(language, localDateOf(openedAt, facts.session.timezone)))
  const heading = paragraph({ id: `sitting:${number}`, at: openedAt }, ['minuted.sitting'], {
    number: same(number),
    date,
  })
  return [
    { ...heading, kind: 'sitting' },
    paragraph({ id: `opened:${number}`, at: openedAt }, [number === 1 ? 'minuted.opened' : 'minuted.resumed'], {
      name: presiding,
      time: hourOf(facts, openedAt),
    }),
  ]
}

function ending(facts: MinutesFacts, { number, ended }: Sitting): Entry[] {
  if (!ended) return []
  return [
    paragraph(
      { id: `ended:${number}`, at: ended.at },
      [`minuted.${ended.how}`, ...(ended.head ? (['minuted.head'] as const) : [])],
      {
        time: hourOf(facts, ended.at),
        ...(ended.head && { entry: same(ended.head.number), hash: same(ended.head.hash) }),
      },
    ),
  ]
}

const afterwards = (at: Instant): Entry => ({
  ...paragraph({ id: 'afterwards', at }, ['minuted.afterwards'], {}),
  kind: 'sitting',
})

const pointHeadings = ({ points }: MinutesFacts): Entry[] =>
  points.map(({ entry, point, number, title, at }) => ({
    ...paragraph({ id: `point:${entry}`, at, point }, ['minuted.point'], { number: same(number), title }),
    kind: 'point',
  }))

/** What became of texts and amendments beside the votes, and what was said of them. */
function decided(facts: MinutesFacts): Entry[] {
  return [
    ...facts.amendments.map(({ id, number, what, mover, text, point, at }) =>
      paragraph({ id: `amendment:${id}`, at, point }, [`minuted.amendment.${what}`], {
        number: same(number),
        name: mover,
        text,
        time: hourOf(facts, at),
      }),
    ),
    ...facts.adopted.map(({ id, text, title, hash, point, at }) =>
      paragraph({ id: `adopted:${id}`, at, point }, ['minuted.adopted'], {
        text,
        title,
        time: hourOf(facts, at),
        hash: same(hash),
      }),
    ),
    ...facts.opinions.map(({ id, kind, name, councils, vote, on, words, point, at }) =>
      paragraph({ id: `opinion:${id}`, at, point }, ['minuted.opinion'], {
        kind: sayInEach(`opinions.kinds.${kind}`),
        name,
        councils: eachLanguage((language) => councils.map((one) => one[language]).join('; ')),
        vote: same(vote),
        on,
        words: inSomeLanguage(words),
      }),
    ),
  ]
}

/** In each language as it was said there, else as it was said in the first. Source: RULES.md AD10. */
const inSomeLanguage = (words: Localised): Localised =>
  eachLanguage((language) => {
    const said = [language, ...LANGUAGES].find((each) => words[each].trim() !== '')
    return said ? words[said].trim().replaceAll(/\s+/g, ' ') : ''
  })
