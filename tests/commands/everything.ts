import { Buffer } from 'node:buffer'
import { embedded } from '../../server/db/database.ts'
import { cast, freezes, opensVote, world } from '../world.ts'
import { amendsTexts } from './amending.ts'
import { erasesNewcomer } from './erasing.ts'
import { finishesSession, finishesText } from './finishing.ts'
import { followsUp, repeatsEarlier, strikes } from './following.ts'
import { erases, keeps } from './keeping.ts'
import { allowsManners } from './manners.ts'
import { checks } from './translating.ts'
import { everythingGoesWrong } from './went-wrong.ts'

/**
 * A session after which every table has rows, in a folder: a text was adopted with opinions on it, silence was broken, a freeze taken
 * back, and it was finished. The answer: the record book's head, and the hash that was adopted.
 */
export async function playsEverything(folder: string) {
  const w = await world({ store: embedded(folder) })
  const [chair, secretary] = await w.people('m01', 's01')
  if (!chair || !secretary) throw new Error('nobody came')
  const carried = await opensVote(chair, 'r10', 'open')
  await cast(w, carried, { for: ['m01', 'm02', 'm06'], against: ['m03'], abstain: ['m04'] })
  await secretary.does('votes', 'record-word', { ...carried, place: 'm03', choice: 'abstain' })
  await secretary.does('sessions', 'note-attendance', { session: '2025-04-joint', account: 'm05', event: 'left' })
  await chair.does('votes', 'close', { vote: carried.vote })
  await chair.does('votes', 'announce', { vote: carried.vote })
  await chair.does('adoption', 'adopt', carried)
  await allowsManners(w, ['open', 'sealed', 'show-of-hands'])
  const sealed = await opensVote(chair, 'r03', 'sealed')
  await cast(w, sealed, { for: ['m01', 'm02', 'm06'], against: ['m03'] })
  const sheet = { vote: sealed.vote, place: 'm06' }
  const tellers = await w.people('s01', 's02')
  for (const teller of tellers) await teller.does('votes', 'withdraw-ballot', sheet)
  for (const teller of tellers) await teller.does('votes', 'key-sheet', { ...sealed, ...sheet, choice: 'against' })
  await chair.does('votes', 'close', { vote: sealed.vote })
  const scan = Buffer.from('%PDF-1.7 a sheet').toString('base64')
  await secretary.does('votes', 'attach-scan', { ...sheet, base64: scan })
  const words = { kk: '', ru: 'Перерыв?', en: 'A break?' }
  const asked = { kind: 'procedure', session: '2025-04-joint', words }
  const { vote } = await chair.does('votes', 'ask-without-vote', { question: asked })
  const dissenter = await w.person('m03')
  await dissenter.does('votes', 'object', { vote, place: 'm03' })
  for (const kind of ['explanation', 'dissent']) {
    const { opinion } = await dissenter.does('votes', 'give-opinion', { vote: carried.vote, kind, words })
    await dissenter.does('votes', 'change-opinion', { opinion, words: { ...words, ru: 'Не согласен.' } })
    if (kind === 'dissent') await dissenter.does('votes', 'withdraw-opinion', { opinion })
  }
  const hands = await opensVote(chair, 'r04', 'show-of-hands')
  const counts = [{ scope: 'pool', for: 7, against: 7, abstain: 1 }]
  const gone = await w.person('s03')
  for (let times = 0; times < 2; times++) {
    await gone.does('votes', 'enter-count', { ...hands, counts })
    await chair.does('votes', 'set-aside-teller', { vote: hands.vote, teller: 's03', words: 'Was called away.' })
  }
  for (const teller of tellers) await teller.does('votes', 'enter-count', { ...hands, counts })
  await chair.does('votes', 'close', { vote: hands.vote, chairs: [{ scope: 'pool', choice: 'for' }] })
  await freezes(chair, 'r02')
  await chair.does('votes', 'take-back-freeze', { recommendation: 'r02' })
  await tellers[0]?.does('versions', 'cut', { recommendation: 'r05', name: 'Read out', words: 'For the hall' })
  const older = await tellers[0]?.does('versions', 'cut', { recommendation: 'r06', name: 'Older', words: 'As it was' })
  const { fields, fieldsRev } = await secretary.sees('recommendations', 'recommendation', { id: 'r06' })
  await secretary.does('recommendations', 'change-fields', {
    id: 'r06',
    rev: fieldsRev,
    fields: { ...fields, priority: 'low' },
  })
  await secretary.does('versions', 'restore', { version: older?.version.id })
  const { plain } = await secretary.sees('recommendations', 'text', { id: 'r06' })
  const place = { part: 'text', language: 'ru', paragraph: 0, start: 0, length: 12, said: plain.text.ru.slice(0, 12) }
  const marked = { recommendation: 'r06', version: older?.version.id, ...place, reason: 'child', words: 'Asked for' }
  const { redaction } = await secretary.does('versions', 'ask-redaction', marked)
  await tellers[1]?.does('versions', 'confirm-redaction', { redaction })
  await everythingGoesWrong(w)
  await amendsTexts(w)
  await checks(secretary, 'r11', 'kk')
  await followsUp(w, 'r10')
  await repeatsEarlier(w, 'r10')
  await strikes(w, 'r10')
  await erasesNewcomer(w)
  for (const name of ['One.pdf', 'Two.pdf', 'Three.pdf']) await keeps(w, name)
  for (const name of ['Four.pdf', 'Five.pdf']) await erases(w, name)
  await finishesText(w, 'r10')
  const last = await opensVote(chair, 'r01')
  await cast(w, last, { against: ['m02'] })
  await chair.does('votes', 'close', { vote: last.vote })
  await chair.does('votes', 'announce', { vote: last.vote })
  await finishesSession(w)
  const head = await chair.sees('record', 'head')
  await w.close()
  return { head, adopted: carried.hash }
}
