import { LANGUAGES } from '../../../shared/language.ts'
import type { Output } from '../../http/handlers.ts'
import type { AmendmentContent } from '../content.ts'
import { announces, cast, resultOf } from './hall.ts'
import type { Day, VoteStep } from './main-day.ts'
import { type Player, Unexpected } from './people.ts'

type Seen = Output<'amendments', 'amendment'>

const seenBy = (person: Player, id: string): Promise<Seen> => person.sees('amendments', 'amendment', { id })

/** The chair accepts an amendment for which nobody asks a vote: the text says it at once, and only its language was touched. */
export async function acceptsAmendment(day: Day, { accept: id, expect }: { accept: string; expect: string }) {
  const { chair, observer, report } = day
  const { to = '', lang, recommendation } = contentOf(day, id)
  const about = { id: recommendation ?? '' }
  const before = await observer.sees('recommendations', 'recommendation', about)
  await chair.does('amendments', 'accept', { amendment: id })
  const { stage, accepted } = await seenBy(observer, id)
  const { plain } = await observer.sees('recommendations', 'text', about)
  const { languages } = await observer.sees('recommendations', 'recommendation', about)
  const others = LANGUAGES.filter((language) => language !== lang)
  const says = plain.text[lang].includes(to) ? `the text says ${to}` : `the text does not say ${to}`
  const valid = others.filter((language) => languages[language] === before.languages[language])
  report.step(
    `accept ${id}`,
    `${expect}, the text says ${to}, ${others.join(' and ')} as valid as before`,
    `${accepted ? 'accepted without a vote' : stage}, ${says}, ${valid.join(' and ')} as valid as before`,
  )
}

/** An amendment is put to everybody present; the roll votes in its own order: the first for, then who abstains, the last against. */
export async function votesOnAmendment(day: Day, step: VoteStep): Promise<void> {
  const { players, chair, observer, report } = day
  const { vote: id, for: inFavour = 0, against = 0, abstain = 0 } = step
  const question = { kind: 'adopt-amendment', amendment: id } as const
  const { hash: shown } = await chair.sees('votes', 'prepare-question', question)
  const { vote } = await chair.does('votes', 'open-question', { question, hash: shown ?? '' })
  const { hash, roll } = await chair.sees('votes', 'vote', { id: vote })
  const places = roll.map(({ place }) => place as string)
  await cast(
    players,
    { vote, hash },
    {
      for: places.slice(0, inFavour),
      abstain: places.slice(inFavour, inFavour + abstain),
      against: places.slice(inFavour + abstain),
    },
  )
  const seen = await announces(chair, observer, vote)
  const stage = step.amendment ?? step.expect
  const result = step.amendment ? step.expect : stage === 'adopted' ? 'carried' : 'rejected'
  const asVoted = await wordsAfter(day, id)
  report.step(
    `vote ${id}`,
    `${inFavour}:${against}:${abstain} ${result}, ${id} ${stage}${expectedText(day, step, stage)}`,
    `${resultOf(seen)}, ${id} ${(await seenBy(observer, id)).stage}${asVoted}`,
  )
}

/** What the text is to say after the vote. */
function expectedText(day: Day, { vote: id, creates, number }: VoteStep, stage: string): string {
  const { recommendation, from, to, part } = contentOf(day, id)
  if (creates) return `; ${creates} is number ${number}, frozen, the last of the set`
  const said = stage === 'adopted' ? to : (from ?? part)
  return `; ${recommendation} frozen, says ${said}`
}

/** What the text says after the vote: of the words that were put, those that stand there. */
async function wordsAfter(day: Day, id: string): Promise<string> {
  const { observer, content } = day
  const { recommendation, lang, from, to, part } = contentOf(day, id)
  const { recommendations } = await observer.sees('recommendations', 'list', { session: content.session.id })
  const { creates } = await seenBy(observer, id)
  const one = recommendations.find((text) => text.id === (recommendation ?? creates))
  if (!one) return '; no text'
  const last = recommendations.at(-1)?.id === one.id ? 'the last of the set' : 'not the last'
  if (recommendation === null) return `; ${one.id} is number ${one.number}, ${one.stage}, ${last}`
  const { plain } = await observer.sees('recommendations', 'text', { id: one.id })
  const said = [from, to, part].filter((words) => words !== undefined && plain.text[lang].includes(words))
  return `; ${one.id} ${one.stage}, says ${said.join(' and ')}`
}

function contentOf({ content }: Day, id: string): AmendmentContent {
  const found = content.amendments.find((one) => one.id === id)
  if (!found) throw new Unexpected(`the content has no amendment ${id}`)
  return found
}
