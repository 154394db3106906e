import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Outline } from '../../shared/exports/model.ts'
import type { Language } from '../../shared/language.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { docxParagraphs, oneLine, xmlText } from '../exports/reading.ts'
import { type Person, SESSION, type World, world } from '../world.ts'
import { adopts, classes, publishes, TEXT, types } from './final.ts'
import { followsUp } from './following.ts'

let w: World
let member: Person
beforeEach(async () => {
  w = await world()
  member = await w.person('m03')
})
afterEach(() => w.close())

const file = (format: string, more = {}) =>
  member.raw('GET', `/api/exports/file?${new URLSearchParams({ session: SESSION, format, ...more })}`)
const adoptedFile = (format: string) => new URLSearchParams({ ...TEXT, format, language: 'en' })
const textIn = async (language: Language) => {
  const { outlines } = (await (await file('json')).json()) as { outlines: Record<Language, Outline> }
  const text = outlines[language].recommendations.find(({ id }) => id === TEXT.recommendation)
  if (!text) throw new Error('not in the file')
  return { ...text, words: plainText(text.parts[0]?.blocks ?? []) }
}

test('[EX16] the words of a published final text stand in a file, those of a copy that is not published do not', async () => {
  const hash = await adopts(w)
  const secretary = await w.person('s01')
  const { textId } = await secretary.does('adoption', 'begin-final', TEXT)
  await types(w, textId, ' Finished.')
  await classes(w, 'typographic')
  const before = await textIn('en')
  expect([before.words.includes('Finished.'), before.standing.includes('No. 7')]).toEqual([false, false])
  const final = await publishes(w, '7')
  const after = await textIn('en')
  expect(after.words).toContain('Finished.')
  for (const said of [hash, final, 'No. 7']) expect(after.standing).toContain(said)
  expect((await textIn('kk')).standing).toContain('№ 7')
})

test('[EX18] [AD31] the code in a file is that of the words in it, and is answered for: the adopted ones, then the final ones', async () => {
  const hash = await adopts(w)
  const check = async (code = '') => (await member.sees('adoption', 'check', { code })).state
  const before = await textIn('en')
  expect(before.check).toMatchObject({ code: hash.slice(0, 16), address: null })
  expect(await check(before.check?.code)).toBe('adopted')
  const page = await (await member.raw('GET', `/api/adoption/file?${adoptedFile('html')}`)).text()
  expect(page).toContain(before.check?.words)
  const secretary = await w.person('s01')
  const { textId } = await secretary.does('adoption', 'begin-final', TEXT)
  await types(w, textId, ' Finished.')
  await classes(w, 'typographic')
  expect((await textIn('en')).check).toEqual(before.check)
  const final = await publishes(w, '7')
  const after = await textIn('en')
  expect(after.check).toMatchObject({ code: final.slice(0, 16) })
  expect([await check(before.check?.code), await check(after.check?.code)]).toEqual(['superseded', 'final'])
})

test('[EX17] [EX15] each format says what each addressee answered and what the councils found', async () => {
  await adopts(w)
  expect((await textIn('en')).followUp).toEqual([])
  await followsUp(w, TEXT.recommendation)
  const { followUp } = await textIn('ru')
  expect(followUp.length).toBeGreaterThan(1)
  for (const { position, status, sentence } of followUp) {
    expect([position, status]).toEqual(['accepted', 'in-progress'])
    expect(sentence).toContain('Исполняется')
  }
  const bytes = async (format: string) => Buffer.from(await (await file(format, { language: 'ru' })).arrayBuffer())
  const said = {
    docx: docxParagraphs(await bytes('docx')).join(' '),
    akn: xmlText((await bytes('akn')).toString()),
    html: (await bytes('html')).toString().replace(/<[^>]+>/g, ' '),
    csv: (await bytes('csv')).toString(),
  }
  const impact = (await bytes('impact')).toString()
  for (const { answer } of followUp) expect(impact).toContain(answer)
  expect(impact).toContain('"true"')
  for (const [format, words] of Object.entries(said))
    for (const { sentence } of followUp) expect(oneLine(words), format).toContain(oneLine(sentence))
})
