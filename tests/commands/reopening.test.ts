import { expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { cast, freezes, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, w } from './hall.ts'
import { lastRecorded, refuses } from './store.ts'

inTheHall()

const ALL = ['m01', 'm02', 'm03', 'm04', 'm05', 'm06'] as const

async function announces(vote: string): Promise<void> {
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
}
/** The text is put and decided; the answer is its hash and the vote. */
async function decides(choice: 'for' | 'against', hash: string): Promise<{ vote: string; hash: string }> {
  const { vote } = await chair.does('votes', 'open', { recommendation: 'r03', hash, manner: 'open' })
  await cast(w, { vote, hash }, { [choice]: ALL })
  await announces(vote)
  return { vote, hash }
}
const asks = (hash: string, manner = 'open') =>
  chair.act('votes', 'open-question', { question: { kind: 'reopen', recommendation: 'r03' }, hash, manner })
/** A vote on taking the text up again: so many for, the others against. */
async function reopens(hash: string, inFavour: number): Promise<string> {
  const asked = await asks(hash)
  if (!asked.ok) throw new Error(asked.code)
  const { vote } = asked.value
  const { hash: put } = await chair.sees('votes', 'vote', { id: vote })
  await cast(w, { vote, hash: put }, { for: ALL.slice(0, inFavour), against: ALL.slice(inFavour) })
  await announces(vote)
  return vote
}
const text = () => member.sees('recommendations', 'recommendation', { id: 'r03' })

test('[VO130] [VO131] [VO132] a rejected text is taken up again by two thirds, and is put anew', async () => {
  const hash = await freezes(chair, 'r03')
  const first = await decides('against', hash)
  const vote = await reopens(hash, 4)
  const seen = await observer.sees('votes', 'vote', { id: vote })
  expect(seen).toMatchObject({
    question: { kind: 'reopen', recommendation: 'r03' },
    carriedBy: { en: expect.stringContaining('two thirds') },
    outcome: { result: 'carried' },
    may: { adopt: false },
  })
  expect(seen.question.sentence.ru).toBe('Вернуться к рассмотрению? Предложение 3')
  expect(await text()).toMatchObject({ stage: 'frozen', vote: null })
  expect((await lastRecorded(w, 'text-reopened')).facts).toEqual({ vote })
  const second = await decides('for', hash)
  await refuses(w, () => chair.act('adoption', 'adopt', first), 'not-carried', 'AD1')
  await chair.does('adoption', 'adopt', second)
  await refuses(w, () => asks(hash), 'adopted-stays', 'VO130')
  expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
})

test('[VO131] [VO132] half of the votes are not two thirds: the text stays rejected', async () => {
  const hash = await freezes(chair, 'r03')
  await decides('against', hash)
  const vote = await reopens(hash, 3)
  expect((await observer.sees('votes', 'vote', { id: vote })).outcome?.result).toBe('rejected')
  expect((await text()).stage).toBe('rejected')
  await refuses(w, () => chair.act('votes', 'open', { recommendation: 'r03', hash }), 'not-frozen', 'VO2')
})

test('[VO132] [VO1] after it the freeze is taken back, and the text is changed and frozen anew', async () => {
  const hash = await freezes(chair, 'r03')
  await decides('against', hash)
  await reopens(hash, 6)
  await chair.does('votes', 'take-back-freeze', { recommendation: 'r03' })
  expect((await text()).stage).toBe('drafting')
  await freezes(chair, 'r03')
  expect((await text()).stage).toBe('frozen')
})

test('[VO130] [VO132] what was carried and not adopted is taken up again, and the earlier vote adopts it no more', async () => {
  const hash = await freezes(chair, 'r03')
  const first = await decides('for', hash)
  await reopens(hash, 6)
  await refuses(w, () => chair.act('adoption', 'adopt', first), 'not-carried', 'AD1')
  const second = await decides('for', hash)
  await refuses(w, () => chair.act('adoption', 'adopt', first), 'not-carried', 'VO132')
  await chair.does('adoption', 'adopt', second)
  expect((await observer.sees('adoption', 'text', { recommendation: 'r03' })).vote).toBe(second.vote)
})

test('[VO130] what is not decided is not reopened, and only who runs the session puts it', async () => {
  const drafted = 'a'.repeat(64)
  await refuses(w, () => asks(drafted), 'nothing-to-reopen', 'VO130')
  const hash = await freezes(chair, 'r03')
  await refuses(w, () => asks(hash), 'nothing-to-reopen', 'VO130')
  await decides('against', hash)
  await refuses(w, () => asks(drafted), 'wrong-text', 'VO2')
  const question = { kind: 'reopen', recommendation: 'r03' }
  await refuses(w, () => member.act('votes', 'open-question', { question, hash }), 'no-right', 'SE2')
})

test('[VO132] the set as it was carried does not adopt a text that was taken up again since', async () => {
  const hash = await freezes(chair, 'r03')
  await decides('for', hash)
  const { recommendations } = await chair.sees('recommendations', 'list', { session: SESSION })
  for (const { id, stage } of recommendations) if (stage === 'drafting') await freezes(chair, id)
  const { hash: set } = await chair.sees('votes', 'prepare-question', { session: SESSION, kind: 'adopt-set' })
  const question = { kind: 'adopt-set', session: SESSION }
  const { vote } = await chair.does('votes', 'open-question', { question, hash: set, manner: 'open' })
  await cast(w, { vote, hash: set ?? '' }, { for: ALL })
  await announces(vote)
  await reopens(hash, 6)
  await refuses(w, () => chair.act('adoption', 'adopt', { vote, hash: set }), 'wrong-text', 'AD5')
})

test('[VO133] a reopening that becomes void leaves the text as it was; not when it was put again since', async () => {
  const hash = await freezes(chair, 'r03')
  const first = await decides('against', hash)
  const vote = await reopens(hash, 6)
  const [other] = await w.people('m12')
  const makesVoid = async (id: string) => {
    const proposed = await chair.act('votes', 'void', { vote: id, ground: 'wrong-roll', words: 'The roll was wrong.' })
    if (!proposed.ok || proposed.value.void) return proposed
    return other.act('votes', 'agree-to-void', { voiding: proposed.value.voiding })
  }
  expect(await makesVoid(vote)).toMatchObject({ ok: true, value: { void: true } })
  expect(await text()).toMatchObject({ stage: 'rejected', vote: { id: first.vote } })
  const again = await reopens(hash, 6)
  await decides('against', hash)
  await refuses(w, () => makesVoid(again), 'put-again', 'VO80')
  expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
})
