import { eachLanguage } from '../language.ts'
import type { MessageKey } from '../messages/sentences.ts'
import { sayInEach } from '../messages/translate.ts'
import type { Entry, MinutesFacts, MotionFacts, PointOfOrderFacts } from './model.ts'
import { hourOf, paragraph, same } from './sentence.ts'

/** Who presided, who had the floor, what was moved and ruled, and who declared an interest. Source: RULES.md MI1. */
export const floorEntries = (facts: MinutesFacts): Entry[] => [
  ...facts.chairs.map(({ entry, name, at }) =>
    paragraph({ id: `chair:${entry}`, at }, ['minuted.tookTheChair'], { name, time: hourOf(facts, at) }),
  ),
  ...speeches(facts),
  ...facts.pointsOfOrder.map((one) => pointOfOrder(facts, one)),
  ...facts.motions.map((one) => motion(facts, one)),
  ...facts.interests.map(({ id, name, on, point, at }) =>
    paragraph({ id: `interest:${id}`, at, point }, ['minuted.interest'], { name, on }),
  ),
]

/** Speakers between two other things that happened stand in one paragraph. */
function speeches(facts: MinutesFacts): Entry[] {
  const borders = [
    ...facts.votes.flatMap(({ openedAt }) => [openedAt]),
    ...facts.points.map(({ at }) => at),
    ...facts.motions.map(({ at }) => at),
    ...facts.pointsOfOrder.map(({ at }) => at),
    ...facts.sittings.flatMap(({ openedAt }) => [openedAt]),
  ]
  const groups: (typeof facts.spoken)[number][][] = []
  for (const speech of facts.spoken) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    const joins = before && before.point === speech.point && !borders.some((at) => at > before.at && at <= speech.at)
    if (last && joins) last.push(speech)
    else groups.push([speech])
  }
  return groups.flatMap((group) => {
    const [first] = group
    return first
      ? [
          paragraph({ id: `floor:${first.id}`, at: first.at, point: first.point }, ['minuted.floor'], {
            names: eachLanguage((language) => group.map(({ name }) => name[language]).join(', ')),
            time: hourOf(facts, first.at),
          }),
        ]
      : []
  })
}

function pointOfOrder(facts: MinutesFacts, { id, name, point, at, ruling, appeal }: PointOfOrderFacts): Entry {
  const outcome = appeal && appeal.overturned !== null ? (appeal.overturned ? 'overturned' : 'stands') : null
  return paragraph(
    { id: `order:${id}`, at, point },
    [
      'minuted.pointOfOrder',
      ...(ruling ? (['minuted.ruling'] as const) : []),
      ...(appeal ? (['minuted.appeal'] as const) : []),
      ...(outcome ? ([`minuted.${outcome}`] as const) : []),
    ],
    {
      name,
      time: hourOf(facts, at),
      ...(ruling && { ruling: sayInEach(`floor.order.${ruling.ruling}`), words: same(ruling.words) }),
      ...(appeal && { appellant: appeal.name }),
    },
  )
}

function motion(facts: MinutesFacts, { id, name, kind, words, point, at, carried, result, vote }: MotionFacts): Entry {
  const became = carried === null ? null : sayInEach(carried ? 'minuted.motionCarried' : 'minuted.motionRejected')
  return paragraph({ id: `motion:${id}`, at, point }, ['minuted.motion', ...motionKeys(words, result)], {
    name,
    time: hourOf(facts, at),
    kind: sayInEach(`floor.motions.kinds.${kind}`),
    ...(words !== '' && { words: same(words) }),
    ...(became && { became }),
    ...(vote !== null && { vote: same(vote) }),
    ...(result?.how === 'counts' && {
      for: same(result.for),
      against: same(result.against),
      abstain: same(result.abstain),
    }),
  })
}

const motionKeys = (words: string, result: MotionFacts['result']): MessageKey[] => [
  ...(words === '' ? [] : (['minuted.motionWords'] as const)),
  ...(result === null ? [] : ([`minuted.motionBy.${result.how}`] as const)),
]
