import type * as Y from 'yjs'
import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { fragmentOf } from '../../shared/text/ydoc.ts'
import { joins, until } from '../live/people.ts'
import { cast, opensVote, type Person, type World } from '../world.ts'

/** The text that is made final here. */
export const TEXT = { recommendation: 'r05' }

/** The text is put to the vote, carried and adopted; the answer is its hash. */
export async function adopts(w: World, { recommendation } = TEXT): Promise<string> {
  const chair = await w.person('m01')
  const put = await opensVote(chair, recommendation, 'open')
  await cast(w, put, { for: ['m01', 'm02', 'm03', 'm12', 'm13'] })
  await chair.does('votes', 'close', { vote: put.vote })
  await chair.does('votes', 'announce', { vote: put.vote })
  await chair.does('adoption', 'adopt', put)
  return put.hash
}

/** A person writes in a live text by the stock client; `writes` may do what it likes to the paragraph of the main text. */
export async function writesIn(
  w: World,
  person: Person,
  textId: string,
  writes: (words: Y.XmlText, language: Language) => void,
): Promise<void> {
  const url = await w.listen()
  const page = joins({ url: `${url.replace('http', 'ws')}/live`, origin: url }, textId, person.cookie, { ours: true })
  await until('the copy is there', () => page.words() !== '')
  page.doc.transact(() => {
    for (const language of LANGUAGES) {
      const paragraph = fragmentOf(page.doc, 'text', language).get(0) as Y.XmlElement
      writes(paragraph.get(0) as Y.XmlText, language)
    }
  })
  await until('it is saved', () => page.sent() > 0 && page.saved() === page.sent())
  page.leaves()
}

/** The secretary writes at the end of the English text of the copy. */
export const types = async (w: World, textId: string, words: string): Promise<void> =>
  writesIn(w, await w.person('s01'), textId, (text, language) => {
    if (language === 'en') text.insert(text.length, words)
  })

/** Every change of the newest round becomes one of a class. */
export async function classes(w: World, to: string | null, of = TEXT): Promise<void> {
  const secretary = await w.person('s01')
  for (const { key } of (await secretary.sees('adoption', 'final', of)).changes)
    await secretary.does('adoption', 'class-change', { ...of, key, class: to })
}

/** Both chairs confirm what stands under the hash. */
export async function confirms(w: World, hash: string, of = TEXT): Promise<void> {
  for (const chair of await w.people('m01', 'm12')) await chair.does('adoption', 'confirm-final', { ...of, hash })
}

/** What a detached signature looks like from outside. */
export const SIGNATURE = Buffer.from('-----BEGIN PKCS7-----'.padEnd(400, 'x'))

/** Both chairs sign, the second by a file. */
export async function signs(w: World, hash: string, of = TEXT): Promise<void> {
  const signing = { ...of, hash, kind: 'recorded', password: DEMO_PASSWORD }
  const [chair, other] = await w.people('m01', 'm12')
  await chair.does('adoption', 'sign-final', signing)
  await other.does('adoption', 'sign-final', { ...signing, kind: 'file', base64: SIGNATURE.toString('base64') })
}

/** Gives the copy to the chairs, who confirm and sign; numbers and publishes it. */
export async function publishes(w: World, number: string, of = TEXT): Promise<string> {
  const secretary = await w.person('s01')
  const { hash } = await secretary.does('adoption', 'submit-final', of)
  await confirms(w, hash, of)
  await signs(w, hash, of)
  await secretary.does('adoption', 'number-final', { ...of, number, date: '2025-05-02' })
  await secretary.does('adoption', 'publish-final', { ...of, hash, nobodyRecognised: true })
  return hash
}

/** The final text says what was adopted, and is out. */
export async function publishesAsAdopted(w: World, number: string, of = TEXT): Promise<string> {
  await (await w.person('s01')).does('adoption', 'begin-final', of)
  return publishes(w, number, of)
}
