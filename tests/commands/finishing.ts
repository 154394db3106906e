import { SESSION, type World } from '../world.ts'
import { classes, publishes, types } from './final.ts'

const session = { session: SESSION }

/** An adopted text is finished, classed, confirmed, signed, by file too, numbered and published. */
export async function finishesText(w: World, recommendation: string): Promise<void> {
  const of = { recommendation }
  const { textId } = await (await w.person('s01')).does('adoption', 'begin-final', of)
  await types(w, textId, ' Finished.')
  for (const one of ['language-alignment', null, 'typographic']) await classes(w, one, of)
  await publishes(w, '7', of)
}

/** The session is closed, its texts numbered anew, its minutes worded, closed twice and signed. */
export async function finishesSession(w: World): Promise<void> {
  const secretary = await w.person('s01')
  await (await w.person('m01')).does('sessions', 'close', session)
  await secretary.does('adoption', 'renumber', session)
  const paragraph = { ...session, entry: 'ended:1+', language: 'en' } as const
  for (const pieces of [[{ words: 'Thanks were said.' }], null, [{ words: 'Thanks were given.' }]])
    await secretary.does('minutes', 'word', { ...paragraph, pieces })
  const closes = async () => {
    const { hash } = await secretary.sees('minutes', 'minutes', session)
    await secretary.does('minutes', 'close', { ...session, hash })
    return hash
  }
  await closes()
  await secretary.does('minutes', 'reopen', session)
  const hash = await closes()
  for (const { account } of (await secretary.sees('minutes', 'minutes', session)).signatures)
    await (await w.person(account)).does('minutes', 'sign', { ...session, hash })
}
