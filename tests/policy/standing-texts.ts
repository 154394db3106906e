import type { Person, World } from '../world.ts'
import { CLOSED, INVITED_TO, session } from './places.ts'

/**
 * The member's amendments: a draft, one that is tabled, one that somebody else signed, one that was typed for them, one that clashes with the
 * text, and one to the text that will be closed; and one that somebody else gave up.
 */
export async function amendedBy(w: World) {
  const [chair, secretary, member, other] = await w.people('m01', 's01', 'm03', 'm04')
  const one = (to: string, from = '', recommendation = 'r01') => ({
    ...session,
    recommendation,
    kind: 'replace',
    language: 'ru',
    changes: [{ part: 'text', language: 'ru', from, to }],
  })
  const tables = async (person: Person, begun: ReturnType<typeof one>) => {
    const { amendment } = await person.does('amendments', 'start', begun)
    await person.does('amendments', 'table', { amendment })
    return amendment as string
  }
  const reviewed = await tables(member, one('изучив', 'рассмотрев', 'p00'))
  const accepted = await tables(member, one('обсудив', 'рассмотрев', 'p00'))
  await chair.does('amendments', 'accept', { amendment: accepted })
  const clash = (await secretary.sees('amendments', 'amendment', { id: reviewed })).review[0]?.key ?? ''
  const { amendment: drafted } = await member.does('amendments', 'start', one('Вести учёт.'))
  // Of its own: what was written in an open text cannot be put back under it.
  const { amendment: reworded } = await member.does('amendments', 'start', one('Вести учёт.'))
  const tabled = await tables(member, one('обязательный единый порядок', 'обязательный порядок'))
  const signed = await tables(member, one('междисциплинарной группой', 'междисциплинарной комиссией'))
  await (await w.person('m12')).does('amendments', 'sign', { amendment: signed })
  // Accepted it writes no words either, for the same reason.
  const { amendment: moves } = await member.does('amendments', 'start', {
    ...one(''),
    kind: 'move',
    whole: true,
    after: 'r05',
    changes: [],
  })
  await member.does('amendments', 'table', { amendment: moves })
  const { amendment: typed } = await secretary.does('amendments', 'from-floor', {
    ...one('интересов каждого ребёнка', 'интересов ребёнка'),
    mover: 'm03',
  })
  const givenUp = await tables(other, one('и немедленному обжалованию', 'и подлежащей обжалованию'))
  await other.does('amendments', 'withdraw', { amendment: givenUp })
  const closedAmendment = await tables(member, one('Вести учёт.', '', CLOSED.drafted))
  return {
    reviewed,
    clash,
    drafted: drafted as string,
    reworded: reworded as string,
    tabled,
    signed,
    moves: moves as string,
    typed: typed as string,
    givenUp,
    closedAmendment,
  }
}

/** The member's threads: one, one that is resolved, one for those who look on, and one of the point that will be closed. */
export async function discussedBy(member: Person, secretary: Person) {
  const opens = (recommendation: string) =>
    member.does('comments', 'open-thread', { recommendation, passage: null, words: 'Почему так?', toObservers: true })
  for (const recommendation of [INVITED_TO, CLOSED.drafted])
    await secretary.does('comments', 'invite-observers', { recommendation, on: true })
  const { thread, remark } = await opens('r01')
  const { thread: resolvedThread } = await opens('r01')
  await member.does('comments', 'resolve-thread', { thread: resolvedThread })
  const { thread: shownThread } = await opens(INVITED_TO)
  const { thread: closedThread } = await opens(CLOSED.drafted)
  return { thread, remark, resolvedThread, shownThread, closedThread }
}

/** A version of the preamble, which was changed since. */
export async function changedSince(secretary: Person): Promise<string> {
  const { recommendations } = await secretary.sees('recommendations', 'list', session)
  const id = recommendations.find(({ kind }) => kind === 'preamble')?.id ?? ''
  const { fields, fieldsRev: rev } = await secretary.sees('recommendations', 'recommendation', { id })
  await secretary.does('recommendations', 'change-fields', { id, rev, fields: { ...fields, priority: 'low' } })
  return newestVersion(secretary, id)
}

/** A passage that may be marked, one that waits for its second person, and one that the secretary marked. */
export async function markedPassages(w: World) {
  const [secretary, another] = await w.people('s01', 's03')
  const { plain } = await secretary.sees('recommendations', 'text', { id: 'r01' })
  const said = plain.text.ru.slice(0, 12)
  const place = { part: 'text', language: 'ru', paragraph: 0, start: 0, length: said.length }
  const passage = { recommendation: 'r01', ...place, said, reason: 'child', words: '' }
  const marks = async (person: Person) => (await person.does('versions', 'ask-redaction', passage)).redaction
  return { passage, redaction: await marks(another), ownRedaction: await marks(secretary) }
}

export const newestVersion = async (person: Person, recommendation: string) =>
  (await person.sees('versions', 'list', { recommendation })).versions[0]?.id ?? ''
